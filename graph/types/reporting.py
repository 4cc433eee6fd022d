"""Status of due reports, and completeness by form and period."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.deliveries import FormFrequency, FormSender, ReportingState, ReportingSubject


@noun(
    "mart.reporting_status",
    en="Status of the report about an enterprise, task or project for one form and period, as of the snapshot.",
    zh="报表报送状态（企业、任务、项目；以快照截止时刻为准）",
    order_by=("form_id", "period", "subject_id", "reporter_id"),
    is_grouped=True,
)
class ReportingStatus:
    subject_kind: ReportingSubject
    status: ReportingState

    enterprise = to_one("Enterprise")
    department = to_one("Department")
    task = to_one("Task")
    project = to_one("Project")
    submission = to_one("Submission", "First file with the report.", "首个报送文件")
    form = to_one("ReportForm")


@noun(
    "mart.reporting_freshness",
    en="Completeness of the reports of one form and period, as of the snapshot.",
    zh="报告期报送进度（以快照截止时刻为准）",
    order_by=("form_id", "period"),
)
class ReportingFreshness:
    form = to_one("ReportForm")


@noun("core.form", en="A report form.", zh="报表")
class ReportForm:
    sender: FormSender
    frequency: FormFrequency

    rules = to_many("FormRule", "Rules for its cells.", "单元格规则")
