"""Project, its yearly plan and its progress."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FLAGGED, FromRow, PerhapsFromRow
from graph.types.vocabulary.projects import MilestoneStatus, ProjectCategory, ProjectGroup, ProjectKind, ProjectStatus


@noun("core.project", en="A project that the plan or a register names.", zh="方案或名录列名的项目", is_grouped=True)
class Project(PerhapsFromRow):
    project_id: strawberry.ID = column()
    name_zh: str = column()
    name_en: str | None = column()
    project_kind: ProjectKind = column("Kind of project.", "项目类别")
    status: ProjectStatus = column()
    owner_name: str | None = column(is_name=True)
    industry_id: str | None = column("Field that it belongs to.", "所属领域")
    document_id: str | None = column("Document that names it; null where only a register does.", "来源文件标识")
    project_category: ProjectCategory | None = column()
    total_investment_cny: Decimal | None = column(adds_within=())
    owner_enterprise_id: str | None = column("The owner, where it is a key enterprise.", "业主企业标识")
    region_code: str | None = column()
    lead_department_id: str | None = column("Department that leads it.", "牵头部门标识")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    industry = to_one("Industry", "Field that it belongs to.", "所属领域")
    document = to_one("Document", "Document that names it.", "来源文件")
    owner_enterprise = to_one("Enterprise", "The owner, where it is a key enterprise.", "业主企业")
    region = to_one("Region", "Where it is built.", "所在地区")
    lead_department = to_one("Department", "Department that leads it.", "牵头部门")
    plans = to_many("ProjectPlan", "What it is to invest, by year.", "年度计划")
    reports = to_many("ProjectReport", "What it reported, by month.", "进度月报")
    milestones = to_many("ProjectMilestone", "Its milestones, planned and reached.", "项目节点")
    progress = to_many("ProjectProgress", "Its progress, by month.", "项目进度")
    lights = to_many("ProjectLight", "Its traffic lights, by month and rule set.", "项目红黄绿灯")


@noun(
    "core.project_plan",
    en="What a project is to invest in a year, and its category in that year.",
    zh="项目年度计划",
    order_by=("plan_year",),
)
class ProjectPlan(FromRow):
    project_id: str = column()
    plan_year: int = column()
    project_category: ProjectCategory = column()
    plan_investment_cny: Decimal | None = column()
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    project = to_one("Project", "The project.", "项目")


@noun(
    "core.project_report",
    en="What a project reported for a month.",
    zh="项目进度月报",
    order_by=("period",),
    is_grouped=True,
)
class ProjectReport(FromRow):
    project_id: str = column()
    period: str = column()
    period_end_date: date = column("Last day of that month.", "期末日期")
    plan_investment_cny: Decimal | None = column(adds_within=("period",))
    completed_investment_cny: Decimal = column(adds_within=("period",))
    opened_date: date | None = column()
    milestone: str | None = column()
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    project = to_one("Project", "The project.", "项目")


@noun(
    "core.project_milestone",
    en="A milestone of a project: the day planned for it and the day on which it was reached.",
    zh="项目节点（里程碑）",
    order_by=("project_id", "planned_date", "milestone_name"),
    is_grouped=True,
)
class ProjectMilestone(FromRow):
    project_milestone_id: strawberry.ID = column("Project and milestone.", "标识")
    project_id: str = column()
    milestone_name: str = column(is_name=True)
    milestone_status: MilestoneStatus = column()
    planned_date: date | None = column()
    reached_date: date | None = column()
    days_late: int | None = column(
        "Days from the day planned to the day reached, below 0 where it came early; of one that is not reached, to the"
        " as-of day of the snapshot. Null while the day planned is still to come, or where it is stopped.",
        "延迟天数，提前为负；未完成的算至快照截止日，未到计划日或已取消则为 null",
    )
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    project = to_one("Project", "The project.", "项目")


@noun(
    "mart.project_progress",
    en="Progress of a project by month: completed since January over the plan of the year, not capped.",
    zh="项目进度：累计完成与年度计划之比，不封顶",
    order_by=("period",),
    is_grouped=True,
)
class ProjectProgress:
    project_id: str = column("The project.", "项目标识")
    period: str = column("Month up to which the year is added.", "累计至该月")
    period_end_date: date = column("Last day of that month.", "期末日期")
    plan_investment_cny: Decimal | None = column(adds_within=("period",))
    completed_investment_cny: Decimal = column(adds_within=("period",))
    completion_rate: Decimal | None = column("Completed over plan: 1.19 is 119 %.", "年度计划投资完成率，可超过 1")
    same_period_completed_cny: Decimal | None = column(
        "Yuan completed in the same months of the previous year.", "上年同期完成投资（元）", adds_within=("period",)
    )
    opened_date: date | None = column()
    is_opened: bool = column("True where work had begun by the end of the month.", "是否已开工")
    is_flagged: bool = column(*FLAGGED)
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    project = to_one("Project", "The project.", "项目")


@noun(
    "mart.project_total",
    en="Progress of all projects of a year, and by category, region and field. Real and synthetic are kept apart.",
    zh="项目进度汇总，真实与合成数据分列",
    order_by=("period", "group_kind", "group_code"),
)
class ProjectTotal:
    period: str = column("Month up to which the year is added.", "累计至该月")
    period_end_date: date = column("Last day of that month.", "期末日期")
    is_flagged: bool = column(*FLAGGED)
    is_synthetic: bool = column("True for the total of invented sample data.", "是否为合成样本数据")
    group_kind: ProjectGroup = column("What the projects are grouped by.", "汇总口径")
    group_code: str = column("`all`, the category, region code or field.", "汇总对象")
    project_count: int = column("Projects with a plan or a report in the year.", "项目数")
    reporting_count: int = column(
        "How many reported for the month; below `projectCount` the rate is a lower bound.", "已报送项目数"
    )
    plan_investment_cny: Decimal | None = column("Yuan planned for the year.", "年度计划投资（元）")
    completed_investment_cny: Decimal | None = column("Yuan completed since January.", "累计完成投资（元）")
    completion_rate: Decimal | None = column(
        "Completed over plan of the projects that have one, not capped.", "有计划项目的年度计划投资完成率，可超过 1"
    )
    new_start_count: int = column("Projects to be started in the year.", "计划新开工项目数")
    opened_new_start_count: int = column("How many of these had begun.", "已开工项目数")
    start_rate: Decimal | None = column("Share of these that had begun, 0 to 1.", "开工率")
