"""Groups of the rows of a noun: by which columns, what is told of each group, and how groups are chosen and ordered.

enterpriseMonths(where: …) {
  groups(by: [{ industry: NAME_ZH }], orderBy: [{ sum: REVENUE_CNY, direction: DESC }], top: 5) {
    nodes { isRemainder key { industry { nameZh } } count sum { revenueCny } hhi(across: ENTERPRISE_ID) { revenueCny }
      filter } } }
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

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
from graph.types.vocabulary.words import closed, vocabulary_of, word


@dataclass(frozen=True)
class NumberFunction:
    """A function over numbers. `argument` is the name of what it needs beside the column."""

    en: str
    zh: str
    argument: str | None = None

    @property
    def description(self) -> str:
        return both(self.en, self.zh)


NUMBER_FUNCTIONS: Mapping[str, NumberFunction] = {
    "sum": NumberFunction(
        "Sum of the values; null where no row has one. Refused where they do not add up.",
        "合计，不可加的指标会被拒绝",
    ),
    "mean": NumberFunction("Mean of the values that there are, to six places.", "平均值"),
    "min": NumberFunction("Least value.", "最小值"),
    "max": NumberFunction("Greatest value.", "最大值"),
    "median": NumberFunction("Median of the values that there are.", "中位数"),
    "share": NumberFunction(
        "Sum of the group over the sum of all groups, 0 to 1; of years to date: of those to the same month.",
        "占全部组合计的比重",
    ),
    "weighted_mean": NumberFunction(
        "Sum of weight times value over the sum of weights, of rows that have both; null where the weights sum to 0.",
        "加权平均",
        "weight",
    ),
    "quantile": NumberFunction("Value below which that part lies, between two values in proportion.", "分位数", "at"),
    "hhi": NumberFunction(
        "Herfindahl-Hirschman index: the squared shares of the holders in the sum, added up; 0 to 1, and 1 where one"
        " has all. Null where one is negative.",
        "赫芬达尔—赫希曼集中度指数，0 至 1",
        "across",
    ),
}
"""Functions over numbers, by the name that they have in warehouse.query.functions and in the schema."""

ARGUMENTS: Mapping[str, tuple[str, str]] = {
    "weight": ("Of weightedMean: the weights.", "权重字段"),
    "at": ("Of quantile: which part, 0 to 1; 0.5 is the median.", "分位点，0 至 1"),
    "across": ("Of hhi: what tells the holders.", "集中度的主体字段"),
}
"""What functions need beside the column."""


@closed("Period that a date is grouped by.", "按日期分组的期间")
class Grain(Enum):
    MONTH = word("month", "The month: 2016-03.", "月")
    QUARTER = word("quarter", "The quarter: 2016-Q1.", "季度")
    HALF = word("half", "The half-year: 2016-H1.", "半年")
    YEAR = word("year", "The year: 2016.", "年")
    YTD = word(
        "ytd",
        "The year to date, for every month that a row has: 2016-01/2016-03. A row is in the group of its month and"
        " of all later ones of its year.",
        "年初至各月累计",
    )


def declare_grouping(
    type_name: str,
    hints: Mapping[str, Any],
    described: Mapping[str, str],
    relations: Mapping[str, Relation],
    adds_within: Mapping[str, tuple[str, ...]],
    skipped_months: Mapping[str, tuple[int, ...]],
) -> Grouping:
    """The field `groups` of lists of a noun, with all its types."""
    numbers = [key for key, hint in hints.items() if value_type(hint) in {Decimal, int, Long}]
    dates = [key for key, hint in hints.items() if value_type(hint) is date]
    to_one = {key: relation for key, relation in relations.items() if not relation.is_many}
    kinds: dict[str, Any] = {"at": Decimal, "across": refer(type_name, "order_field_type")}
    if numbers:
        kinds["weight"] = _number_field_type(type_name, numbers, described)
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
            StrawberryAnnotation(list_of(_by_type(type_name, dates, to_one))),
            description=both(
                "What rows are grouped by: one to five keys, at most one a period; one named twice counts once.",
                "分组键",
            ),
        ),
        argument("having", _having_type(type_name, numbers, kinds), "Which groups.", "分组筛选条件"),
        argument(
            "order_by",
            list_of(_group_order_type(type_name, to_one, kinds)),
            "In which order; the keys of the group make it complete.",
            "分组排序",
        ),
        argument(
            "top",
            int,
            "So many of the first groups, 1 to 100, and one more of all other rows, last: `isRemainder`.",
            "前若干组，其余合并为一组",
        ),
        argument(
            "subtotals", bool, "Also the groups by the first keys alone, down to the total: `level`.", "逐级小计与总计"
        ),
        argument(
            "empty_periods",
            bool,
            "Also the periods without rows, from the first to the last one or in the range that `where` gives.",
            "显示无数据的期间",
        ),
        *page_arguments(),
    ]
    return Grouping(
        connection_type=connection_type(
            f"{type_name}RowGroup", _group_type(type_name, hints, described, to_one, numbers, kinds)
        ),
        field=field,
        adds_within=adds_within,
        skipped_months=skipped_months,
    )


def _by_type(type_name: str, dates: Sequence[str], to_one: Mapping[str, Relation]) -> type:
    annotations: dict[str, Any] = {"field": maybe(refer(type_name, "order_field_type"))}
    annotations |= {key: maybe(Grain) for key in dates}
    texts = {"field": both("By this column.", "分组字段")}
    texts |= dict.fromkeys(dates, both("By the period of this date.", "按日期所在期间"))
    _add_related(annotations, texts, to_one)
    return input_type(
        f"{type_name}RowGroupBy",
        annotations,
        _fields(texts),
        both("A key: name one thing.", "分组键，指定一项"),
    )


def _add_related(annotations: dict[str, Any], texts: dict[str, str], to_one: Mapping[str, Relation]) -> None:
    """The columns of the rows that a row leads to, beside its own. Raises ValueError where a name has two meanings."""
    for key, relation in to_one.items():
        if key in annotations:
            raise ValueError(f"'{key}' is a relation and a key of its own")
        annotations[key] = maybe(refer(relation.target, "order_field_type"))
        texts[key] = both(f"By this column of `{key}`.", "按关联对象的字段")


def _fields(texts: Mapping[str, str]) -> dict[str, Any]:
    return {key: strawberry.field(description=text, default=strawberry.UNSET) for key, text in texts.items()}


def _numbers_type(name: str, kind: Any, described: Mapping[str, str], en: str, zh: str) -> type:
    """One number for each column, described as the column is."""
    cls = type(
        name,
        (),
        {
            "__annotations__": dict.fromkeys(described, kind),
            "__module__": __name__,
            **{key: strawberry.field(description=text) for key, text in described.items()},
        },
    )
    return strawberry.type(cls, name=name, description=both(en, zh))


def _group_type(
    type_name: str,
    hints: Mapping[str, Any],
    described: Mapping[str, str],
    to_one: Mapping[str, Relation],
    numbers: Sequence[str],
    kinds: Mapping[str, Any],
) -> type:
    columns = {key: described[key] for key in hints}
    counts = _numbers_type(f"{type_name}RowGroupCounts", Long, columns, "A number for each column.", "各字段计数")
    annotations: dict[str, Any] = {
        "key": _key_type(type_name, hints, described, to_one),
        "period": maybe(str),
        "level": int,
        "is_remainder": bool,
        "count": Long,
        "distinct": counts,
        "filter": ReadyFilter,
    }
    texts = {
        "key": both("What the rows of the group have in common.", "分组键"),
        "period": both("Its period: 2016, 2016-H1, 2016-Q1, 2016-03, 2016-01/2016-03.", "期间"),
        "level": both("How many of the keys it has in common; fewer in a subtotal, 0 in the total.", "分组级别"),
        "is_remainder": both("Whether it holds the rows of all groups after the `top` ones.", "是否为其余合计"),
        "count": both("Number of rows.", "行数"),
        "distinct": both("Number of different values.", "不同值个数"),
        "filter": both(
            "The rows of the group as a `where`: put it beside your own with `and` to drill down.",
            "下钻条件，可与原条件并用",
        ),
    }
    body: dict[str, Any] = {key: strawberry.field(description=text) for key, text in texts.items()}
    if numbers:
        columns = {key: described[key] for key in numbers}
        shared = _numbers_type(
            f"{type_name}RowGroupNumbers", maybe(Decimal), columns, "A number for each column.", "各数值字段"
        )
        for name, function in NUMBER_FUNCTIONS.items():
            annotations[name] = shared
            body[name] = _number_field(function, kinds)
    cls = type(f"{type_name}RowGroup", (), {"__annotations__": annotations, "__module__": __name__, **body})
    return strawberry.type(
        cls, name=f"{type_name}RowGroup", description=both(f"A group of {type_name} rows.", "一组数据")
    )


def _number_field(function: NumberFunction, kinds: Mapping[str, Any]) -> StrawberryField:
    field: StrawberryField = strawberry.field(description=function.description)
    if function.argument:
        kind = StrawberryAnnotation(kinds[function.argument])
        description = both(*ARGUMENTS[function.argument])
        field.arguments = [StrawberryArgument(function.argument, None, kind, description=description)]
    return field


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


def _number_field_type(type_name: str, numbers: Sequence[str], described: Mapping[str, str]) -> type:
    members = {key.upper(): strawberry.enum_value(key, description=described[key]) for key in numbers}
    return vocabulary_of(
        f"{type_name}NumberField", members, f"Columns of {type_name} that are numbers.", "可汇总的数值字段"
    )


def _group_order_type(type_name: str, to_one: Mapping[str, Relation], kinds: Mapping[str, Any]) -> type:
    annotations: dict[str, Any] = {
        "field": maybe(refer(type_name, "order_field_type")),
        "period": maybe(bool),
        "count": maybe(bool),
        "level": maybe(bool),
    }
    texts = {
        "field": both("By this key.", "按分组键"),
        "period": both("True: by the period of the group.", "按期间"),
        "count": both("True: by the number of rows.", "按行数"),
        "level": both("True: by the number of keys.", "按分组级别"),
    }
    if "weight" in kinds:
        for name in NUMBER_FUNCTIONS:
            annotations[name] = maybe(kinds["weight"])
            texts[name] = both("By this of the group.", "按该汇总值")
        _add_arguments(annotations, texts, kinds)
    _add_related(annotations, texts, to_one)
    body = _fields(texts)
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


def _having_type(type_name: str, numbers: Sequence[str], kinds: Mapping[str, Any]) -> type:
    annotations: dict[str, Any] = {
        "count": maybe(NumberFilter),
        "level": maybe(NumberFilter),
        "key": maybe(refer(type_name, "filter_type")),
    }
    texts = {
        "count": both("Number of rows.", "行数"),
        "level": both("Number of keys.", "分组级别"),
        "key": both("What its rows have in common: conditions on what is grouped by alone.", "分组键条件"),
    }
    if numbers:
        inner = input_type(
            f"{type_name}NumbersFilter",
            dict.fromkeys(numbers, maybe(NumberFilter)),
            _fields(dict.fromkeys(numbers, both("Of it.", "该字段"))),
            both("Conditions on what is told of a column.", "对汇总值的条件"),
        )
        for name in NUMBER_FUNCTIONS:
            annotations[name] = maybe(inner)
            texts[name] = both("On this of the group.", "对该汇总值的条件")
        _add_arguments(annotations, texts, kinds)
    return input_type(
        f"{type_name}Having",
        annotations,
        _fields(texts),
        both("Which groups: conditions must all hold.", "分组条件，须同时满足"),
    )


def _add_arguments(annotations: dict[str, Any], texts: dict[str, str], kinds: Mapping[str, Any]) -> None:
    for name, text in ARGUMENTS.items():
        annotations[name] = maybe(kinds[name])
        texts[name] = both(*text)
