"""Groups of the rows of a noun: by which columns, what is told of each group, and how groups are chosen and ordered.

enterpriseMonths(where: …) { groups(by: [{ field: INDUSTRY_ID }], orderBy: [{ sum: REVENUE_CNY, direction: DESC }]) {
  nodes { key { industry { nameZh } } count sum { revenueCny } share { revenueCny } filter } } }
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from graph.descriptions import both
from graph.filters import NumberFilter
from graph.pagination import connection_type
from graph.scalars import Long, ReadyFilter
from graph.types.nouns import (
    Direction,
    Grouping,
    NullsPlace,
    Relation,
    RelationField,
    argument,
    input_type,
    list_of,
    maybe,
    page_arguments,
    refer,
    value_type,
)

NUMBER_FUNCTIONS: Mapping[str, tuple[str, str]] = {
    "sum": (
        "Sum of the values; null where no row has one. Refused where they do not add up.",
        "合计，不可加的指标会被拒绝",
    ),
    "mean": ("Mean of the values that there are, to six places.", "平均值"),
    "min": ("Least value.", "最小值"),
    "max": ("Greatest value.", "最大值"),
    "median": ("Median of the values that there are.", "中位数"),
    "share": ("Sum of the group over the sum of all groups, 0 to 1.", "占全部组合计的比重"),
}
"""Functions over numbers, by the name that they have in warehouse.query.grouping and in the schema."""


@strawberry.enum(description=both("Period that a date is grouped by.", "按日期分组的期间"))
class Grain(Enum):
    MONTH = strawberry.enum_value("month", description=both("The month: 2016-03.", "月"))
    QUARTER = strawberry.enum_value("quarter", description=both("The quarter: 2016-Q1.", "季度"))
    HALF = strawberry.enum_value("half", description=both("The half-year: 2016-H1.", "半年"))
    YEAR = strawberry.enum_value("year", description=both("The year: 2016.", "年"))


def declare_grouping(
    type_name: str,
    hints: Mapping[str, Any],
    described: Mapping[str, str],
    relations: Mapping[str, Relation],
    adds_within: Mapping[str, tuple[str, ...]],
) -> Grouping:
    """The field `groups` of lists of a noun, with all its types."""
    numbers = {key: described[key] for key, hint in hints.items() if value_type(hint) in {Decimal, int, Long}}
    dates = {key: described[key] for key, hint in hints.items() if value_type(hint) is date}
    to_one = {key: relation for key, relation in relations.items() if not relation.is_many}
    by = _by_type(type_name, dates)
    field = strawberry.field(
        description=both(
            "Groups of the rows of all pages, as `where` admits them: counted, added up, ordered, paged.",
            "分组汇总：对符合条件的全部行分组、计数、求和、排序、分页",
        )
    )
    field.arguments = [
        StrawberryArgument(
            "by",
            None,
            StrawberryAnnotation(list_of(by)),
            description=both("What rows are grouped by: one to five keys, at most one of them a period.", "分组键"),
        ),
        argument("having", _having_type(type_name, numbers), "Which groups.", "分组筛选条件"),
        argument(
            "order_by",
            list_of(_group_order_type(type_name, numbers)),
            "In which order; the keys of the group make it complete.",
            "分组排序",
        ),
        *page_arguments(),
    ]
    return Grouping(
        connection_type=connection_type(
            f"{type_name}RowGroup", _group_type(type_name, hints, described, to_one, numbers)
        ),
        field=field,
        adds_within=adds_within,
    )


def _by_type(type_name: str, dates: Mapping[str, str]) -> type:
    annotations: dict[str, Any] = {"field": maybe(refer(type_name, "order_field_type"))}
    body = {"field": strawberry.field(description=both("By this column.", "分组字段"), default=strawberry.UNSET)}
    for key, text in dates.items():
        annotations[key] = maybe(Grain)
        body[key] = strawberry.field(
            description=text + " By its period, in place of `field`.", default=strawberry.UNSET
        )
    return input_type(
        f"{type_name}RowGroupBy",
        annotations,
        body,
        both("A key: a column, or a date by its period.", "分组键"),
    )


def _numbers_type(name: str, kind: Any, described: Mapping[str, str], description: str) -> type:
    cls = type(
        name,
        (),
        {
            "__annotations__": dict.fromkeys(described, kind),
            "__module__": __name__,
            **{key: strawberry.field(description=text) for key, text in described.items()},
        },
    )
    return strawberry.type(cls, name=name, description=description)


def _group_type(
    type_name: str,
    hints: Mapping[str, Any],
    described: Mapping[str, str],
    to_one: Mapping[str, Relation],
    numbers: Mapping[str, str],
) -> type:
    columns = {key: described[key] for key in hints}
    counts = _numbers_type(f"{type_name}RowGroupCounts", Long, columns, both("A number for each column.", "各字段计数"))
    annotations: dict[str, Any] = {
        "key": _key_type(type_name, hints, described, to_one),
        "period": maybe(str),
        "count": Long,
        "distinct": counts,
        "filter": ReadyFilter,
    }
    texts = {
        "key": both("What the rows of the group have in common.", "分组键"),
        "period": both("Period of the group, where it is grouped by one: 2016, 2016-H1, 2016-Q1, 2016-03.", "期间"),
        "count": both("Number of rows.", "行数"),
        "distinct": both("Number of different values.", "不同值个数"),
        "filter": both(
            "The rows of the group as a `where`: put it beside your own with `and` to drill down.",
            "下钻条件，可与原条件并用",
        ),
    }
    if numbers:
        shared = _numbers_type(
            f"{type_name}RowGroupNumbers",
            maybe(Decimal),
            numbers,
            both("A number for each column.", "各数值字段"),
        )
        for name, (en, zh) in NUMBER_FUNCTIONS.items():
            annotations[name] = shared
            texts[name] = both(en, zh)
    body = {key: strawberry.field(description=text) for key, text in texts.items()}
    cls = type(f"{type_name}RowGroup", (), {"__annotations__": annotations, "__module__": __name__, **body})
    return strawberry.type(
        cls, name=f"{type_name}RowGroup", description=both(f"A group of {type_name} rows.", "一组数据")
    )


def _key_type(
    type_name: str, hints: Mapping[str, Any], described: Mapping[str, str], to_one: Mapping[str, Relation]
) -> type:
    annotations: dict[str, Any] = {key: maybe(value_type(hint)) for key, hint in hints.items()}
    body: dict[str, Any] = {key: strawberry.field(description=described[key]) for key in hints}
    for key, relation in to_one.items():
        field = RelationField(
            description=described[key], type_annotation=StrawberryAnnotation(maybe(refer(relation.target)))
        )
        field.relation = relation
        annotations[key] = maybe(refer(relation.target))
        body[key] = field
    cls = type(f"{type_name}RowGroupKey", (), {"__annotations__": annotations, "__module__": __name__, **body})
    description = both(
        "Only what was grouped by can be asked for, and rows that it leads to.", "只能取分组字段及其关联对象"
    )
    return strawberry.type(cls, name=f"{type_name}RowGroupKey", description=description)


def _number_field_type(type_name: str, numbers: Mapping[str, str]) -> type:
    create_enum: Any = Enum
    members = {key.upper(): strawberry.enum_value(key, description=text) for key, text in numbers.items()}
    words: type = strawberry.enum(
        create_enum(f"{type_name}NumberField", members, module=__name__),
        description=both(f"Columns of {type_name} that add up.", "可汇总的数值字段"),
    )
    return words


def _group_order_type(type_name: str, numbers: Mapping[str, str]) -> type:
    annotations: dict[str, Any] = {
        "field": maybe(refer(type_name, "order_field_type")),
        "period": maybe(bool),
        "count": maybe(bool),
    }
    texts = {
        "field": both("By this key.", "按分组键"),
        "period": both("True: by the period of the group.", "按期间"),
        "count": both("True: by the number of rows.", "按行数"),
    }
    if numbers:
        words = _number_field_type(type_name, numbers)
        for name, (en, _) in NUMBER_FUNCTIONS.items():
            annotations[name] = maybe(words)
            texts[name] = both(f"By this: {en}", "按该汇总值")
    body: dict[str, Any] = {
        key: strawberry.field(description=text, default=strawberry.UNSET) for key, text in texts.items()
    }
    annotations |= {"direction": Direction, "nulls": NullsPlace}
    body["direction"] = strawberry.field(description=both("In which direction.", "排序方向"), default=Direction.ASC)
    body["nulls"] = strawberry.field(
        description=both("Where groups without a value come.", "空值的位置"), default=NullsPlace.LAST
    )
    return input_type(
        f"{type_name}RowGroupOrder",
        annotations,
        body,
        both("A key of an order of groups: name one thing.", "分组排序键"),
    )


def _having_type(type_name: str, numbers: Mapping[str, str]) -> type:
    annotations: dict[str, Any] = {"count": maybe(NumberFilter)}
    body: dict[str, Any] = {
        "count": strawberry.field(description=both("Number of rows.", "行数"), default=strawberry.UNSET)
    }
    if numbers:
        inner = input_type(
            f"{type_name}NumbersFilter",
            dict.fromkeys(numbers, maybe(NumberFilter)),
            {key: strawberry.field(description=text, default=strawberry.UNSET) for key, text in numbers.items()},
            both("Conditions on what is told of a column.", "对汇总值的条件"),
        )
        for name, (en, zh) in NUMBER_FUNCTIONS.items():
            annotations[name] = maybe(inner)
            body[name] = strawberry.field(description=both(en, zh), default=strawberry.UNSET)
    return input_type(
        f"{type_name}Having", annotations, body, both("Which groups: conditions must all hold.", "分组条件，须同时满足")
    )
