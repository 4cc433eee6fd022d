"""Schedules: every night, and on the day after each form is due."""

from dagster import (
    DefaultScheduleStatus,
    RunRequest,
    ScheduleDefinition,
    ScheduleEvaluationContext,
    SkipReason,
    schedule,
)

from orchestration.jobs import REFRESH
from warehouse.domain.moment import CHINA_TIME
from warehouse.domain.period import Period
from warehouse.forms.form import Form, Frequency
from warehouse.forms.registry import FORMS

_TIME_ZONE = "Asia/Shanghai"
_MONTHS = {Frequency.MONTHLY: "*", Frequency.QUARTERLY: "1,4,7,10"}
"""The months in which a form of that frequency is due."""

REFRESH_DAILY = ScheduleDefinition(
    name="refresh_daily",
    job=REFRESH,
    cron_schedule="30 2 * * *",
    execution_timezone=_TIME_ZONE,
    default_status=DefaultScheduleStatus.RUNNING,
    description="Every night at 02:30 China time, so that the morning's snapshot includes the previous day.",
)


def build_due_schedules() -> list[ScheduleDefinition]:
    """One schedule for each form with a calendar."""
    return [_after_due(form) for form in FORMS.values() if form.calendar is not None]


def _after_due(form: Form) -> ScheduleDefinition:
    calendar = form.calendar
    assert calendar is not None

    @schedule(
        name=f"after_{form.form_id}_is_due",
        job=REFRESH,
        cron_schedule=f"30 6 {min(calendar.due_day + 1, 28)} {_MONTHS[calendar.frequency]} *",
        execution_timezone=_TIME_ZONE,
        default_status=DefaultScheduleStatus.RUNNING,
        description=f"The morning after {form.title_en} is due: publishes the reports on time and shows the late ones.",
    )
    def after_due(context: ScheduleEvaluationContext) -> RunRequest | SkipReason:
        today = context.scheduled_execution_time.astimezone(CHINA_TIME)
        year, month = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
        is_monthly = calendar.frequency is Frequency.MONTHLY
        period = Period(year, month=month) if is_monthly else Period(year, (month + 2) // 3)
        if not calendar.is_due(period):
            return SkipReason(f"{form.title_en} is not collected for {period}.")
        return RunRequest(
            run_key=f"{form.form_id}:{period}", tags={"longmai/form": form.form_id, "longmai/period": str(period)}
        )

    return after_due
