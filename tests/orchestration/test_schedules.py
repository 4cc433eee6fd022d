"""The morning after a form is due: one run for the month that was due, none for a month that is not collected."""

from __future__ import annotations

from datetime import datetime

import pytest
from dagster import DagsterInstance, RunRequest, ScheduleDefinition, SkipReason, build_schedule_context

from orchestration.schedules import build_due_schedules
from warehouse.domain.moment import CHINA_TIME
from warehouse.forms.registry import FORMS


@pytest.fixture
def financial() -> ScheduleDefinition:
    return next(found for found in build_due_schedules() if found.name == "after_monthly_financial_return_is_due")


def _asked(schedule: ScheduleDefinition, at: datetime) -> RunRequest | SkipReason:
    context = build_schedule_context(DagsterInstance.ephemeral(), scheduled_execution_time=at)
    answer = schedule.evaluate_tick(context)
    return answer.run_requests[0] if answer.run_requests else SkipReason(answer.skip_message)


def test_each_form_with_a_calendar_has_a_schedule_on_the_day_after_it_is_due() -> None:
    days = {found.name: found.cron_schedule.split()[2] for found in build_due_schedules()}  # type: ignore[union-attr]

    assert days == {
        f"after_{form.form_id}_is_due": str(form.calendar.due_day + 1) for form in FORMS.values() if form.calendar
    }


def test_the_run_names_the_form_and_the_month_that_was_due(financial: ScheduleDefinition) -> None:
    request = _asked(financial, datetime(2016, 4, 17, 6, 30, tzinfo=CHINA_TIME))

    assert isinstance(request, RunRequest)
    assert request.tags["longmai/form"] == "monthly_financial_return"
    assert request.tags["longmai/period"] == "2016-03"


def test_over_the_end_of_a_year_the_month_is_december(financial: ScheduleDefinition) -> None:
    request = _asked(financial, datetime(2017, 1, 17, 6, 30, tzinfo=CHINA_TIME))

    assert isinstance(request, RunRequest)
    assert request.tags["longmai/period"] == "2016-12"


def test_january_is_not_collected_so_nothing_is_asked_for(financial: ScheduleDefinition) -> None:
    assert isinstance(_asked(financial, datetime(2016, 2, 17, 6, 30, tzinfo=CHINA_TIME)), SkipReason)


def test_a_quarterly_report_is_looked_at_after_the_quarter_and_for_the_quarter() -> None:
    quarterly = next(found for found in build_due_schedules() if found.name == "after_department_report_is_due")

    assert quarterly.cron_schedule == "30 6 8 1,4,7,10 *"
    for at, period in (((2016, 4), "2016-Q1"), ((2017, 1), "2016-Q4")):
        request = _asked(quarterly, datetime(*at, 8, 6, 30, tzinfo=CHINA_TIME))
        assert isinstance(request, RunRequest)
        assert request.tags["longmai/period"] == period
