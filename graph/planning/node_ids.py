"""Ids of rows among all rows of all types: what they name, and the values of the key that they hold.

An id is made by its statement (warehouse.query.shape). Which types the ids of a request name decides its statements,
so it belongs to the shape of the request (graph.planning.variables); the keys are bound.
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
"""How the base64 of a list in JSON begins: other texts need not be read."""


@dataclass(frozen=True)
class RowId:
    """The type of a row by its name in the schema, and its key as values of the columns."""

    type_name: str
    key: tuple[object, ...]


def key_columns(noun: Noun) -> tuple[str, ...]:
    """The columns that tell the rows of a type apart."""
    return load_catalog().table(noun.table).row_key


@lru_cache(maxsize=4096)
def read_id(text: str) -> RowId:
    """What an id names. Raises InvalidArgument for a text that no row of any type has as its id."""
    try:
        type_name, *parts = read_opaque(text)
        noun = NOUNS[str(type_name)]
        table = load_catalog().table(noun.table)
        types = [table.column(name).data_type for name in table.row_key]
        if None in parts:
            raise ValueError(text)
        key = tuple(value_from_text(str(part), kind) for part, kind in zip(parts, types, strict=True))
    except (ValueError, KeyError, InvalidOperation) as error:
        raise no_id(f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'") from error
    return RowId(noun.name, key)


def no_id(what: str) -> InvalidArgument:
    """The error for a text in place of an id."""
    return InvalidArgument(f"{what} is not an id of this service.", "Take it from the field 'id' of a row.")


def types_named(ids: Any) -> tuple[str, ...]:
    """The types that an id, a list of ids or the variables in their place name; texts that are no ids name none."""
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
    """The value of one column of the key that an id names, when the request brings it."""
    return Derived(ids, partial(_part, position), field)


def key_parts(ids: Any, type_name: str, position: int, field: str) -> object:
    """The values of one column of the keys that the ids of one type among many name."""
    return Derived(ids, partial(_parts, type_name, position), field)


def places_of(ids: Any, type_name: str, field: str) -> object:
    """The places of the ids of one type among many."""
    return Derived(ids, partial(_places, type_name), field)


def count_ids(ids: Any, field: str) -> object:
    """How many ids there are. Every one of them is looked at: a wrong one is never passed over."""
    return Derived(ids, _count, field)


def _part(position: int, text: str) -> object:
    return read_id(text).key[position]


def _parts(type_name: str, position: int, texts: Sequence[str]) -> list[object]:
    return [found.key[position] for text in texts if (found := read_id(text)).type_name == type_name]


def _places(type_name: str, texts: Sequence[str]) -> list[int]:
    return [place for place, text in enumerate(texts) if read_id(text).type_name == type_name]


def _count(texts: Sequence[str]) -> int:
    if len(texts) > MOST_IDS:
        raise LimitExceeded(f"'ids' has {len(texts)} ids; at most {MOST_IDS} are taken.", "Ask in several requests.")
    for text in texts:
        read_id(text)
    return len(texts)
