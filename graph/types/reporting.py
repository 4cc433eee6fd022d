"""Who owes which report, whether it is in, and how much of a period is."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from graph.declare.declare import column, noun, to_one
from graph.types.vocabulary.deliveries import ReportingState, ReportingSubject


@noun(
    "mart.reporting_status",
    en="Whether the report about an enterprise, a task or a project for one form and period is in, as of the snapshot.",
    zh="报表报送状态（企业、任务、项目；以快照截止时刻为准）",
    order_by=("form_id", "period", "subject_id", "reporter_id"),
    is_grouped=True,
)
class ReportingStatus:
    form_id: str = column("Report form.", "报表标识")
    period: str = column("Month or quarter that the report is about.", "报告期")
    subject_kind: ReportingSubject = column("What it is about.", "报送对象类别")
    subject_id: str = column("The enterprise, task or project.", "报送对象标识")
    reporter_id: str = column(
        "Who owes it: the enterprise, the unit that carries the task, or the project.", "报送单位标识"
    )
    enterprise_id: str | None = column(
        "The enterprise that owes it; null for a task or project.", "企业标识（任务、项目为空）"
    )
    department_id: str | None = column(
        "The unit that carries the task and owes the report, or that leads the project; null where there is none.",
        "责任单位标识",
    )
    task_id: str | None = column("The task that the report is about; null for the others.", "任务标识")
    project_id: str | None = column("The project that the report is about; null for the others.", "项目标识")
    period_end_date: date = column("Last day of the period.", "期末日期")
    status: ReportingState = column("Whether it is in.", "报送状态")
    due_at: datetime | None = column(
        "Instant by which it has to be in; null where the period is not collected.", "报送截止时刻"
    )
    received_at: datetime | None = column(
        "Arrival of the first file that brought it; null where none has.", "首次收到时刻"
    )
    days_late: int | None = column(
        "Days begun between the deadline and the arrival, or the as-of instant while it is missing; 0 on time, null "
        "where back-loaded, not due or exempt.",
        "迟报天数，按时为 0；补录、未到期、免报为空",
    )
    submission_id: str | None = column("That first file.", "首个报送文件标识")
    exemption_id: str | None = column("The exemption, where there is one.", "免报标识")

    enterprise = to_one("Enterprise", "The enterprise that owes it.", "企业")
    department = to_one("Department", "The unit that carries the task, or leads the project.", "责任单位")
    task = to_one("Task", "The task that the report is about.", "任务")
    project = to_one("Project", "The project that the report is about.", "项目")
    submission = to_one("Submission", "The first file that brought it.", "首个报送文件")


@noun(
    "mart.reporting_freshness",
    en="How much of one period of a form is in, as of the snapshot.",
    zh="报告期报送进度（以快照截止时刻为准）",
    order_by=("form_id", "period"),
)
class ReportingFreshness:
    form_id: str = column("Report form.", "报表标识")
    period: str = column("Month or quarter.", "报告期")
    period_end_date: date = column("Last day of the period.", "期末日期")
    due_at: datetime = column("Instant by which the returns have to be in.", "报送截止时刻")
    expected_count: int = column("How many reports are owed; exempt ones are not counted.", "应报数")
    received_count: int = column("How many of them are in.", "已报数")
    on_time_count: int = column("Of those, in by the deadline.", "按时数")
    late_count: int = column("Of those, in after the deadline.", "迟报数")
    back_loaded_count: int = column(
        "Of those, due before anything was received here: whether they came in time, nobody can say.", "补录数"
    )
    missing_count: int = column("Reports that are not in although their deadline has passed.", "逾期未报数")
    exempt_count: int = column("Reports that need not be sent.", "免报数")
    received_share: Decimal | None = column(
        "Received over expected, 0 to 1; null where none is expected.", "报送率（0 至 1）"
    )
    first_received_at: datetime | None = column("First arrival of a report.", "首次收到时刻")
    last_received_at: datetime | None = column("Newest first arrival about a subject.", "最近收到时刻")
