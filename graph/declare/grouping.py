"""Groups of the rows of a noun: by which columns, what is told of each group, and how groups are chosen and ordered.

enterpriseMonths(where: …) {
  groups(by: [{ industry: NAME_ZH }], orderBy: [{ sum: REVENUE_CNY, direction: DESC }], top: 5) {
    nodes { isRemainder key { industry { nameZh } } count sum { revenueCny } hhi(across: ENTERPRISE_ID) { revenueCny }
      filter } } }

The types of groups are alike for every noun, so they have no descriptions: the one of `Query` explains them.
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

from graph.declare.descriptions import HEADING, both
from graph.declare.filters import IntFilter, NumberFilter
from graph.declare.nouns import (
    DeclaredRelation,
    Direction,
    Grouping,
    NullsPlace,
    RelationField,
    argument,
    direction_fields,
    input_type,
    list_of,
    maybe,
    page_arguments,
    refer,
    value_type,
)
from graph.declare.pagination import connection_type
from graph.declare.scalars import Long, ReadyFilter
from graph.declare.words import closed, vocabulary_of, word


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

ARGUMENTS = ("weight", "at", "across")
"""What functions need beside the column: `weight` of weightedMean, `at` (0 to 1) of quantile, `across` of hhi."""

GROUP_HEADINGS: Mapping[str, str] = {
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
"""The fields of a group that every noun's groups have, with the texts that head exported columns."""


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
    relations: Mapping[str, DeclaredRelation],
    adds_within: Mapping[str, tuple[str, ...]],
    skipped_months: Mapping[str, tuple[int, ...]],
) -> Grouping:
    """The field `groups` of lists of a noun, with all its types."""
    numbers = [key for key, hint in hints.items() if value_type(hint) in {Decimal, int, Long}]
    dates = [key for key, hint in hints.items() if value_type(hint) is date]
    to_one = {key: relation for key, relation in relations.items() if not relation.is_many}
    kinds: dict[str, Any] = {"at": Decimal, "across": refer(type_name, "order_field_type")}
    if numbers:
        kinds["weight"] = _number_field_type(type_name, numbers)
    field = strawberry.field()
    field.arguments = [
        StrawberryArgument("by", None, StrawberryAnnotation(list_of(_by_type(type_name, dates, to_one)))),
        argument("having", _having_type(type_name, numbers, kinds)),
        argument("order_by", list_of(_group_order_type(type_name, to_one, kinds))),
        argument("top", int),
        argument("subtotals", bool),
        argument("empty_periods", bool),
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


def _by_type(type_name: str, dates: Sequence[str], to_one: Mapping[str, DeclaredRelation]) -> type:
    annotations: dict[str, Any] = {"field": maybe(refer(type_name, "order_field_type"))}
    annotations |= {key: maybe(Grain) for key in dates}
    _add_related(annotations, to_one)
    return input_type(f"{type_name}RowGroupBy", annotations)


def _add_related(annotations: dict[str, Any], to_one: Mapping[str, DeclaredRelation]) -> None:
    """The columns of the rows that a row leads to, beside its own. Raises ValueError where a name has two meanings."""
    for key, relation in to_one.items():
        if key in annotations:
            raise ValueError(f"'{key}' is a relation and a key of its own")
        annotations[key] = maybe(refer(relation.target, "order_field_type"))


def _headed(heading: str) -> StrawberryField:
    """A field without a description of its own; `heading` is the text that an exported column of it is headed by."""
    field: StrawberryField = strawberry.field(metadata={HEADING: heading})
    return field


def _row_type(name: str, annotations: Mapping[str, Any], body: Mapping[str, Any]) -> type:
    cls = type(name, (), {"__annotations__": dict(annotations), "__module__": __name__, **body})
    return strawberry.type(cls, name=name)


def _numbers_type(name: str, kind: Any, described: Mapping[str, str]) -> type:
    """One number for each column, under the heading of the column."""
    return _row_type(name, dict.fromkeys(described, kind), {key: _headed(text) for key, text in described.items()})


def _group_type(
    type_name: str,
    hints: Mapping[str, Any],
    described: Mapping[str, str],
    to_one: Mapping[str, DeclaredRelation],
    numbers: Sequence[str],
    kinds: Mapping[str, Any],
) -> type:
    columns = {key: described[key] for key in hints}
    annotations: dict[str, Any] = {
        "key": _key_type(type_name, hints, described, to_one),
        "period": maybe(str),
        "level": int,
        "is_remainder": bool,
        "count": Long,
        "distinct": _numbers_type(f"{type_name}RowGroupCounts", Long, columns),
        "filter": ReadyFilter,
    }
    body: dict[str, Any] = {key: _headed(text) for key, text in GROUP_HEADINGS.items()}
    if numbers:
        columns = {key: described[key] for key in numbers}
        shared = _numbers_type(f"{type_name}RowGroupNumbers", maybe(Decimal), columns)
        for name, function in NUMBER_FUNCTIONS.items():
            annotations[name] = shared
            body[name] = _number_field(function, kinds)
    return _row_type(f"{type_name}RowGroup", annotations, body)


def _number_field(function: NumberFunction, kinds: Mapping[str, Any]) -> StrawberryField:
    field = _headed(function.description)
    if function.argument:
        field.arguments = [StrawberryArgument(function.argument, None, StrawberryAnnotation(kinds[function.argument]))]
    return field


def _key_type(
    type_name: str, hints: Mapping[str, Any], described: Mapping[str, str], to_one: Mapping[str, DeclaredRelation]
) -> type:
    annotations: dict[str, Any] = {key: maybe(value_type(hint)) for key, hint in hints.items()}
    body: dict[str, Any] = {key: _headed(described[key]) for key in hints}
    for key, relation in to_one.items():
        field = RelationField(
            metadata={HEADING: described[key]}, type_annotation=StrawberryAnnotation(maybe(refer(relation.target)))
        )
        field.relation = relation
        annotations[key] = maybe(refer(relation.target))
        body[key] = field
    return _row_type(f"{type_name}RowGroupKey", annotations, body)


def _number_field_type(type_name: str, numbers: Sequence[str]) -> type:
    """`EnterpriseMonthNumberField`: the columns that are numbers."""
    return vocabulary_of(f"{type_name}NumberField", {key.upper(): strawberry.enum_value(key) for key in numbers})


def _group_order_type(type_name: str, to_one: Mapping[str, DeclaredRelation], kinds: Mapping[str, Any]) -> type:
    annotations: dict[str, Any] = {
        "field": maybe(refer(type_name, "order_field_type")),
        "period": maybe(bool),
        "count": maybe(bool),
        "level": maybe(bool),
    }
    if "weight" in kinds:
        annotations |= dict.fromkeys(NUMBER_FUNCTIONS, maybe(kinds["weight"])) | _arguments(kinds)
    _add_related(annotations, to_one)
    annotations |= {"direction": Direction, "nulls": NullsPlace}
    return input_type(f"{type_name}RowGroupOrder", annotations, direction_fields())


def _having_type(type_name: str, numbers: Sequence[str], kinds: Mapping[str, Any]) -> type:
    annotations: dict[str, Any] = {
        "count": maybe(IntFilter),
        "level": maybe(IntFilter),
        "key": maybe(refer(type_name, "filter_type")),
    }
    if numbers:
        inner = input_type(f"{type_name}NumbersFilter", dict.fromkeys(numbers, maybe(NumberFilter)))
        annotations |= dict.fromkeys(NUMBER_FUNCTIONS, maybe(inner)) | _arguments(kinds)
    return input_type(f"{type_name}Having", annotations)


def _arguments(kinds: Mapping[str, Any]) -> dict[str, Any]:
    return {name: maybe(kinds[name]) for name in ARGUMENTS}
