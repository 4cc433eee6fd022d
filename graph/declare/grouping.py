"""Declares `groups` of a noun: its keys, the functions over each group, its filter (`having`) and its order.

enterpriseMonths(where: …) {
  groups(by: [{ industry: NAME_ZH }], orderBy: [{ sum: REVENUE_CNY, direction: DESC }], top: 5) {
    nodes { isRemainder key { industry { nameZh } } count sum { revenueCny } hhi(across: ENTERPRISE_ID) { revenueCny }
      filter } } }

Group types are alike for every noun and have no descriptions: the description of `Query` explains them.
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
    DeclaredField,
    DeclaredRelation,
    Direction,
    Grouping,
    NullsPlace,
    RelationField,
    argument,
    class_of,
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
    """A function over numbers. `argument` names its second argument, next to the column."""

    en: str
    zh: str
    argument: str | None = None

    @property
    def description(self) -> str:
        return both(self.en, self.zh)


NUMBER_FUNCTIONS: Mapping[str, NumberFunction] = {
    "sum": NumberFunction(
        "Sum of the values, null if there are none. Refused for values that are not additive.",
        "合计，不可加的指标会被拒绝",
    ),
    "mean": NumberFunction("Mean of the values that are not null, to six places.", "平均值"),
    "min": NumberFunction("Least value.", "最小值"),
    "max": NumberFunction("Greatest value.", "最大值"),
    "median": NumberFunction("Median of the values that are not null.", "中位数"),
    "share": NumberFunction(
        "Sum of the group over the sum of all groups, 0 to 1; for years to date, of the groups to the same month.",
        "占全部组合计的比重",
    ),
    "weighted_mean": NumberFunction(
        "Sum of weight times value over the sum of weights, for rows with both; null if the weights sum to 0.",
        "加权平均",
        "weight",
    ),
    "quantile": NumberFunction("Quantile, interpolated linearly.", "分位数", "at"),
    "hhi": NumberFunction(
        "Herfindahl-Hirschman index: sum of the squared shares of the holders, 0 to 1. Null if a holder's value is"
        " negative.",
        "赫芬达尔—赫希曼集中度指数，0 至 1",
        "across",
    ),
}
"""Functions over numbers by their name in warehouse.query.functions and in the schema."""

ARGUMENTS = ("weight", "at", "across")
"""Second arguments of functions: `weight` of weightedMean, `at` (0 to 1) of quantile, `across` of hhi."""

GROUP_HEADINGS: Mapping[str, str] = {
    "key": both("Values of the grouped fields.", "分组键"),
    "period": both("Period: 2016, 2016-H1, 2016-Q1, 2016-03, 2016-01/2016-03.", "期间"),
    "months_covered": both("Most months that a row covers: 2 where 2016-02 has January too.", "覆盖月数"),
    "level": both("Number of keys; fewer in a subtotal, 0 in the total.", "分组级别"),
    "is_remainder": both("Whether the group merges all groups after `top`.", "是否为其余合计"),
    "count": both("Number of rows.", "行数"),
    "distinct": both("Number of different values.", "不同值个数"),
    "filter": both(
        "The group as a `where`: combine it with your own by `and` to drill down.",
        "下钻条件，可与原条件并用",
    ),
}
"""Fields that the groups of every noun have (`months_covered`: if its rows have it), with the headings of exports."""


@closed("Period for grouping by a date.", "按日期分组的期间")
class Grain(Enum):
    MONTH = word("month", "Month: 2016-03.", "月")
    QUARTER = word("quarter", "Quarter: 2016-Q1.", "季度")
    HALF = word("half", "Half-year: 2016-H1.", "半年")
    YEAR = word("year", "Year: 2016.", "年")
    YTD = word(
        "ytd",
        "Year to date, for every month with a row: 2016-01/2016-03. A row belongs to the group of its month and of all"
        " later months of its year.",
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
    """The field `groups` of a noun's lists, with all its types."""
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
    """Adds the columns of related rows. Raises ValueError if a relation has the name of a key."""
    for key, relation in to_one.items():
        if key in annotations:
            raise ValueError(f"'{key}' is both a relation and a key")
        annotations[key] = maybe(refer(relation.target, "order_field_type"))


def _headed(heading: str) -> StrawberryField:
    """A field without a description; `heading` heads its exported column."""
    return DeclaredField(metadata={HEADING: heading})


def _row_type(name: str, annotations: Mapping[str, Any], body: Mapping[str, Any]) -> type:
    return strawberry.type(class_of(name, annotations, body), name=name)


def _numbers_type(name: str, kind: Any, described: Mapping[str, str]) -> type:
    """One number per column, with the heading of the column."""
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
    if "months_covered" in hints:
        annotations["months_covered"] = maybe(int)
    body: dict[str, Any] = {key: _headed(text) for key, text in GROUP_HEADINGS.items() if key in annotations}
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
    """`EnterpriseMonthNumberField`: the numeric columns."""
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
