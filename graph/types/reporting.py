"""Who owes which return, whether it is in, and how much of a period is."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from graph.types.declare import column, noun, to_one
from graph.types.vocabulary import ReportingState


@noun(
    "mart.reporting_status",
    en="Whether the return of an enterprise for one form and period is in, as of the snapshot.",
    zh="企业报表报送状态（以快照截止时刻为准）",
    order_by=("form_id", "period", "enterprise_id"),
    is_grouped=True,
)
class ReportingStatus:
    form_id: str = column("Report form.", "报表标识")
    period: str = column("Month or quarter that the return is about.", "报告期")
    enterprise_id: str = column("The enterprise that owes it.", "企业标识")
    period_end_date: date = column("Last day of the period.", "期末日期")
    status: ReportingState = column("Whether it is in.", "报送状态")
    due_at: datetime | None = column(
        "Instant by which it has to be in; null where the period is not collected.", "报送截止时刻"
    )
    received_at: datetime | None = column(
        "Arrival of the first file that brought a value; null where none has.", "首次收到数值的时刻"
    )
    days_late: int | None = column(
        "Days begun between the deadline and the arrival, or the as-of instant while it is missing; 0 on time.",
        "迟报天数，按时为 0",
    )
    submission_id: str | None = column("That first file.", "首个报送文件标识")
    exemption_id: str | None = column("The exemption, where there is one.", "免报标识")

    enterprise = to_one("Enterprise", "The enterprise that owes it.", "企业")
    submission = to_one("Submission", "The first file that brought a value.", "首个报送文件")


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
    expected_count: int = column("Enterprises that owe the return; exempt ones are not counted.", "应报企业数")
    received_count: int = column("How many of them have sent a value.", "已报企业数")
    on_time_count: int = column("Of those, in by the deadline.", "按时企业数")
    late_count: int = column("Of those, in after the deadline.", "迟报企业数")
    missing_count: int = column("Enterprises whose deadline has passed without a value.", "逾期未报企业数")
    exempt_count: int = column("Enterprises that need not send it.", "免报企业数")
    received_share: Decimal | None = column(
        "Received over expected, 0 to 1; null where none is expected.", "报送率（0 至 1）"
    )
    first_received_at: datetime | None = column("First arrival of a value.", "首次收到时刻")
    last_received_at: datetime | None = column("Newest first arrival of an enterprise.", "最近收到时刻")
