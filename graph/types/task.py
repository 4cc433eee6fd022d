"""Task and the duties of departments."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.plan import (
    DeadlineKind,
    DutyRole,
    ProgressStatus,
    TaskEscalation,
    TaskObjectKind,
    TaskState,
    TaskTiming,
)
from graph.types.vocabulary.reasons import Reason


@noun(
    "core.task",
    en="A line of a plan's task table. Progress of a task without a due date is in its quarterly reports.",
    zh="工作任务（任务分解表的一行）",
    order_by=("document_id", "ordinal"),
    is_grouped=True,
)
class Task:
    deadline_kind: DeadlineKind

    document = to_one("Document")
    lead_department = to_one("Department")
    departments = to_many("Department", "Responsible units, including the lead.", "责任单位（含牵头）")
    duties = to_many("Duty", "Responsible units with role and order.", "责任分工")
    industries = to_many("Industry", "Fields, if the plan divides the task by field.", "分工领域")
    field_duties = to_many(
        "FieldDuty", "Responsible unit by field, if the plan divides the task by field.", "按领域的责任分工"
    )
    targets = to_many("Target", "Targets that it serves.", "支撑的目标")
    reports = to_many("TaskReport", "Quarterly reports of its units, including missing ones.", "季度报告（含未报）")
    reporting_statuses = to_many("ReportingStatus", "Status of each unit's report.", "各责任单位的报送状态")
    needed_tasks = to_many("Task", "Tasks that must be done first.", "前置任务")
    waiting_tasks = to_many("Task", "Tasks that depend on it.", "后续任务")
    warnings = to_many("EarlyWarning", "Early warnings.", "预警")
    contradictions = to_many("Contradiction", "Contradictions between registers.", "名录之间的矛盾")
    objects = to_many("TaskObject", "Named objects that it is about.", "所涉对象")
    states = to_many("TaskDayState", "Where it stands on the day of the build.", "构建当日状态")
    checkpoints = to_many("TaskCheckpoint", "Days within it, if it has no due date.", "时间节点")
    floats = to_many("PlanFloat", "How long it may slip before an end moves.", "浮动时间")
    report_versions = to_many("TaskReportVersion", "Every version of its reports.", "报告全部版本")
    plan_findings = to_many("PlanFinding", "What the audit of the plan found about it.", "自查结果")


@noun(
    "core.task_department",
    en="Role of a unit in a task.",
    zh="责任分工",
    order_by=("task_id", "ordinal"),
)
class Duty:
    role: DutyRole

    task = to_one("Task", "Task.", "任务")
    department = to_one("Department", "Unit.", "单位")


@noun(
    "core.task_industry",
    en="A field of a task with its responsible unit, if the plan divides the task by field.",
    zh="按领域的责任分工",
    order_by=("task_id", "industry_id"),
)
class FieldDuty:
    task = to_one("Task", "Task.", "任务")
    department = to_one("Department")
    industry = to_one("Industry", "Field.", "领域")


@noun(
    "core.task_object",
    en="A named platform, project, fund or park that a task is about.",
    zh="任务所涉对象",
    order_by=("task_id", "object_kind", "object_id"),
)
class TaskObject:
    object_kind: TaskObjectKind

    task = to_one("Task", "Task.", "任务")


@noun(
    "mart.task_state",
    en="Where a task stands on the day of the build; `taskTimings` has any other day.",
    zh="任务状态（构建当日）",
    order_by=("task_id", "is_synthetic"),
    is_grouped=True,
)
class TaskDayState:
    state: TaskState
    timing: TaskTiming
    escalation: TaskEscalation
    escalation_by_rule: TaskEscalation
    evidence_reason: Reason

    task = to_one("Task", "Task.", "任务")


@noun(
    "mart.task_checkpoint",
    en="A day within a task without a due date: stated by the plan, or a quarter's end.",
    zh="任务时间节点",
    order_by=("task_id", "checkpoint_date"),
)
class TaskCheckpoint:
    task = to_one("Task", "Task.", "任务")


@noun(
    "mart.plan_float",
    en="How many days a task may slip before what waits for it moves.",
    zh="任务浮动时间",
    order_by=("end_kind", "plan_float_id"),
)
class PlanFloat:
    task = to_one("Task", "Task.", "任务")
    end_task = to_one("Task", "Task that waits.", "终点任务")
    end_target = to_one("Target", "Target that waits.", "终点目标")


@noun(
    "core.task_report_version",
    en="A version of a report on a task, also of a unit without a part in it.",
    zh="任务报告的一个版本",
    order_by=("task_id", "quarter", "department_id", "received_at"),
)
class TaskReportVersion(FromRow):
    role: DutyRole
    progress_status: ProgressStatus

    task = to_one("Task", "Task.", "任务")
    department = to_one("Department")
