"""Submission, and what reading it found."""

from __future__ import annotations

from datetime import datetime

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.scalars import Long
from graph.types.vocabulary.deliveries import Severity, SubmissionStateKind, SubmissionStatus


@noun(
    "core.submission",
    en="A file as received: what it was, when it came and what became of it.",
    zh="报送文件",
    is_grouped=True,
)
class Submission:
    submission_id: strawberry.ID = column("S000001 upwards in the order of arrival.", "报送标识")
    submission_number: Long = column(
        "Order of arrival; later submissions correct earlier ones.", "到达序号，后者更正前者"
    )
    file_name: str = column("Name of the file as it was sent.", "文件名")
    sha256: str = column("SHA-256 of the bytes received.", "文件 SHA-256")
    size_bytes: Long = column("Size of the file in bytes.", "文件大小（字节）")
    received_at: datetime = column("Instant of arrival.", "到达时刻")
    form_id: str | None = column("Report form that it is; null where none fitted.", "报表标识")
    form_version: str | None = column("Version of that form.", "报表版本")
    period: str | None = column("Period that it is about, where the form has one.", "报告期")
    status: SubmissionStatus = column("What became of it.", "处理结果")
    is_synthetic: bool = column("True where it is generated sample data and no real return.", "是否为合成样本数据")
    rows_read: Long = column("Data rows found in it.", "读取行数")
    rows_accepted: Long = column("Data rows of which at least the key was accepted.", "接收行数")
    held_count: Long = column("Cells held.", "待定单元格数")
    refusal: str | None = column(
        "Why nothing of it was taken, or what it waits for; null where it was taken.", "未接收原因或待指明事项"
    )
    named_indicator_id: str | None = column(
        "Indicator that a person said its figures are of; null where the file says so itself.", "人工指明的指标"
    )
    named_unit_id: str | None = column("Unit that a person said they are in.", "人工指明的计量单位")
    named_vintage_id: str | None = column("Vintage that a person said they belong to.", "人工指明的数据版本")
    named_region_code: str | None = column("Region that a person said they are about.", "人工指明的地区")
    named_by: str | None = column("Who said so.", "指明人")

    sheets = to_many("SubmissionSheet", "What became of each of its sheets.", "各工作表的处理结果")
    columns = to_many("SheetColumn", "The columns of the forms on its sheets.", "各工作表中的报表栏目")
    state = to_one("SubmissionState", "What has become of it since it came.", "当前处理状态")
    findings = to_many("Finding", "What reading it found.", "读取时发现的问题")
    held_cells = to_many("HeldCell", "Cells of it that were held.", "待定单元格")
    suspicions = to_many("Suspicion", "Values of it that look like a slip of their unit.", "疑似单位错误")
    logic_cells = to_many("LogicCell", "Cells of it that do not fit others.", "逻辑关系不符所涉单元格")
    decisions = to_many("Decision", "Decisions about its cells.", "对其单元格的决定")
    enterprises = to_many("Enterprise", "Enterprises whose entry comes from it.", "来自该文件的企业")
    match_proposals = to_many("MatchProposal", "Whom its doubtful rows may mean.", "疑似匹配建议")
    observations = to_many("Observation", "Values whose newest vintage comes from it.", "来自该文件的观测值")
    funds = to_many("Fund", "Funds whose register entry comes from it.", "来自该文件的基金")
    projects = to_many("Project", "Projects whose register entry comes from it.", "来自该文件的项目")
    platforms = to_many("Platform", "Platforms whose register entry comes from it.", "来自该文件的创新平台")
    parks = to_many("Park", "Parks whose register entry comes from it.", "来自该文件的园区")
    fund_contributions = to_many("FundContribution", "Contributions that it reports.", "来自该文件的出资")
    fund_investments = to_many("FundInvestment", "Investments that it reports.", "来自该文件的投资")
    fund_valuations = to_many("FundValuation", "Valuations that it reports.", "来自该文件的估值")
    fund_distributions = to_many("FundDistribution", "Distributions that it reports.", "来自该文件的分配")
    fund_covenants = to_many("FundCovenant", "Covenants that it reports.", "来自该文件的约束条款")
    project_plans = to_many("ProjectPlan", "Yearly plans of projects that it holds.", "来自该文件的年度计划")
    project_reports = to_many("ProjectReport", "Reports of projects that it holds.", "来自该文件的进度月报")
    project_milestones = to_many("ProjectMilestone", "Milestones of projects that it holds.", "来自该文件的项目节点")


