"""The second opinion on periods: which one a day lies in, how it is written, and which of them a list shows."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "ytd": 1}
"""From one period to the next: years to date end with one month after the other."""

Ends = tuple[int | None, int | None]


def number_of(day: date, grain: str) -> int:
    """Periods in their order, without a gap."""
    return _month_number(day) // MONTHS[grain]


def first_day(number: int, grain: str) -> date:
    """The day by which a period is known; a year to date by that of its last month."""
    year, month = divmod(number * MONTHS[grain], 12)
    return date(year, month + 1, 1)


def written_period(first: date, grain: str) -> str:
    """A period as clients read it."""
    year = f"{first.year:04d}"
    month = f"{year}-{first.month:02d}"
    return {
        "month": month,
        "quarter": f"{year}-Q{(first.month + 2) // 3}",
        "half": f"{year}-H{1 if first.month < 7 else 2}",
        "year": year,
        "ytd": f"{year}-01/{month}",
    }[grain]


def ends_asked_for(where: Mapping[str, Any], name: str, grain: str) -> Ends:
    """The first and the last period of the days that a filter admits, None where it says nothing of that end."""
    firsts, lasts = [], []
    for operator, day in _conditions_on(where, name):
        if operator not in {"eq", "gt", "gte", "lt", "lte"}:
            continue
        month = _month_number(day)
        is_last_day = day.day == calendar.monthrange(day.year, day.month)[1]
        if operator in {"eq", "gte", "gt"}:
            firsts.append((month + (operator == "gt" and is_last_day)) // MONTHS[grain])
        if operator in {"eq", "lte", "lt"}:
            lasts.append((month - (operator == "lt" and day.day == 1)) // MONTHS[grain])
    return max(firsts, default=None), min(lasts, default=None)


def shown_periods(found: Collection[int], ends: Ends, grain: str, skipped_months: Collection[int]) -> range | list[int]:
    """The periods from the first to the last: of those found, or of what is asked for."""
    first = min(found, default=None) if ends[0] is None else ends[0]
    last = max(found, default=None) if ends[1] is None else ends[1]
    if first is None or last is None:
        return []
    whole = range(first, last + 1)
    if not skipped_months or MONTHS[grain] > 1:
        return whole
    return [number for number in whole if number % 12 + 1 not in skipped_months]


def _conditions_on(where: Mapping[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    yield from (where.get(name) or {}).items()
    for part in where.get("and") or ():
        yield from _conditions_on(part, name)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
