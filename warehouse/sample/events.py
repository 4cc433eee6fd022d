"""Planted irregularities: late returns, repeated returns, dirty cells.

Every event is placed in advance and listed in the truth file. No dirty cell affects a firm with a role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from warehouse.domain.period import Period
from warehouse.sample.firms import Firms
from warehouse.sample.roles import Role

_WAN_YUAN_EVERY = 5
_HALF_NEEDS = 22
"""Reporting months (two years) of a sample that has a month reported by half."""


@dataclass(frozen=True)
class DirtyCell:
    """A cell of one month's financial return with `text` instead of a clean value; `{}` in it is the value. None: its
    code in lower case."""

    kind: str
    period: Period
    index: int
    column: str
    text: str | None


@dataclass(frozen=True)
class Events:
    late: Period | None
    corrected: Period | None
    dirty: tuple[DirtyCell, ...]
    half: Period | None = None
    """The month for which only half of the ordinary firms send their financial return."""
    silent: tuple[int, ...] = ()
    """The others, by index."""

    def dirty_in(self, period: Period) -> tuple[DirtyCell, ...]:
        return tuple(cell for cell in self.dirty if cell.period == period)


def monthly_periods(start: Period, months: int) -> list[Period]:
    """The months that are reported among `months` calendar months from `start`: all but January."""
    assert start.month is not None
    first = start.year * 12 + start.month - 1
    periods = [Period(number // 12, month=number % 12 + 1) for number in range(first, first + months)]
    return [period for period in periods if period.month != 1]


def next_month(period: Period) -> Period:
    """The calendar month after this one."""
    assert period.month is not None
    return Period(period.year + period.month // 12, month=period.month % 12 + 1)


def unit_of(periods: Sequence[Period], period: Period) -> str:
    """The unit of money in that month's file: 千元, every fifth file 万元."""
    return "万元" if periods.index(period) % _WAN_YUAN_EVERY == 3 else "千元"


def plan_events(periods: Sequence[Period], firms: Firms, unit_slip: bool = False) -> Events:
    """Places the events in the available months; a sample that is too short or too small has none.

    With `unit_slip` one firm writes the revenue of one month in yuan, in a file of thousand yuan.
    """
    late = _find(periods, 400, ()) if Role.LATE in firms.roles else None
    taken = (late,) if late else ()
    corrected = _find(periods, 600, taken) if Role.CORRECTED in firms.roles else None
    clean = [period for period in periods if period not in (late, corrected)] or list(periods)
    ordinary = firms.table.filter(
        pl.col("role").is_null() & pl.col("first_year").is_null() & pl.col("last_year").is_null()
    )["index"].to_list()
    if len(ordinary) < 3 or not clean:
        return Events(late, corrected, ())
    # Whole years are complete, and the month after the half one is reported by all.
    inner = [period for period in periods[:-1] if period.month not in (2, 12)]
    half = inner[-1] if len(periods) >= _HALF_NEEDS else None
    kinds = (
        ("text_in_number", "total_profit_ytd", "约1200"),
        ("lower_case_code", "credit_code", None),
        ("dash_for_blank", "rd_expenditure_ytd", "—"),
    )
    dirty = tuple(
        DirtyCell(kind, clean[len(clean) * part // 4], ordinary[len(ordinary) * part // 4], column, text)
        for part, (kind, column, text) in enumerate(kinds, start=1)
    )
    if unit_slip:
        dirty += _unit_slip(periods, [period for period in clean if period.month != 2 and period != half], ordinary)
    return Events(late, corrected, dirty, half, tuple(ordinary[1::2]) if half else ())


def _unit_slip(periods: Sequence[Period], months: Sequence[Period], ordinary: Sequence[int]) -> tuple[DirtyCell, ...]:
    """The revenue of the last ordinary firm in the last month in thousand yuan, three zeros too long."""
    fitting = [period for period in months if unit_of(periods, period) == "千元"]
    return tuple(
        DirtyCell("unit_slip", fitting[-1], ordinary[-1], column, "{}000")
        for column in ("revenue_month", "revenue_ytd")
        if fitting
    )


def _find(periods: Sequence[Period], position_pm: int, taken: Sequence[Period]) -> Period | None:
    """The first month from that position on that is neither combined nor followed by January, and still free."""
    for period in periods[len(periods) * position_pm // 1000 :]:
        if period.month not in (2, 12) and period not in taken:
            return period
    return None
