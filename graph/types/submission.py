"""Submission, and what reading it found."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.deliveries import Severity, SubmissionStateKind, SubmissionStatus


@noun(
    "core.submission",
    en="A file as received: what it was, when it came and what became of it.",
    zh="报送文件",
    is_grouped=True,
)
class Submission:
    status: SubmissionStatus

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
    columns = to_many("SheetColumn", "The columns of its form.", "报表栏目")
    submission = to_one("Submission", "The file.", "报送文件")


@noun(
    "mart.submission_state",
    en="What has become of a file since it came, under the decisions about its cells. Submission tells how it read when"
    " it came.",
    zh="报送文件当前处理状态（计入人工决定）",
)
class SubmissionState:
    state: SubmissionStateKind

    submission = to_one("Submission", "The file.", "报送文件")


@noun(
    "core.finding",
    en="What reading a file found: a held cell, a warning or a note, with the cell it is about.",
    zh="读取文件时发现的问题",
    is_grouped=True,
)
class Finding:
    severity: Severity

    submission = to_one("Submission", "The file.", "报送文件")
    decision = to_one("Decision")
