"""One entry of each file of a programme. A file's headings and keys are the names of the fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Subject = Literal["enterprise", "region", "world", "programme"]
ANY_FORM = "*"
QuantityKind = Literal["flow", "stock", "share", "change", "change_pp", "count", "price", "index"]
PriceBasis = Literal["current", "constant", "none"]
PeriodKindWord = Literal["month", "ytd", "quarter", "year", "point"]
RegionLevel = Literal["country", "province", "prefecture", "county", "reporting_area"]


@dataclass(frozen=True)
class Head:
    """programme.toml"""

    schema: int
    programme_id: str
    title_zh: str
    title_en: str
    region_code: str
    first_year: int
    last_year: int
    plan_document: str | None = None
    standards: tuple[str, ...] = ()


@dataclass(frozen=True)
class Region:
    """One meaning of a region code in its time."""

    region_code: str
    valid_from: date
    name_zh: str
    name_en: str
    level: RegionLevel
    is_additive: bool
    parent: str | None = None
    valid_to: date | None = None
    successor: str | None = None
    also_written: tuple[str, ...] = ()
    source: str | None = None
    replaces: bool = False


@dataclass(frozen=True)
class Indicator:
    """The definition of an indicator. `unit` is a unit, or `product`: the unit that each product names itself."""

    indicator_id: str
    title_zh: str
    title_en: str
    about: Subject
    quantity_kind: QuantityKind
    unit: str
    may_be_negative: bool
    price_basis: PriceBasis
    definition_zh: str
    definition_en: str
    valid_from: date
    growth_method: Literal["nominal", "same_base", "comparable_prices"] | None = None
    january_february_since: int | None = None
    denominator: str | None = None
    scope_en: str | None = None
    version: str | None = None
    valid_to: date | None = None
    also_called: tuple[str, ...] = ()
    replaces: bool = False


@dataclass(frozen=True)
class Threshold:
    """Outside of what a value of the indicator is an alarm, or good."""

    kind: Literal["alarm", "good"]
    compare: Literal["value", "growth_same_base", "share_of_target"]
    valid_from: date
    below: Decimal | None = None
    above: Decimal | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Card:
    """What officials ask of an indicator: where it comes from and who answers for it."""

    source: str | None = None
    handler: str | None = None
    lead: str | None = None
    update_way: Literal["export", "return", "register", "typed", "interface"] | None = None
    update_frequency: Literal["daily", "weekly", "monthly", "quarterly", "yearly", "irregular"] | None = None
    threshold: tuple[Threshold, ...] = ()


@dataclass(frozen=True)
class SeriesName:
    """How a publisher writes the name of a series, and what it is. Without an indicator the series is ignored: nobody
    has to look at it again.

    `unit` and `region` stand for what the files do not say; where a file says it, the line is for that alone.
    """

    source: str
    name: str
    indicator: str | None = None
    period_kind: PeriodKindWord | None = None
    unit: str | None = None
    region: str | None = None
    decided_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Heading:
    """A synonym of a heading, in one form or in all of them (`*`)."""

    heading: str
    form: str
    column: str
    valid_from: date | None = None
    valid_to: date | None = None

    def is_for(self, form_id: str) -> bool:
        """Whether it is a heading of the form."""
        return self.form in (ANY_FORM, form_id)

    def is_valid_on(self, day: date) -> bool:
        """Whether files about that day may have it."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True)
class Vintage:
    """How final a release is, and which one it replaces."""

    vintage_rule_id: str
    ordinal: int
    status: Literal["reported", "estimated", "preliminary", "published", "revised", "unverified"]
    title_zh: str
    title_en: str
    name_pattern: str | None = None
    note_en: str | None = None
    replaces: bool = False


@dataclass(frozen=True)
class History:
    indicator_ids: tuple[str, ...]
    factors: tuple[int, ...]
    tolerance: Decimal
    spread: Decimal
    least_history: int
    severity: Literal["held", "warning"]


@dataclass(frozen=True)
class Delivery:
    indicator_ids: tuple[str, ...]
    held_with: tuple[str, ...]
    factors: tuple[int, ...]
    tolerance: Decimal
    spread: Decimal
    least_history: int
    least_share: Decimal
    least_count: int
    severity: Literal["held", "warning"]


@dataclass(frozen=True)
class PerHead:
    indicator_id: str
    minimum: int
    maximum: int
    severity: Literal["held", "warning"]


@dataclass(frozen=True)
class ShiftedBlockRule:
    """The rule for a block of a return shifted by one column."""

    least_share: Decimal
    least_count: int
    most_growth: Decimal


@dataclass(frozen=True)
class Plausibility:
    """rules/plausibility.toml: rules for suspected unit errors."""

    version: str
    history: tuple[History, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    per_head: tuple[PerHead, ...] = ()
    shifted_block: ShiftedBlockRule | None = None
    valid_from: date | None = None


@dataclass(frozen=True)
class ReleaseLimits:
    """rules/release.toml: per cents of the values of the published snapshot."""

    dropped_percent: Decimal
    corrected_percent: Decimal
    partition_dropped_percent: Decimal
    partition_corrected_percent: Decimal
    smallest_count: int
    file_corrected_percent: Decimal
    file_smallest_count: int
    closed_after_months: int
    closed_smallest_count: int
    listed_values: int
    version: str | None = None
    valid_from: date | None = None
