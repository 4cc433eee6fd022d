"""The reporting periods opened for each form, and their deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

import polars as pl

from warehouse.domain.moment import CHINA_TIME
from warehouse.domain.period import Period, parse_period
from warehouse.forms.form import Calendar, Form, Frequency, Reporter

SILENT_PERIODS = 3
"""How many periods are opened after the newest one with a report: when a whole form stops, these are reported as
missing and not every month since."""

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "form_id": pl.String,
    "period": pl.String,
    "period_end_date": pl.Date,
    "reporter": pl.String,
    "is_collected": pl.Boolean,
    "due_at": pl.Datetime("us"),
    "closes_at": pl.Datetime("us"),
}


def reporting_periods(
    forms: Iterable[Form], received: pl.DataFrame, as_of: datetime, planned_years: Iterable[int] = ()
) -> pl.DataFrame:
    """One row per form with a calendar and period, in the shape of core.reporting_period.

    `received` has the `form_id` and `period` of what was received. A form is opened from its first received period to
    its newest, and SILENT_PERIODS more if they have ended by `as_of` (an instant without zone, UTC); a form of
    departments for the periods of the `planned_years` that have ended. A period that is not collected has no due
    instant.
    """
    rows: list[dict[str, object]] = []
    today = as_of.replace(tzinfo=UTC).astimezone(CHINA_TIME).date()
    years = sorted(set(planned_years))
    for form in forms:
        if form.calendar is None:
            continue
        if form.calendar.reporter is Reporter.DEPARTMENT:
            opened = _of_years(form.calendar, years, today)
        else:
            texts = received.filter(form_id=form.form_id)["period"].drop_nulls().unique()
            periods = sorted(period for text in texts if form.calendar.covers(period := parse_period(text)))
            opened = list(_as_sent(periods, today))
        rows += [_row(form.form_id, form.calendar, period) for period in opened]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _of_years(calendar: Calendar, years: list[int], today: date) -> list[Period]:
    periods = [
        period
        for year in years
        for period in (
            [Period(year, quarter) for quarter in range(1, 5)]
            if calendar.frequency is Frequency.QUARTERLY
            else [Period(year, month=month) for month in range(1, 13)]
        )
    ]
    return [period for period in periods if period.end_date < today]


def _as_sent(periods: list[Period], today: date) -> Iterator[Period]:
    if not periods:
        return
    period = periods[0]
    while period <= periods[-1]:
        yield period
        period = period.following()
    for _ in range(SILENT_PERIODS):
        if period.end_date < today:
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
