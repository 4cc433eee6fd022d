"""What happens by the clock."""

from dagster import DefaultScheduleStatus, ScheduleDefinition

from orchestration.jobs import REFRESH

REFRESH_DAILY = ScheduleDefinition(
    name="refresh_daily",
    job=REFRESH,
    cron_schedule="30 2 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=DefaultScheduleStatus.RUNNING,
    description="Every night at 02:30 China time: whatever the day left behind is in the morning's snapshot.",
)
