"""Converts one TOML entry into one frozen dataclass: every key known, every value of its declared type.

An unknown or missing key, or a value outside its list, rejects the pack: nothing is guessed or left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from types import NoneType
from typing import Literal, TypeVar, get_args, get_origin, get_type_hints

from warehouse.errors import ContractBroken

Fact = TypeVar("Fact")


def build_entry(fact: type[Fact], entry: object, where: str) -> Fact:
    """The dataclass `fact` filled from one entry; `where` names both in errors. Raises ContractBroken."""
    assert is_dataclass(fact)
    if not isinstance(entry, Mapping):
        raise ContractBroken(
            f"{where}: {_kind_of(entry)} is not an entry.", zh=f"{where}：{_kind_of(entry)} 不是条目。"
        )
    known = {field.name: field for field in fields(fact)}
    named = f"{where} ({entry.get(next(iter(known)), 'unnamed')})"
    for key in entry:
        if key not in known:
            raise ContractBroken(
                f"{named}: '{key}' is none of {', '.join(known)}.", zh=f"{named}：“{key}”不在 {'、'.join(known)} 之列。"
            )
    for name, field in known.items():
        if name not in entry and field.default is MISSING:
            raise ContractBroken(f"{named}: '{name}' is missing.", zh=f"{named}：缺少“{name}”。")
    hints = get_type_hints(fact)
    return fact(**{key: _convert(value, hints[key], f"{named}: '{key}'") for key, value in entry.items()})


def _convert(value: object, hint: object, where: str) -> object:
    """The value as its declared type: integers are accepted as decimals, lists become tuples."""
    options = [option for option in get_args(hint) if option is not NoneType]
    if get_origin(hint) is Literal:
        if value not in options:
            listed = [str(option) for option in options]
            raise ContractBroken(
                f"{where} is '{value}', which is none of {', '.join(listed)}.",
                zh=f"{where} 为“{value}”，不在 {'、'.join(listed)} 之列。",
            )
        return value
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ContractBroken(
                f"{where} is {_kind_of(value)}, not a list.", zh=f"{where} 为 {_kind_of(value)}，不是列表。"
            )
        return tuple(_convert(item, options[0], where) for item in value)
    if options:
        return _convert(value, options[0], where)
    if hint is Decimal and type(value) is int:
        return Decimal(value)
    assert isinstance(hint, type)
    if is_dataclass(hint) and isinstance(value, Mapping):
        return build_entry(hint, value, where)
    # Not isinstance: in Python a bool is an int and an instant is a date.
    if type(value) is not hint:
        raise ContractBroken(
            f"{where} is {_kind_of(value)}, not a {hint.__name__}.",
            zh=f"{where} 为 {_kind_of(value)}，类型应为 {hint.__name__}。",
        )
    if isinstance(value, str) and not value.strip():
        raise ContractBroken(
            f"{where} is empty.", "Leave the key out where nothing is known.", zh=f"{where} 为空。未知时请省略该键。"
        )
    return value


def _kind_of(value: object) -> str:
    return f"'{value}' ({type(value).__name__})"
