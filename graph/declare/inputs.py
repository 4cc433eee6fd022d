"""Filter and order types of a noun, derived from its columns and relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry

from graph.declare.filters import (
    BooleanFilter,
    DateFilter,
    DateTimeFilter,
    IdFilter,
    IntFilter,
    LongFilter,
    NumberFilter,
    TextFilter,
    vocabulary_filter,
)
from graph.declare.nouns import (
    DeclaredRelation,
    Direction,
    NullsPlace,
    direction_fields,
    input_type,
    list_of,
    maybe,
    optional_field,
    reaching,
    refer,
    value_type,
)
from graph.declare.scalars import Long
from graph.declare.words import vocabulary_of


def filter_type(type_name: str, hints: Mapping[str, Any], relations: Mapping[str, DeclaredRelation]) -> type:
    """`EnterpriseFilter`: one filter per column and relation, and and/or/not over the same type.

    `within` matches the rows of a filter and all their descendants; `…AtAnyDepth` follows a relation any number of
    times.
    """
    own = refer(type_name, "filter_type")
    annotations: dict[str, Any] = {key: maybe(column_filter(hint)) for key, hint in hints.items()}
    for key, relation in relations.items():
        annotations[key] = maybe(refer(relation.target, "list_filter_type" if relation.is_many else "filter_type"))
    body = {"and_": optional_field("and"), "or_": optional_field("or"), "not_": optional_field("not")}
    annotations |= {"and_": maybe(list_of(own)), "or_": maybe(list_of(own)), "not_": maybe(own)}
    if "parent" in relations and relations["parent"] == DeclaredRelation(type_name, is_many=False):
        annotations["within"] = maybe(own)
    annotations |= dict.fromkeys(reaching(type_name, relations), maybe(own))
    return input_type(f"{type_name}Filter", annotations, body)


def list_filter_type(type_name: str) -> type:
    """`EnterpriseListFilter`: a condition on some, every or none of the rows of a list."""
    own = maybe(refer(type_name, "filter_type"))
    return input_type(f"{type_name}ListFilter", dict.fromkeys(("some", "every", "none"), own))


def order_field_type(type_name: str, columns: Iterable[str]) -> type:
    """`EnterpriseOrderField`: the columns for ordering and grouping."""
    return vocabulary_of(f"{type_name}OrderField", {key.upper(): strawberry.enum_value(key) for key in columns})


def order_type(type_name: str, field_enum: type, relations: Mapping[str, DeclaredRelation]) -> type:
    """`EnterpriseOrder`: a column, its own or of a related row, and a direction."""
    annotations: dict[str, Any] = {"field": maybe(field_enum), "direction": Direction, "nulls": NullsPlace}
    for key, relation in relations.items():
        if not relation.is_many:
            annotations[key] = maybe(refer(relation.target, "order_field_type"))
    return input_type(f"{type_name}Order", annotations, direction_fields())


_FILTERS: Mapping[Any, type] = {
    str: TextFilter,
    strawberry.ID: IdFilter,
    int: IntFilter,
    Long: LongFilter,
    Decimal: NumberFilter,
    date: DateFilter,
    datetime: DateTimeFilter,
    bool: BooleanFilter,
}


def column_filter(hint: Any) -> Any:
    """The filter type of a column."""
    kind = value_type(hint)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return vocabulary_filter(kind)
    return _FILTERS[kind]
