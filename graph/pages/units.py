"""What a field of a row is: its label, its unit, and whether it is a number. Said by the schema and the catalog."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, GraphQLNonNull, GraphQLObjectType, get_named_type, is_leaf_type

from graph.declare.descriptions import split_languages
from graph.declare.nouns import NOUNS, Noun, schema_name
from warehouse.catalog.catalog import load_catalog
from warehouse.wording import Words

_NUMBERS = frozenset({"Decimal", "Int", "Long", "Float"})


@dataclass(frozen=True)
class Named:
    """A field of a row as a page shows it."""

    name: str
    label: Words
    value: Any
    unit: str | None
    is_number: bool


def read_fields(kind: GraphQLObjectType, row: Mapping[str, Any]) -> list[Named]:
    """The selected fields of a row that hold a value."""
    noun = NOUNS.get(kind.name)
    return [
        Named(name, read_texts(kind, name), row[name], unit_of(noun, name, row), _is_number(declared))
        for name, declared in kind.fields.items()
        if name in row and is_leaf_type(get_named_type(declared.type))
    ]


def read_texts(kind: GraphQLObjectType, field: str | None = None) -> Words:
    """The description of a type, or of one of its fields, in both languages."""
    declared = kind if field is None else kind.fields.get(field)
    en, zh = split_languages((declared.description if declared is not None else None) or field or kind.name)
    return Words(zh, en.rstrip("."))


def shorten(words: Words) -> Words:
    """The first clause of a description, as a heading."""
    zh, en = (
        re.split(pattern, text, maxsplit=1)[0] for pattern, text in ((r"[，；。]", words.zh), (r"[;,:]", words.en))
    )
    return Words(zh.removesuffix("标识") or zh, en)


def unit_of(noun: Noun | None, field: str, row: Mapping[str, Any]) -> str | None:
    """The unit that a field is stored in."""
    column = _column_of(noun, field)
    unit = noun.units.get(column) if noun is not None and column is not None else None
    if unit is not None:
        stored = getattr(unit, "unit_id", None) if unit.column is None else row.get(schema_name(unit.column))
        # The words of an enum of units are ids in capitals.
        return str(stored).lower() if stored is not None else None
    if field.endswith("Cny"):
        return "cny"
    if field.endswith(("Share", "Rate")):
        return "share"
    return "pp" if field.endswith("Pp") else None


def form_column(kind: str, field: str) -> str | None:
    """The column of the report form that fills a field."""
    noun = NOUNS.get(kind)
    column = _column_of(noun, field)
    if noun is None or column is None:
        return None
    carried = load_catalog().table(noun.table).carries.columns.get(column)
    return carried.column.name if carried is not None else column


def _column_of(noun: Noun | None, field: str) -> str | None:
    if noun is None:
        return None
    return next((column for column, name in noun.schema_names.items() if name == field), None)


def _is_number(field: GraphQLField) -> bool:
    inner = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    return getattr(inner, "name", "") in _NUMBERS
