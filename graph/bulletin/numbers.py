"""A number in a bulletin: value, what it counts, why it is missing, where it comes from, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


class Kind(StrEnum):
    """What a number counts, which decides how it is written."""

    MONEY = "money"
    """Yuan."""
    RATE = "rate"
    """A growth rate or a share as a fraction, written in per cent."""
    POINTS = "points"
    """Percentage points."""
    COUNT = "count"
    RATIO = "ratio"
    PLAIN = "plain"
    """In the unit that the number brings along."""


class Mark(StrEnum):
    """What a reader has to know of a number; written next to it, never by colour."""

    SYNTHETIC = "synthetic"
    PRELIMINARY = "preliminary"
    ESTIMATED = "estimated"
    FLAGGED = "flagged"
    MIXED = "mixed"


@dataclass(frozen=True)
class Origin:
    """Where a number comes from: what its reference says."""

    field_name: str = ""
    """`Type.field` of the API, whose description is the definition."""
    rule_set: str = ""
    vintage: str = ""
    arithmetic: str = ""
    inputs: str = ""
    definition: str = ""
    """In both languages, where it is more exact than the description of the field."""
    source: str = ""
    """File, sheet and cell, or the files of a sum."""


@dataclass(frozen=True)
class Number:
    """A value that may be missing for a reason. `turn` says what became of a profit where no rate can."""

    value: Decimal | None
    kind: Kind
    reason: str | None = None
    turn: str | None = None
    marks: frozenset[Mark] = frozenset()
    unit: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = Origin()


NOT_KNOWN: Mapping[str, str] = {"zh": "无数据", "en": "no data"}
_MONEY: Mapping[str, tuple[tuple[Decimal, str], ...]] = {
    "zh": ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"), (Decimal(1), "元")),
    "en": ((Decimal(1_000_000_000), " billion yuan"), (Decimal(1_000_000), " million yuan"), (Decimal(1), " yuan")),
}
TABLE_MONEY: Mapping[str, tuple[Decimal, str]] = {
    "zh": (Decimal(100_000_000), "亿元"),
    "en": (Decimal(1_000_000), "million yuan"),
}
"""The one unit of money in tables and charts."""
TABLE_UNITS: Mapping[Kind, Mapping[str, str]] = {
    Kind.MONEY: {lang: unit for lang, (_, unit) in TABLE_MONEY.items()},
    Kind.RATE: {"zh": "%", "en": "%"},
    Kind.POINTS: {"zh": "个百分点", "en": "pp"},
}
PLACES: Mapping[Kind, int] = {Kind.MONEY: 2, Kind.RATE: 1, Kind.POINTS: 2, Kind.COUNT: 0, Kind.RATIO: 2, Kind.PLAIN: 2}


def rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero, as statistics are printed; zero has no sign."""
    found = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return found or abs(found)


def write_value(value: Decimal, kind: Kind, lang: Lang, unit: Mapping[str, str] | None = None) -> str:
    """A value as running text has it, with its unit."""
    if kind is Kind.MONEY:
        divisor, name = next(
            (found for found in _MONEY[lang] if abs(rounded(value / found[0], 2)) >= 1), _MONEY[lang][-1]
        )
        places = 2 if divisor > 1 else 0
        return f"{rounded(value / divisor, places):,f}{name}"
    if kind is Kind.RATE:
        return f"{rounded(value * 100, 1):,f}%"
    if kind is Kind.POINTS:
        return f"{rounded(value, 2):,f}{'个百分点' if lang == 'zh' else ' percentage points'}"
    if kind is Kind.COUNT:
        return f"{rounded(value, 0):,f}"
    text = f"{rounded(value, 2):,f}".rstrip("0").rstrip(".")
    return f"{text}{(unit or {}).get(lang, '')}"


def in_table(number: Number, lang: Lang) -> Decimal | None:
    """The value in the unit of tables, exact."""
    if number.value is None:
        return None
    if number.kind is Kind.MONEY:
        return number.value / TABLE_MONEY[lang][0]
    return number.value * 100 if number.kind is Kind.RATE else number.value


def decimal(value: Any) -> Decimal | None:
    """The decimal of an answer, which sends it as text."""
    return None if value is None else Decimal(str(value))
