"""Project with plans, reports, milestones, progress and totals."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.projects import (
    MilestoneStatus,
    NationalStep,
    ProjectCategory,
    ProjectGroup,
    ProjectKind,
    ProjectStatus,
)
from graph.types.vocabulary.reasons import Reason


@noun("core.project", en="A project in the plan or a register.", zh="方案或名录列名的项目", is_grouped=True)
class Project(FromRow):
    project_kind: ProjectKind
    status: ProjectStatus
    owner_name = column(is_name=True)
    project_category: ProjectCategory
    total_investment_cny = column(adds_within=())

    industry = to_one("Industry")
    document = to_one("Document")
    owner_enterprise = to_one("Enterprise")
    region = to_one("Region")
    lead_department = to_one("Department")
    plans = to_many("ProjectPlan", "Planned investment, by year.", "年度计划")
    reports = to_many("ProjectReport", "Reports, by month.", "进度月报")
    milestones = to_many("ProjectMilestone", "Milestones.", "项目节点")
    progress = to_many("ProjectProgress", "Progress, by month.", "项目进度")
    burden = to_many("RespondentBurden", "What reporting asks of it.", "填报负担")
    baselines = to_many("ProjectBaseline", "Frozen plans and their drift, by year.", "冻结的年度计划及变动")
    lights = to_many("ProjectLight", "Traffic lights, by month and rule set.", "项目红黄绿灯")
    applications = to_many("NationalApplication", "Steps of its application for national funding.", "国家专项申报")
    contradictions = to_many("Contradiction", "Contradictions between registers.", "名录之间的矛盾")


@noun(
    "core.project_plan",
    en="Planned investment and category of a project in a year.",
    zh="项目年度计划",
    order_by=("plan_year",),
)
class ProjectPlan(FromRow):
    project_category: ProjectCategory

    project = to_one("Project", "Project.", "项目")


@noun(
    "mart.project_baseline",
    en="The frozen plan of a project and year beside the newest.",
    zh="项目年度计划的冻结基准与最新计划",
    order_by=("plan_year", "project_id"),
)
class ProjectBaseline:
    baseline_category: ProjectCategory
    reason: Reason

    project = to_one("Project", "Project.", "项目")


@noun(
    "core.national_application",
    en="A step of an application for national funding.",
    zh="国家专项申报环节",
    order_by=("project_id", "step_number"),
)
class NationalApplication(FromRow):
    step: NationalStep
    next_steps: list[NationalStep]

    project = to_one("Project", "Project.", "项目")


@noun(
    "core.project_report",
    en="Monthly report of a project.",
    zh="项目进度月报",
    order_by=("period",),
    is_grouped=True,
)
class ProjectReport(FromRow):
    plan_investment_cny = column(adds_within=("period",))
    completed_investment_ytd_cny = column(adds_within=("period",))

    project = to_one("Project", "Project.", "项目")


@noun(
    "core.project_milestone",
    en="A milestone of a project with planned and actual date.",
    zh="项目节点（里程碑）",
    order_by=("project_id", "planned_date", "milestone_name"),
    is_grouped=True,
)
class ProjectMilestone(FromRow):
    milestone_name = column(is_name=True)
    milestone_status: MilestoneStatus
    days_late_reason: Reason

    project = to_one("Project")


@noun(
    "mart.project_progress",
    en="Progress of a project by month: investment completed since January over the year's plan, not capped.",
    zh="项目进度：累计完成与年度计划之比，不封顶",
    order_by=("period",),
    is_grouped=True,
)
class ProjectProgress:
    completion_reason: Reason
    baseline_reason: Reason
    baseline_plan_investment_cny = column(adds_within=("period",))
    plan_investment_cny = column(adds_within=("period",))
    completed_investment_ytd_cny = column(adds_within=("period",))
    same_period_completed_ytd_cny = column(adds_within=("period",))

    project = to_one("Project", "Project.", "项目")


@noun(
    "mart.project_total",
    en="Progress of all projects of a year, and by category, region and field. Real and synthetic data are separate.",
    zh="项目进度汇总，真实与合成数据分列",
    order_by=("period", "group_kind", "group_code"),
)
class ProjectTotal:
    completion_reason: Reason
    baseline_reason: Reason
    start_reason: Reason
    group_kind: ProjectGroup
