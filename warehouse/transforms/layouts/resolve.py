"""Which indicator, kind, unit and region a series is, by exact names; what is unknown stays unassigned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from warehouse.domain.series_name import KINDS_OF, Frequency, name_key
from warehouse.domain.unit import Unit, Units, conversion_factor
from warehouse.errors import InvalidArgument
from warehouse.programme.macro_names import macro_names
from warehouse.programme.programme import Programme
from warehouse.programme.records import SeriesName
from warehouse.programme.series_names import ANY_SOURCE, series_names
from warehouse.transforms.layouts.regions import region_code

_OF_ALL_YEAR: Mapping[str, str] = {"stock": "point"}


class State(StrEnum):
    """Whether the values of a series are those of an indicator."""

    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    IGNORED = "ignored"


class Why(StrEnum):
    """What is unknown of an unassigned series."""

    UNKNOWN_INDICATOR = "unknown_indicator"
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_REGION = "unknown_region"
    NOT_NAMED = "not_named"


@dataclass(frozen=True)
class SeriesKey:
    """A series as its file names it: unit and region as written, empty where the file does not say."""

    name: str
    unit: str
    region: str
    frequency: Frequency | None


@dataclass(frozen=True)
class Resolved:
    """What a series is. `unit_id` and `region_code` are given as far as they are known; without a name the series is
    `not_named`."""

    state: State
    why: Why | None = None
    indicator_id: str | None = None
    period_kind: str | None = None
    unit_id: str | None = None
    region_code: str | None = None
    decided_by: str | None = None
    reason: str | None = None


def resolve(key: SeriesKey, source: str, programme: Programme) -> Resolved:
    """The indicator by a line of the names in force, of a yearly series also by the indicator's own name."""
    units = programme.units
    unit = known_unit(key.unit, units)
    region = region_code(key.region, programme) if key.region else None
    unit_id = unit.unit_id if unit is not None else None
    if not key.name:
        return Resolved(State.UNASSIGNED, Why.NOT_NAMED, unit_id=unit_id, region_code=region)
    line = line_for(key, source, programme)
    if line is not None and line.indicator is None:
        return Resolved(State.IGNORED, None, None, None, unit_id, region, line.decided_by, line.reason)
    indicator: str | None
    kind: str | None
    if line is not None:
        indicator, kind = line.indicator, line.period_kind
        unit = unit or (None if key.unit else known_unit(line.unit or "", units))
        region = region or (None if key.region else region_code(line.region, programme))
    else:
        indicator, kind = _own_name(key, unit, programme)
    unit_id = unit.unit_id if unit is not None else None
    why = (
        Why.UNKNOWN_INDICATOR if indicator is None or kind is None
        else Why.UNKNOWN_UNIT if unit is None or not is_measured_in(indicator, unit, programme)
        else Why.UNKNOWN_REGION if region is None
        else None
    )  # fmt: skip
    return Resolved(
        State.UNASSIGNED if why is not None else State.ASSIGNED, why, indicator, kind, unit_id, region,
        line.decided_by if line is not None else None, line.reason if line is not None else None,
    )  # fmt: skip


def line_for(key: SeriesKey, source: str, programme: Programme) -> SeriesName | None:
    """The line of names/series.csv that a series is resolved by: of those with its name the closest."""
    unit = known_unit(key.unit, programme.units)
    unit_id = unit.unit_id if unit is not None else None
    region = region_code(key.region, programme) if key.region else None
    called = series_names(programme).called(source, key.name)
    lines = [line for line in called if _is_for(line, key, unit_id, region, programme)]
    return min(lines, key=_breadth, default=None)


def _is_for(line: SeriesName, key: SeriesKey, unit_id: str | None, region: str | None, programme: Programme) -> bool:
    """Whether a line is for this series: its unit and its region, where it has them, are those of the file or what the
    file does not say."""
    if line.indicator is not None and line.period_kind not in (KINDS_OF[key.frequency] if key.frequency else ()):
        return False
    if line.region and key.region and region_code(line.region, programme) != region:
        return False
    if not line.unit or not key.unit or name_key(line.unit) == name_key(key.unit):
        return True
    of_line = known_unit(line.unit, programme.units)
    return of_line is not None and of_line.unit_id == unit_id


def _breadth(line: SeriesName) -> int:
    """A line for one unit or region is closer than one for all of them, one of its own source than one of any."""
    return 2 * ((not line.unit) + (not line.region)) + (line.source == ANY_SOURCE)


def _own_name(key: SeriesKey, unit: Unit | None, programme: Programme) -> tuple[str | None, str | None]:
    """The indicator that is called exactly so, and its kind: only a yearly value can be of one kind alone."""
    called = _called(programme).get(name_key(key.name).casefold(), ())
    if unit is not None:
        called = tuple(indicator for indicator in called if is_measured_in(indicator, unit, programme)) or called
    if len(called) != 1:
        return None, None
    return called[0], yearly_kind(called[0], programme) if key.frequency is Frequency.YEAR else None


def unknown_of(why: str | None, unit: str | None, region_code: str | None, programme: Programme) -> tuple[Why, ...]:
    """All that is unknown of an unassigned series, what was found first (`why`) included; `unit` as written."""
    if why is None:
        return ()
    found = {Why(why): None}
    if why != Why.NOT_NAMED:
        if unit and known_unit(unit, programme.units) is None:
            found[Why.UNKNOWN_UNIT] = None
        if region_code is None:
            found[Why.UNKNOWN_REGION] = None
    return tuple(found)


@lru_cache(maxsize=512)
def known_unit(text: str, units: Units) -> Unit | None:
    """The unit that a file writes so; None for an unknown one."""
    try:
        return units.parse(text.strip())
    except InvalidArgument:
        return None


def is_measured_in(indicator_id: str, unit: Unit, programme: Programme) -> bool:
    """Whether values in a unit can be those of the indicator."""
    try:
        conversion_factor(unit, programme.units[programme.indicators[indicator_id].unit])
    except (InvalidArgument, KeyError):
        return False
    return True


def indicator_title(indicator_id: str, programme: Programme) -> str | None:
    """The Chinese title of an indicator; None for an unknown one."""
    own = macro_names(programme).own.get(indicator_id)
    return own[0] if own else None


def is_flow(indicator_id: str, programme: Programme) -> bool:
    """Whether the year to date of an indicator is the sum of its months."""
    return programme.indicators[indicator_id].quantity_kind == "flow"


def yearly_kind(indicator_id: str, programme: Programme) -> str:
    """The kind of a yearly value of the indicator."""
    return _OF_ALL_YEAR.get(programme.indicators[indicator_id].quantity_kind, "year")


@lru_cache(maxsize=8)
def _called(programme: Programme) -> Mapping[str, tuple[str, ...]]:
    called: dict[str, dict[str, None]] = {}
    for indicator, names in macro_names(programme).own.items():
        for name in names:
            called.setdefault(name_key(name).casefold(), {})[indicator] = None
    return {name: tuple(indicators) for name, indicators in called.items()}
