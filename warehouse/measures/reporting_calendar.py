"""Which periods of which form have been opened for reporting, and by when each is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import polars as pl

from warehouse.domain.period import Period, parse_period
from warehouse.forms.form import CHINA_TIME, Calendar, Form

SILENT_PERIODS = 3
"""How many periods are opened after the newest one that anybody has sent: when a whole form falls silent, that is
said for these and not for every month since."""

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "form_id": pl.String,
    "period": pl.String,
    "period_end_date": pl.Date,
    "reporter": pl.String,
    "is_collected": pl.Boolean,
    "due_at": pl.Datetime("us"),
    "closes_at": pl.Datetime("us"),
}


def reporting_periods(forms: Iterable[Form], sheets: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """One row per form with a calendar and period, as core.reporting_period wants it.

    `sheets` are those of the files received (core.submission_sheet). From the first period that a form was sent for to
    the newest, and SILENT_PERIODS more as far as they have ended by `as_of` (an instant without zone, UTC). A period
    that is not collected has no due instant.
    """
    rows: list[dict[str, object]] = []
    today = as_of.replace(tzinfo=UTC).astimezone(CHINA_TIME).date()
    for form in forms:
        if form.calendar is None:
            continue
        sent = sheets.filter((pl.col("form_id") == form.form_id) & pl.col("refusal").is_null())
        periods = [parse_period(text) for text in sent["period"].drop_nulls().unique()]
        received = sorted(period for period in periods if form.calendar.covers(period))
        if received:
            rows += [
                _row(form.form_id, form.calendar, period)
                for period in _opened(received[0], received[-1])
                if period <= received[-1] or period.end_date < today
            ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _opened(first: Period, newest: Period) -> Iterator[Period]:
    period = first
    while period <= newest:
        yield period
        period = period.following()
    for _ in range(SILENT_PERIODS):
        yield period
        period = period.following()


def _row(form_id: str, calendar: Calendar, period: Period) -> dict[str, object]:
    is_collected = calendar.is_due(period)
    return {
        "form_id": form_id,
        "period": str(period),
        "period_end_date": period.end_date,
        "reporter": calendar.reporter.value,
        "is_collected": is_collected,
        "due_at": _utc(calendar.due_at(period)) if is_collected else None,
        "closes_at": _utc(calendar.closes_at(period)) if is_collected else None,
    }


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(tzinfo=None)
