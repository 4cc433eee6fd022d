"""Department."""

from __future__ import annotations

from graph.declare.declare import noun, to_many
from graph.types.vocabulary.plan import DepartmentKind


@noun(
    "core.department",
    en="A unit with tasks: a provincial department, a bank, a regulator or a company.",
    zh="责任单位",
)
class Department:
    department_kind: DepartmentKind

    tasks = to_many("Task", "Tasks that it leads or takes part in.", "承担的任务")
    led_tasks = to_many("Task", "Tasks that it leads.", "牵头的任务")
    task_reports = to_many(
        "TaskReport",
        "Quarterly task reports, due or received.",
        "季度报告（含未报）",
    )
    reporting_statuses = to_many("ReportingStatus", "Due reports and their status.", "报送状态")
    duties = to_many("Duty", "Its role in each task.", "责任分工")
    field_duties = to_many("FieldDuty", "Its fields in tasks that are divided by field.", "按领域的责任分工")
    members = to_many("Department", "Units of a group.", "成员单位")
    projects = to_many("Project", "Projects that it leads.", "牵头的项目")
