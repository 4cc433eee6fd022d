"""Periods of values, and which of them are due.

Rules, from how activity data are published in China (docs/sources/calendar.md):
- a period is a year `2015`, a quarter `2015-Q1` or a month `2015-03`;
- a value has a kind: the month alone, the year to date, the quarter or the year, and the number of months it covers;
- January and February are reported together as the year to date of February: January is *not due*, which
  is not the same as *missing*, and neither month has a value of its own. They are never split or averaged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from warehouse.errors import InvalidArgument


class PeriodKind(StrEnum):
    """How much of the calendar a value covers."""

    MONTH = "month"
    YTD = "ytd"
    QUARTER = "quarter"
    YEAR = "year"
    POINT = "point"
    """A stock at the end of the period: assets, persons employed."""


@dataclass(frozen=True, order=True)
class Period:
    """A year, a quarter of it or a month of it. `text` is its stored form, which sorts by time within a kind."""

    year: int
    quarter: int | None = None
    month: int | None = None

    def __str__(self) -> str:
        if self.month is not None:
            return f"{self.year:04d}-{self.month:02d}"
        if self.quarter is not None:
            return f"{self.year:04d}-Q{self.quarter}"
        return f"{self.year:04d}"

    @property
    def start_date(self) -> date:
        """The first day of the period."""
        return date(self.year, self.month or (self.quarter * 3 - 2 if self.quarter else 1), 1)

    @property
    def end_date(self) -> date:
        """The last day of the period."""
        month = self.month or (self.quarter * 3 if self.quarter else 12)
        return month_end(self.year, month)

    def following(self) -> Period:
        """The month after this month, the quarter after this quarter, the year after this year."""
        if self.month is not None:
            return Period(self.year + self.month // 12, month=self.month % 12 + 1)
        if self.quarter is not None:
            return Period(self.year + self.quarter // 4, self.quarter % 4 + 1)
        return Period(self.year + 1)

    def year_earlier(self) -> Period:
        """The same period of the previous year."""
        return Period(self.year - 1, self.quarter, self.month)


def month_end(year: int, month: int) -> date:
    """The last day of a month: what a deadline `…底前` means."""
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)


def months_covered(period: Period, kind: PeriodKind) -> int:
    """The number of months that a value of this kind covers; 1 for a stock.

    Raises InvalidArgument for an impossible combination (the year to date of a year).
    """
    match kind, period:
        case PeriodKind.MONTH | PeriodKind.POINT, Period(month=int()):
            return 1
        case PeriodKind.YTD, Period(month=int(month)):
            return month
        case PeriodKind.YTD, Period(quarter=int(quarter)):
            return quarter * 3
        case PeriodKind.QUARTER, Period(quarter=int()):
            return 3
        case PeriodKind.YEAR | PeriodKind.POINT, Period(month=None, quarter=None):
            return 12 if kind is PeriodKind.YEAR else 1
    raise InvalidArgument(f"A value for {period} cannot be of the kind '{kind}'.")


_STORED = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


def parse_period(text: str) -> Period:
    """A period in its stored form: `2015`, `2015-Q1`, `2015-03`. Raises InvalidArgument for anything else."""
    match = _STORED.fullmatch(text)
    if match is None:
        raise InvalidArgument(f"'{text}' is not a period.", "Write 2015, 2015-Q1 or 2015-03.")
    quarter, month = match["quarter"], match["month"]
    return Period(int(match["year"]), int(quarter) if quarter else None, int(month) if month else None)


_WRITTEN = (
    # 2016年1-2月, 2016年1—2月: the year to date of February
    re.compile(r"(?P<year>\d{4})年1[-—－~～至]{1,2}(?P<month>\d{1,2})月"),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月"),
    re.compile(r"(?P<year>\d{4})年第?(?P<quarter>[1-4一二三四])季度"),
    re.compile(r"(?P<year>\d{4})[/-](?P<month>\d{1,2})[/-]\d{1,2}(?: 00:00:00)?"),
    re.compile(r"(?P<year>\d{4})[-/.M](?P<month>\d{1,2})"),
    re.compile(r"(?P<quarter>[1-4])Q ?(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-?Q(?P<quarter>[1-4])"),
    re.compile(r"(?P<year>\d{4})年?"),
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def find_period(text: str) -> Period | None:
    """The first period written in a title the way departments write it, or None.

    Knows `2016年3月`, `2016年1-2月`, `2016年一季度`, `2016/3/31`, `2016-03`, `2016M03`, `1Q 2016`, `2016年`.
    """
    return next(filter(None, (_of_match(pattern.search(text)) for pattern in _WRITTEN)), None)


def read_period(text: str) -> Period | None:
    """The period of a cell that contains nothing else, in one of those notations; None for anything else.

    `2016-13`, `2015-2016` and `201603` begin with a year and are invalid: a cell is not searched as a title is.
    """
    return next(filter(None, (_of_match(pattern.fullmatch(text.strip())) for pattern in _WRITTEN)), None)


def _of_match(match: re.Match[str] | None) -> Period | None:
    if match is None:
        return None
    groups = match.groupdict()
    quarter, month = groups.get("quarter"), groups.get("month")
    if month is not None and not 1 <= int(month) <= 12:
        return None
    return Period(
        int(groups["year"]),
        (_QUARTERS.get(quarter) or int(quarter)) if quarter else None,
        int(month) if month else None,
    )
