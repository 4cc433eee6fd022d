"""The quarterly report on a task."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import PerhapsFromRow
from graph.types.vocabulary.plan import DutyRole, ProgressStatus, ReportStatus


@noun(
    "core.task_report",
    en="The quarterly report of a unit on a task that it carries: that it came, when, and what it says.",
    zh="部门季度工作进展报告",
    order_by=("task_id", "quarter", "department_id"),
    is_grouped=True,
)
class TaskReport(PerhapsFromRow):
    task_report_id: strawberry.ID = column("Task, quarter and unit.", "标识")
    task_id: str = column()
    quarter: str = column()
    department_id: str = column(
        "Unit that has to report, for itself: one of those that carry the task.", "报告单位标识"
    )
    role: DutyRole = column("Its part in the task.", "角色")
    due_date: date = column("Last day for the report, after the calendar of the form.", "报送期限")
    report_status: ReportStatus = column(
        "Of the report, never of the task: on_time, late, back_loaded, missing, or not_due while there is time.",
        "报告状态",
    )
    received_at: datetime | None = column("When the newest report came, UTC.", "收到时刻")
    progress_status: ProgressStatus | None = column()
    progress_note: str | None = column()
    is_current: bool = column(
        "True for the report on the newest quarter that the unit has reported on the task: the task is done when that "
        "of the lead says so.",
        "是否为该单位对该任务的最新报告",
    )
    is_synthetic: bool | None = column(
        "True where the report is invented sample data; null without one.", "是否为合成样本数据"
    )

    task = to_one("Task", "The task.", "任务")
    department = to_one("Department", "Unit that has to report.", "报告单位")
