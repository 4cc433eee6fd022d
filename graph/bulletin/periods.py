"""Periods, days and instants as a bulletin prints them. Instants are in China's time."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta

from graph.bulletin.numbers import Lang
from warehouse.domain.moment import CHINA_TIME, parse_moment
from warehouse.errors import InvalidArgument

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", re.ASCII)


def check_period(text: str) -> str:
    """A month as `2016-06`. Raises InvalidArgument, also for January, which is reported with February."""
    found = _MONTH.fullmatch(text)
    if not found or not MINYEAR < int(found["year"]) < MAXYEAR:
        raise InvalidArgument(
            f"'{text[:40]}' is no month.", "Write it as 2016-06.", zh=f"“{text[:40]}”不是月份；请写作 2016-06。"
        )
    if found["month"] == "01":
        raise InvalidArgument(
            f"{text} has no bulletin: January and February are reported together.",
            f"Use {found['year']}-02.",
            zh=f"{text} 没有月报：1 月与 2 月合并报送；请用 {found['year']}-02。",
        )
    return text


def read_instant(text: str) -> datetime:
    """An instant or a day, which means its end in China; in UTC. Raises InvalidArgument."""
    try:
        return parse_moment(text)
    except (ValueError, OverflowError):
        raise InvalidArgument(
            f"'{text[:40]}' is no instant.",
            "Write a date such as 2016-07-20, or an instant such as 2016-07-20T08:00:00Z.",
            zh=f"“{text[:40]}”不是日期或时刻；请写作 2016-07-20 或 2016-07-20T08:00:00Z。",
        ) from None


def period_text(period: str, lang: Lang) -> str:
    """2016年6月, June 2016; another period as it is."""
    found = _MONTH.fullmatch(period)
    if not found:
        return period
    if lang == "zh":
        return f"{found['year']}年{int(found['month'])}月"
    return f"{_MONTHS[int(found['month']) - 1]} {found['year']}"


def span_text(period: str, lang: Lang) -> str:
    """The months from January on: 1-6月, January to June."""
    month = int(period[5:])
    return f"1-{month}月" if lang == "zh" else f"January to {_MONTHS[month - 1]}"


def date_text(day: str, lang: Lang) -> str:
    """2016年7月20日, 20 July 2016."""
    found = date.fromisoformat(day)
    if lang == "zh":
        return f"{found.year}年{found.month}月{found.day}日"
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def moment_text(instant: str | datetime, lang: Lang) -> str:
    """A day and a time in China; the day alone where the instant is its end."""
    moment = (datetime.fromisoformat(instant) if isinstance(instant, str) else instant).astimezone(CHINA_TIME)
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        # Due days end at midnight, which people count to the day that ends.
        day = date_text((moment.date() - timedelta(days=1)).isoformat(), lang)
        return f"{day}24:00" if lang == "zh" else f"{day}, 24:00"
    day = date_text(moment.date().isoformat(), lang)
    if (moment.hour, moment.minute, moment.second) == (23, 59, 59):
        return day
    time = f"{moment:%H:%M}" if moment.second == 0 and moment.microsecond == 0 else f"{moment:%H:%M:%S}"
    return f"{day}{time}" if lang == "zh" else f"{day}, {time}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
