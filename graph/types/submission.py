"""Submission with its sheets, state and findings."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.deliveries import Severity, SubmissionStateKind, SubmissionStatus


@noun(
    "core.submission",
    en="A received file with its arrival and the result of reading it.",
    zh="报送文件",
    is_grouped=True,
)
class Submission:
    status: SubmissionStatus

    form = to_one("ReportForm")
    sheets = to_many("SubmissionSheet", "Its sheets with the result of each.", "各工作表的处理结果")
    columns = to_many("SheetColumn", "Form columns in its sheets.", "各工作表中的报表栏目")
    state = to_one("SubmissionState", "Current state.", "当前处理状态")
    findings = to_many("Finding", "Findings from reading it.", "读取时发现的问题")
    held_cells = to_many("HeldCell", "Held cells.", "待定单元格")
    suspicions = to_many("Suspicion", "Suspected unit errors.", "疑似单位错误")
    logic_cells = to_many("LogicCell", "Cells with inconsistent values.", "逻辑关系不符所涉单元格")
    decisions = to_many("Decision", "Decisions about its cells.", "对其单元格的决定")
    enterprises = to_many("Enterprise", "Enterprises whose entry comes from it.", "来自该文件的企业")
    match_proposals = to_many("MatchProposal", "Proposed matches of its rows.", "疑似匹配建议")
    observations = to_many("Observation", "Values whose newest vintage comes from it.", "来自该文件的观测值")
    funds = to_many("Fund", "Funds whose register entry comes from it.", "来自该文件的基金")
    projects = to_many("Project", "Projects whose register entry comes from it.", "来自该文件的项目")
    platforms = to_many("Platform", "Platforms whose register entry comes from it.", "来自该文件的创新平台")
    parks = to_many("Park", "Parks whose register entry comes from it.", "来自该文件的园区")
    fund_contributions = to_many("FundContribution", "Contributions in it.", "来自该文件的出资")
    fund_investments = to_many("FundInvestment", "Investments in it.", "来自该文件的投资")
    fund_valuations = to_many("FundValuation", "Valuations in it.", "来自该文件的估值")
    fund_distributions = to_many("FundDistribution", "Distributions in it.", "来自该文件的分配")
    fund_covenants = to_many("FundCovenant", "Covenants in it.", "来自该文件的约束条款")
    project_plans = to_many("ProjectPlan", "Yearly plans of projects in it.", "来自该文件的年度计划")
    project_reports = to_many("ProjectReport", "Reports of projects in it.", "来自该文件的进度月报")
    project_milestones = to_many("ProjectMilestone", "Milestones of projects in it.", "来自该文件的项目节点")


@noun(
    "core.submission_sheet",
    en="A sheet of a file with a form: a workbook with several forms is one submission with a row per sheet.",
    zh="报送文件中的一张报表（工作表）",
    order_by=("submission_id", "source_sheet"),
)
class SubmissionSheet:
    columns = to_many("SheetColumn", "Form columns.", "报表栏目")
    submission = to_one("Submission", "File.", "报送文件")


@noun(
    "mart.submission_state",
    en="Current state of a file, with the decisions about its cells. `Submission.status` is the result at arrival.",
    zh="报送文件当前处理状态（计入人工决定）",
)
class SubmissionState:
    state: SubmissionStateKind

    submission = to_one("Submission", "File.", "报送文件")
    revision = to_one("ProgrammeRevision", "First revision under which it reads so.", "首个使其如此读取的方案修订")


@noun(
    "core.finding",
    en="A finding from reading a file: a held cell, a warning or a note, with its cell.",
    zh="读取文件时发现的问题",
    is_grouped=True,
)
class Finding:
    severity: Severity

    submission = to_one("Submission", "File.", "报送文件")
    decision = to_one("Decision")
