"""Which periods are opened, and by when they are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from warehouse.domain.period import Period, parse_period
from warehouse.forms.form import Calendar, Frequency, Reporter
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.reporting.calendar import reporting_periods

QUARTERLY = Calendar(due_day=7, due_hour=24, frequency=Frequency.QUARTERLY, reporter=Reporter.DEPARTMENT)


def _opened(periods: list[str | None], as_of: datetime, calendar: Calendar | None = None) -> list[str]:
    form = replace(MONTHLY_FINANCIAL_RETURN, calendar=calendar or MONTHLY_FINANCIAL_RETURN.calendar)
    received = pl.DataFrame(
        {"form_id": form.form_id, "period": periods}, schema={"form_id": pl.String, "period": pl.String}
    )
    return reporting_periods([form], received, as_of.replace(tzinfo=None))["period"].to_list()


def test_the_financial_form_is_due_on_the_16th_at_noon_in_china() -> None:
    calendar = MONTHLY_FINANCIAL_RETURN.calendar
    assert calendar is not None

    assert calendar.due_at(Period(2016, month=3)).isoformat() == "2016-04-16T12:00:00+08:00"
    assert calendar.due_at(Period(2015, month=12)).isoformat() == "2016-01-16T12:00:00+08:00"
    assert not calendar.is_due(Period(2016, month=1))
    assert not calendar.is_due(Period(2016, quarter=1))


def test_a_quarterly_report_is_due_when_seven_days_have_passed() -> None:
    assert QUARTERLY.due_at(Period(2016, quarter=1)).isoformat() == "2016-04-08T00:00:00+08:00"
    assert QUARTERLY.due_at(Period(2015, quarter=4)).isoformat() == "2016-01-08T00:00:00+08:00"
    assert not QUARTERLY.is_due(Period(2016, month=3))


def test_grace_moves_the_close_and_not_the_deadline() -> None:
    lenient = replace(QUARTERLY, grace_hours=48)
    quarter = Period(2016, quarter=1)

    assert lenient.due_at(quarter) == QUARTERLY.due_at(quarter)
    assert lenient.closes_at(quarter).isoformat() == "2016-04-10T00:00:00+08:00"


def test_periods_run_without_a_gap_and_no_more_than_three_after_the_newest() -> None:
    months = _opened(["2015-11", "2016-02", None], datetime(2020, 1, 1, tzinfo=UTC))

    assert months == [f"2015-{month}" for month in (11, 12)] + [f"2016-0{month}" for month in (1, 2, 3, 4, 5)]


def test_a_period_that_has_not_ended_in_china_is_not_opened() -> None:
    # 16:00 UTC on 31 March is midnight in China.
    assert _opened(["2016-02"], datetime(2016, 3, 31, 15, 59, tzinfo=UTC)) == ["2016-02"]
    assert _opened(["2016-02"], datetime(2016, 3, 31, 16, tzinfo=UTC)) == ["2016-02", "2016-03"]


def test_departments_owe_the_quarters_of_the_year_of_their_plan_that_are_over() -> None:
    report = replace(MONTHLY_FINANCIAL_RETURN, calendar=QUARTERLY)
    sent = pl.DataFrame({"form_id": [report.form_id], "period": ["2019-Q1"]})

    # 31 December 16:00 UTC is the new year in China.
    found = {
        instant: reporting_periods([report], sent, instant.replace(tzinfo=None), [2016])["period"].to_list()
        for instant in (datetime(2016, 12, 31, 15, 59, tzinfo=UTC), datetime(2016, 12, 31, 16, tzinfo=UTC))
    }

    assert list(found.values()) == [["2016-Q1", "2016-Q2", "2016-Q3"], [f"2016-Q{quarter}" for quarter in range(1, 5)]]


def test_quarters_follow_each_other_over_the_year() -> None:
    of_firms = replace(QUARTERLY, reporter=Reporter.ENTERPRISE)

    assert _opened(["2015-Q3"], datetime(2016, 4, 2, tzinfo=UTC), of_firms) == ["2015-Q3", "2015-Q4", "2016-Q1"]


@pytest.mark.parametrize(("period", "following"), [("2015-12", "2016-01"), ("2015-Q4", "2016-Q1"), ("2015", "2016")])
def test_what_follows_a_period_is_of_its_kind(period: str, following: str) -> None:
    assert str(parse_period(period).following()) == following
