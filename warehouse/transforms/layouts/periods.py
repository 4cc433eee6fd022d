"""The period of a heading or a label in a macro file, at the frequency of its series."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from warehouse.domain.period import Period, read_period
from warehouse.domain.series_name import Frequency

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_TO_DATE = re.compile(r"1[-—－~～至]{1,2}\d{1,2}月")
_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?")
_AT_MIDNIGHT = re.compile(r"\s+0?0:00(?::00)?$")
_WORDS: Mapping[str, Frequency] = {
    word: frequency
    for frequency, words in {
        Frequency.YEAR: "年 年度 年报 Annual Yearly Year",
        Frequency.QUARTER: "季 季度 季报 Quarterly Quarter",
        Frequency.MONTH: "月 月度 月报 Monthly Month",
        Frequency.DAY: "日 日度 周 旬 Daily Weekly",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True)
class WrittenPeriod:
    """A period in its stored form (a day as 2025-04-17), its frequency, and whether it is written as a year to date.

    `is_within` is a month inside the quarter or year of its series: there is no such value.
    """

    period: str
    frequency: Frequency
    is_to_date: bool = False
    is_within: bool = False


def plain(text: str | None) -> str:
    """Width folded, without blanks and without the midnight of a spreadsheet's day."""
    folded = unicodedata.normalize("NFKC", text or "").strip()
    return _BLANKS.sub("", _AT_MIDNIGHT.sub("", folded))


def is_period(text: str | None) -> bool:
    """Whether a text is a period and nothing else."""
    return bool(text) and read_period(plain(text)) is not None


def frequency_of(word: str | None) -> Frequency | None:
    """The frequency that a word names; None for an unknown word."""
    return _WORDS.get(plain(word))


# Files of a kind repeat their periods, and every one of a column is distinct.
@lru_cache(maxsize=8192)
def read_written(text: str | None, frequency: Frequency | None) -> WrittenPeriod | None:
    """The period of a text; a day stands for the period that it ends. None for anything else."""
    written = plain(text)
    if frequency is Frequency.DAY:
        day = _DAY.fullmatch(written)
        return day and WrittenPeriod(f"{day['year']}-{int(day['month']):02d}-{int(day['day']):02d}", frequency)
    period = read_period(written)
    if period is None:
        return None
    if frequency is Frequency.QUARTER and period.month is not None:
        if period.month % 3:
            return WrittenPeriod(str(period), frequency, is_within=True)
        period = Period(period.year, period.month // 3)
    elif frequency is Frequency.YEAR and period.month is not None:
        if period.month != 12:
            return WrittenPeriod(str(period), frequency, is_within=True)
        period = Period(period.year)
    own = Frequency.MONTH if period.month else Frequency.QUARTER if period.quarter else Frequency.YEAR
    if frequency not in (None, own):
        return None
    return WrittenPeriod(str(period), own, _TO_DATE.search(written) is not None)