@noun(
    "core.submission_sheet",
    en="A sheet of a file that holds a form: a workbook of several forms is one submission, told sheet by sheet.",
    zh="报送文件中的一张报表（工作表）",
    order_by=("submission_id", "source_sheet"),
)
class SubmissionSheet:
    submission_id: str = column("The file.", "报送标识")
    source_sheet: str = column("Name of the sheet; csv or json for a text file.", "工作表")
    sheet_id: str | None = column("File and sheet, as the rows have it that came from the sheet.", "文件与工作表标识")
    form_id: str = column("Report form that the sheet is.", "报表标识")
    form_version: str | None = column("Version of that form.", "报表版本")
    period: str | None = column("Period that it is about, where the form has one.", "报告期")
    rows_read: Long = column("Data rows found on it.", "读取行数")
    rows_accepted: Long = column("Data rows of which at least the key was accepted.", "接收行数")
    held_count: Long = column("Cells of it that were held when the file came.", "待定单元格数")
    refusal: str | None = column("Why nothing of it was taken, while other sheets were.", "未接收原因")

    columns = to_many("SheetColumn", "The columns of its form.", "报表栏目")
    submission = to_one("Submission", "The file.", "报送文件")


@noun(
    "mart.submission_state",
    en="What has become of a file since it came, under the decisions about its cells. Submission tells how it read when"
    " it came.",
    zh="报送文件当前处理状态（计入人工决定）",
)
class SubmissionState:
    submission_id: strawberry.ID = column("The file.", "报送标识")
    state: SubmissionStateKind = column("What has become of it.", "当前状态")
    rows_read: Long = column("Data rows found in it.", "读取行数")
    rows_accepted: Long = column("Data rows that are taken now.", "当前采用行数")
    open_count: Long = column("Cells that wait for a person.", "待处理单元格数")
    corrected_count: Long = column("Cells that are read as a person has corrected them.", "已更正单元格数")
    released_count: Long = column("Cells that were taken as they stand.", "按原值采用单元格数")
    rejected_count: Long = column("Cells that were left out for good.", "不予采用单元格数")

    submission = to_one("Submission", "The file.", "报送文件")


@noun(
    "core.finding",
    en="What reading a file found: a held cell, a warning or a note, with the cell it is about.",
    zh="读取文件时发现的问题",
    is_grouped=True,
)
class Finding:
    finding_id: strawberry.ID = column("Submission and ordinal within it.", "问题标识")
    submission_id: str = column("The file.", "报送标识")
    severity: Severity = column("How much it matters.", "严重程度")
    rule: str = column("Name of the rule that was broken.", "规则名称")
    source_sheet: str | None = column("Sheet of the workbook.", "工作表")
    source_cell: str | None = column("Cell, for example C17; null where it is about the whole file.", "单元格")
    column_name: str | None = column("Column of the form.", "报表栏目")
    text: str | None = column("The cell as it stood.", "单元格原文")
    message: str = column("What is wrong and what to do.", "说明")
    decision_id: str | None = column(
        "Of a credit code whose check character does not fit: the decision that it is right as written.",
        "确认该信用代码无误的决定",
    )

    submission = to_one("Submission", "The file.", "报送文件")
    decision = to_one("Decision", "The confirmation of its credit code, if there is one.", "对该信用代码的确认")
