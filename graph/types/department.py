"""Department."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.plan import DepartmentKind, DutyRole
from graph.types.vocabulary.reasons import Reason


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
    burden = to_many("RespondentBurden", "What reporting asks of it.", "填报负担")
    duties = to_many("Duty", "Its role in each task.", "责任分工")
    field_duties = to_many("FieldDuty", "Its fields in tasks that are divided by field.", "按领域的责任分工")
    scorecards = to_many("DepartmentScorecard", "Its duties and reports, by role.", "完成情况")
    issues = to_many("Issue", "Issues that it has to settle.", "负责的问题")
    contacts = to_many("EnterpriseContact", "Its contacts with firms.", "联系企业记录")
    members = to_many("Department", "Units of a group.", "成员单位")
    chains = to_many("IndustryChain", "Chains that it is responsible for.", "负责的产业链")
    projects = to_many("Project", "Projects that it leads.", "牵头的项目")


@noun(
    "mart.department_scorecard",
    en="A unit's duties and reports by the day of the build; lead and shared are two rows, without a total score.",
    zh="责任单位完成情况",
    order_by=("department_id", "year", "role"),
)
class DepartmentScorecard:
    role: DutyRole
    reason: Reason

    department = to_one("Department")
