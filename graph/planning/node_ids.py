"""Global ids of rows: type and key values.

Statements generate ids (warehouse.query.shape). The types of the ids in a request determine its statements, so they are
part of the shape of its variables (graph.planning.variables); the keys are bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from functools import lru_cache, partial
from typing import Any

from graph.declare.nouns import NOUNS, Noun
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.query.texts import read_opaque, value_from_text
from warehouse.query.values import Derived, Parameter

MOST_IDS = 1000
_BEGINNING = "Wy"
"""Prefix of the base64 of a JSON list: other texts need not be parsed."""


@dataclass(frozen=True)
class RowId:
    """The schema type of a row and its key as column values."""

    type_name: str
    key: tuple[object, ...]


def key_columns(noun: Noun) -> tuple[str, ...]:
    """The key columns of a type."""
    return load_catalog().table(noun.table).row_key


@lru_cache(maxsize=4096)
def read_id(text: str) -> RowId:
    """Parses an id. Raises InvalidArgument for a text that is not an id of any type."""
    try:
        type_name, *parts = read_opaque(text)
        noun = NOUNS[str(type_name)]
        table = load_catalog().table(noun.table)
        types = [table.column(name).data_type for name in table.row_key]
        if None in parts:
            raise ValueError(text)
        key = tuple(value_from_text(str(part), kind) for part, kind in zip(parts, types, strict=True))
    except (ValueError, KeyError, InvalidOperation) as error:
        raise invalid_id(f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'") from error
    return RowId(noun.name, key)


def invalid_id(what: str) -> InvalidArgument:
    """The error for an invalid id."""
    return InvalidArgument(f"{what} is not an id of this service.", "Use the field 'id' of a row.")


def types_named(ids: Any) -> tuple[str, ...]:
    """The types of an id, a list of ids, or a Parameter for them; invalid ids have none."""
    if isinstance(ids, Parameter):
        return ids.types
    if isinstance(ids, list):
        return tuple(sorted({name for one in ids for name in types_named(one)}))
    if not isinstance(ids, str) or not ids.startswith(_BEGINNING):
        return ()
    try:
        return (read_id(ids).type_name,)
    except InvalidArgument:
        return ()


def key_part(ids: Any, position: int, field: str) -> object:
    """One key value of an id, derived when the id is bound."""
    return Derived(ids, partial(_part, position), field)


def key_parts(ids: Any, type_name: str, position: int, field: str) -> object:
    """One key column of the ids of one type, derived when they are bound."""
    return Derived(ids, partial(_parts, type_name, position), field)


def places_of(ids: Any, type_name: str, field: str) -> object:
    """The positions of the ids of one type in the list."""
    return Derived(ids, partial(_places, type_name), field)


def count_ids(ids: Any, field: str) -> object:
    """The number of ids. Parses each of them, so that an invalid one is refused."""
    return Derived(ids, _count, field)


def _part(position: int, text: str) -> object:
    return read_id(text).key[position]


def _parts(type_name: str, position: int, texts: Sequence[str]) -> list[object]:
    return [found.key[position] for text in texts if (found := read_id(text)).type_name == type_name]


def _places(type_name: str, texts: Sequence[str]) -> list[int]:
    return [place for place, text in enumerate(texts) if read_id(text).type_name == type_name]


def _count(texts: Sequence[str]) -> int:
    if len(texts) > MOST_IDS:
        raise LimitExceeded(f"'ids' has {len(texts)} ids; at most {MOST_IDS} are allowed.", "Use several requests.")
    for text in texts:
        read_id(text)
    return len(texts)
