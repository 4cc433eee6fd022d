"""The quarterly report on a task."""

from __future__ import annotations

from graph.declare.declare import noun, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.plan import DutyRole, ProgressStatus, ReportStatus


@noun(
    "core.task_report",
    en="Quarterly report of a unit on a task: arrival, status and content.",
    zh="部门季度工作进展报告",
    order_by=("task_id", "quarter", "department_id"),
    is_grouped=True,
)
class TaskReport(FromRow):
    role: DutyRole
    report_status: ReportStatus
    progress_status: ProgressStatus

    task = to_one("Task")
    department = to_one("Department")
