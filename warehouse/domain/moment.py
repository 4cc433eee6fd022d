"""Instants as people name them: a day without a time is its end in the province."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

CHINA_TIME = timezone(timedelta(hours=8), "CST")


def day_in_china(instant: datetime) -> date:
    """The day of an instant in China. One without a zone is UTC, as tables have them."""
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(CHINA_TIME).date()


def parse_moment(text: str) -> datetime:
    """An instant in UTC: `2016-03-31` is the end of that day in China, a time without a zone is UTC.

    Raises ValueError for any other text.
    """
    if len(text) == len("2016-03-31"):
        day = date.fromisoformat(text)
        midnight = datetime(day.year, day.month, day.day, tzinfo=CHINA_TIME)
        return (midnight + timedelta(days=1, microseconds=-1)).astimezone(UTC)
    if len(text) < len("2016-03-31T08"):
        raise ValueError(text)
    instant = datetime.fromisoformat(text)
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)


def past_instant(instant: datetime, now: datetime) -> datetime:
    """The instant, limited to `now`: today in China, named by the end of the day, means the present instant."""
    is_today = parse_moment(now.astimezone(CHINA_TIME).date().isoformat()) == instant
    return now if is_today and instant > now else instant


def write_moment(instant: datetime) -> str:
    """The instant in the notation of `parse_moment`: `2016-03-31T15:59:59.999999Z`."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
