"""The arguments `unit` and `lang` of fields: unit of a quantity, language of a text.

Values are converted within one dimension only: money never to tonnes, percentage points never to per cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import strawberry
from strawberry.types.arguments import StrawberryArgument

from graph.declare.descriptions import both
from graph.declare.nouns import argument
from graph.declare.words import closed, vocabulary_of, word
from warehouse.domain.unit import Unit, conversion_factor
from warehouse.programme.programme import built_in

WORDS: Mapping[str, str] = {
    "cny": "YUAN",
    "cny_1e3": "THOUSAND_YUAN",
    "cny_1e4": "TEN_THOUSAND_YUAN",
    "cny_1e8": "HUNDRED_MILLION_YUAN",
    "tonne": "TONNE",
    "tonne_1e4": "TEN_THOUSAND_TONNES",
    "square_metre": "SQUARE_METRE",
    "hectare": "HECTARE",
    "square_kilometre": "SQUARE_KILOMETRE",
    "kwh": "KILOWATT_HOUR",
    "kwh_1e4": "TEN_THOUSAND_KILOWATT_HOURS",
    "kwh_1e8": "HUNDRED_MILLION_KILOWATT_HOURS",
    "piece": "PIECE",
    "firm": "FIRM",
    "chain": "CHAIN",
    "fund": "FUND",
    "platform": "PLATFORM",
    "piece_1e4": "TEN_THOUSAND_PIECES",
    "person": "PERSON",
    "percent": "PERCENT",
    "per_mille": "PER_MILLE",
    "share": "RATIO",
    "point_pp": "PERCENTAGE_POINT",
    "index_yoy": "INDEX_YEAR_ON_YEAR",
    "index_mom": "INDEX_MONTH_ON_MONTH",
    **{f"index_{year}": f"INDEX_OF_{year}" for year in (2000, 2005, 2010, 2015, 2020, 2025)},
    "cny_per_unit": "YUAN_PER_UNIT",
    "usd_per_ounce": "US_DOLLARS_PER_OUNCE",
    "usd_per_tonne": "US_DOLLARS_PER_TONNE",
    "cny_1e6": "MILLION_YUAN",
}
"""Enum value of each unit in the schema. Values are converted from every unit of the package; those of a
user are rows of core.unit and no enum."""
ANSWERED_UNITS: Mapping[str, Unit] = {unit_id: built_in().units[unit_id] for unit_id in WORDS}


def _units(name: str, quantities: set[str] | None, en: str, zh: str) -> type[Enum]:
    members = {
        WORDS[unit_id]: strawberry.enum_value(unit_id, description=both(f"{unit.title_en}.", unit.title_zh))
        for unit_id, unit in ANSWERED_UNITS.items()
        if quantities is None or unit.dimension in quantities
    }
    return vocabulary_of(name, members, both(en, zh))


_BY_QUANTITY: Mapping[str, type[Enum]] = {
    "money": _units("MoneyUnit", {"money"}, "Unit of an amount of money; `YUAN` by default.", "金额单位，默认为元"),
    "area": _units(
        "AreaUnit",
        {"area"},
        "Unit of an area; by default as stored.",
        "面积单位，默认按存储单位",
    ),
}
_ANY = _units(
    "Unit",
    None,
    "Unit of a value. A value of another dimension is null. Default: as stored.",
    "计量单位；量纲不同则为 null，默认按存储单位",
)


@closed("Language of a text; `ZH` by default.", "文本语言，默认中文")
class Lang(Enum):
    ZH = word("ZH", "Chinese.", "中文")
    EN = word("EN", "English.", "英文")


@strawberry.type(
    description=both(
        "A text in the requested language, or in the other one if missing; `lang` is the language of `text`.",
        "所要求语言的文本；没有时用另一种语言，lang 注明实际语言",
    )
)
class LocalizedText:
    text: str | None = strawberry.field(description=both("Text, null if missing in both languages.", "文本"))
    lang: Lang | None = strawberry.field(description=both("Language of the text.", "文本的语言"))


@dataclass(frozen=True)
class StoredUnit:
    """The stored unit of a column: `unit_id` for all rows, or the value of `column` in each row."""

    unit_id: str | None = None
    column: str | None = None

    @property
    def argument(self) -> StrawberryArgument:
        """The argument `unit` of the field."""
        if self.unit_id is None:
            return argument("unit", _ANY)
        return argument("unit", _BY_QUANTITY[ANSWERED_UNITS[self.unit_id].dimension])

    def factors(self, wanted: str) -> tuple[tuple[str, Decimal], ...]:
        """(stored unit, factor to the wanted unit), for units of the same dimension."""
        return _factors(wanted, self.unit_id)


@cache
def _factors(wanted: str, stored: str | None) -> tuple[tuple[str, Decimal], ...]:
    goal = ANSWERED_UNITS[wanted]
    return tuple(
        (unit_id, conversion_factor(unit, goal))
        for unit_id, unit in built_in().units.items()
        if unit.dimension == goal.dimension and stored in {None, unit_id}
    )


def stored_unit(name: str, declared: str | None, unit_column: str | None) -> StoredUnit | None:
    """The stored unit of a column: declared, or implied by the suffix `_cny`."""
    if unit_column is not None:
        return StoredUnit(column=unit_column)
    unit_id = declared or ("cny" if name.endswith("_cny") else None)
    return None if unit_id is None else StoredUnit(unit_id)


def translated(described: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Texts with a column in each language: `name` of name_zh and name_en."""
    return {
        name.removesuffix("_zh"): (name, f"{name.removesuffix('_zh')}_en")
        for name in described
        if name.endswith("_zh") and f"{name.removesuffix('_zh')}_en" in described
    }


_WORDS = {
    "name": "名称",
    "title": "标题",
    "unit": "计量单位",
    "place": "地点",
    "definition": "定义",
    "text": "说明",
    "formula": "计算方法",
    "bridge": "换算途径",
}
"""Chinese name of a localized text, by field name."""


def translated_field(key: str, zh: str, en: str) -> Any:
    """A field with a text in the requested language."""
    field = strawberry.field(
        description=both(
            f"{key.capitalize()}: `{zh}` or `{en}`.",
            f"{_WORDS[key]}，由 lang 指定中文或英文",
        )
    )
    field.arguments = [argument("lang", Lang)]
    return field
