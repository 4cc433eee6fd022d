"""Converts one CSV record or TOML entry into a frozen dataclass, and collects every mistake of it.

The dataclass is the declaration: names, types, defaults and lists of words are read from its fields. A text is taken
for a day, a number or a truth value only where it is written as one: nothing is guessed.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from warehouse.programme.mistakes import Mistake, Place, mistake

MOST_DIGITS = 18
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_FRACTION = re.compile(r"([0-9]{1,18})/([0-9]{1,18})")
_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_WORDS = {"true": True, "false": False}
_NAMES: Mapping[object, tuple[str, str]] = {
    str: ("a text", "文本"),
    bool: ("true or false", "true 或 false"),
    int: (f"a whole number of at most {MOST_DIGITS} digits", f"不超过 {MOST_DIGITS} 位的整数"),
    Decimal: (f"a number of at most {MOST_DIGITS} digits", f"不超过 {MOST_DIGITS} 位的数"),
    Fraction: ("a number such as 0.001 or 2000/3 above zero", "大于零的数，如 0.001 或 2000/3"),
    date: ("a day such as 2016-01-31", "日期，如 2016-01-31"),
    tuple: ("a list", "列表"),
    dict: ("a table of names", "名称对照表"),
}

Places = Callable[[tuple[str | int, ...]], Place]
"""The place of a path inside an entry; the empty path is the entry itself."""


class _Wrong(Exception):
    """A value that is not of its type."""


def build_record(record: Any, entry: Mapping[str, object], place_of: Places, mistakes: list[Mistake]) -> Any:
    """The record of one entry; None, with its mistakes added, where it has any."""
    before = len(mistakes)
    built = _record(record, entry, (), place_of, mistakes)
    return built if len(mistakes) == before else None


@cache
def _fields(record: Any) -> Mapping[str, tuple[object, bool]]:
    """The type of each field and whether an entry must have it, by the key in files: the field's name, or the `key` of
    its metadata; None where no file has it."""
    hints = get_type_hints(record)
    return {
        field.metadata.get("key", field.name): (
            hints[field.name],
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(record)
        if field.metadata.get("key", field.name) is not None
    }


@cache
def _names(record: Any) -> Mapping[str, str]:
    """The names of the fields by their keys in files."""
    return {field.metadata.get("key", field.name): field.name for field in fields(record)}


def field_names(record: Any) -> tuple[str, ...]:
    """The names that an entry may use."""
    return tuple(_fields(record))


def _record(
    record: Any, entry: Mapping[str, object], path: tuple[str | int, ...], place_of: Places, out: list[Mistake]
) -> Any:
    known = _fields(record)
    unknown = [name for name in entry if name not in known]
    out.extend(mistake(place_of((*path, name)), "unknown_key", known, name=name) for name in unknown)
    for name, (_, is_required) in known.items():
        if is_required and name not in entry:
            out.append(mistake(place_of(path), "missing", name=name))
    before = len(out)
    values = {
        name: _value(known[name][0], value, (*path, name), place_of, out)
        for name, value in entry.items()
        if name in known
    }
    if len(out) != before or any(required and name not in values for name, (_, required) in known.items()):
        return None
    names = _names(record)
    return record(**{names[key]: value for key, value in values.items()})


def _value(hint: Any, value: object, path: tuple[str | int, ...], place_of: Places, out: list[Mistake]) -> Any:
    """The value as its type, or None with a mistake added."""
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        options = [option for option in get_args(hint) if option is not type(None)]
        if isinstance(value, Mapping):
            options = [option for option in options if is_dataclass(option) or get_origin(option) is Mapping] or options
        elif isinstance(value, list):
            options = [option for option in options if get_origin(option) is tuple] or options
        else:
            options = [option for option in options if not is_dataclass(option)] or options
        return _value(options[0], value, path, place_of, out)
    if origin is Literal:
        known = [str(word) for word in get_args(hint)]
        if value in get_args(hint) and isinstance(value, str):
            return value
        out.append(mistake(place_of(path), "not_one_of", known, name=_named(path), value=value))
        return None
    if origin is tuple:
        item = get_args(hint)[0]
        if isinstance(value, str | bytes) or not isinstance(value, Sequence):
            return _refused(tuple, value, path, place_of, out)
        return tuple(_value(item, inner, (*path, number), place_of, out) for number, inner in enumerate(value))
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, Mapping):
            return _refused(dict, value, path, place_of, out)
        return _record(hint, value, path, place_of, out)
    if origin is not None:  # Mapping[str, item]
        if not isinstance(value, Mapping):
            return _refused(dict, value, path, place_of, out)
        item = get_args(hint)[1]
        return {name: _value(item, inner, (*path, name), place_of, out) for name, inner in value.items()}
    try:
        return _CONVERSIONS[hint](value)
    except (_Wrong, ValueError, InvalidOperation, ZeroDivisionError):
        return _refused(hint, value, path, place_of, out)


def _refused(hint: object, value: object, path: tuple[str | int, ...], place_of: Places, out: list[Mistake]) -> None:
    if isinstance(value, str) and not value.strip():
        out.append(mistake(place_of(path), "empty", name=_named(path)))
        return
    wanted, wanted_zh = _NAMES[hint]
    shown = _shown(value)
    out.append(
        mistake(place_of(path), "wrong_type", name=_named(path), value=shown, wanted=wanted, wanted_zh=wanted_zh)
    )


def _shown(value: object) -> str:
    """A value for a message: a whole number of 4,300 digits or more cannot be printed by Python."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    if type(value) is int and value.bit_length() > 200:
        return "…"
    return str(value)


def _named(path: tuple[str | int, ...]) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "")


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong
    return value


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.casefold() in _WORDS:
        return _WORDS[value.casefold()]
    raise _Wrong


def _whole(value: object) -> int:
    if type(value) is int and value.bit_length() < 60 and abs(value) < 10**MOST_DIGITS:
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise _Wrong


def _decimal(value: object) -> Decimal:
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= -MOST_DIGITS and value.adjusted() < MOST_DIGITS:
            return value
        raise _Wrong
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    return Decimal(_whole(value))


def _fraction(value: object) -> Fraction:
    parts = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    found = Fraction(int(parts[1]), int(parts[2])) if parts else Fraction(_decimal(value))
    if found <= 0:
        raise _Wrong
    return found


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise _Wrong
    return date(int(found[1]), int(found[2]), int(found[3]))


_CONVERSIONS: Mapping[object, Callable[[object], object]] = {
    str: _text,
    bool: _truth,
    int: _whole,
    Decimal: _decimal,
    Fraction: _fraction,
    date: _day,
}


def split_cells(record: Any, row: Mapping[str, str]) -> dict[str, object]:
    """A CSV record as an entry: empty cells are left out, several values in a cell are parted by `|`."""
    return {name: _cell(record, name, text.strip()) for name, text in row.items() if text.strip()}


def _cell(record: Any, name: str, text: str) -> object:
    hint = _fields(record).get(name, (str, False))[0]
    if get_origin(hint) is tuple:
        return [part.strip() for part in text.split("|") if part.strip()]
    return text


def places_of_row(file: str, line: int, columns: Mapping[str, int]) -> Places:
    """The places of a CSV record."""

    def place(path: tuple[str | int, ...]) -> Place:
        return Place(file, line, columns.get(str(path[0])) if path else None)

    return place


def iterate_unique(mistakes: Sequence[Mistake]) -> Iterator[Mistake]:
    """Each mistake once, in the order of its place."""
    yield from dict.fromkeys(sorted(mistakes, key=lambda one: (one.file, one.line or 0, one.column or 0, one.code)))
