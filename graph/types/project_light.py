"""Traffic lights of projects, and the rule sets that tell them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.types.vocabulary.projects import Light, LightMeasure, LightReason, ScheduleBasis


@noun(
    "mart.project_light",
    en="Traffic light of a project by month and rule set, with all that it was told by.",
    zh="项目红黄绿灯，附全部判定依据",
    order_by=("period", "light_rule_id"),
    is_grouped=True,
)
class ProjectLight:
    project_id: str = column("The project.", "项目标识")
    period: str = column("Month: 2016-03.", "月份")
    period_end_date: date = column("Last day of that month.", "期末日期")
    light_rule_id: str = column("Rule set that judges.", "规则标识")
    light_rule_version_id: str = column("Version of it in force at the end of the month.", "规则版本标识")
    light: Light | None = column(
        "The worst of progress and start; null where it cannot be told, and `reason` says why.", "亮灯，无法判定时为空"
    )
    progress_light: Light | None = column("Light of the progress; null without a report or a plan.", "投资进度灯")
    start_light: Light | None = column(
        "Light of the start; null where the rule does not look at it, none is planned, or nothing was reported.",
        "开工灯",
    )
    reason: LightReason = column("What decided, or why there is no light.", "原因")
    months_running: int | None = column(
        "Months told, one after another, with this light, this one included; a month without a light is passed over.",
        "连续亮此灯的月数",
    )
    is_newest: bool = column("The newest month of the project in which this rule set tells a light.", "是否为最新一期")
    expected_share: Decimal = column("Due by the end of the month, as a share of the plan.", "序时进度")
    expected_basis: ScheduleBasis = column("Where that comes from.", "序时进度的依据")
    actual_share: Decimal | None = column("Completed over plan, not capped.", "实际进度，可超过 1")
    shortfall_pp: Decimal | None = column("Expected less actual, percentage points.", "落后百分点，超前为负")
    schedule_ratio: Decimal | None = column(
        "Actual over expected; null where nothing is due yet.", "实际进度与序时进度之比"
    )
    plan_investment_cny: Decimal | None = column(adds_within=("period", "light_rule_id"))
    completed_investment_cny: Decimal | None = column(adds_within=("period", "light_rule_id"))
    planned_start_date: date | None = column("Day planned for the start, in the newest file.", "计划开工日期")
    is_opened: bool | None = column(
        "Work had begun by the end of the month, as reported; null without a report.", "是否已开工"
    )
    months_unopened: int | None = column(
        "Months running since the planned start without one, the planned month included.", "逾期未开工月数"
    )
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    project = to_one("Project", "The project.", "项目")
    rule = to_one("LightRule", "Rule set and version that judge.", "规则")


@noun(
    "core.light_rule",
    en="A version of a rule set of traffic lights. They are of other places: this province has published none.",
    zh="红黄绿灯规则（各地做法）",
    order_by=("light_rule_id", "valid_from"),
)
class LightRule:
    light_rule_version_id: strawberry.ID = column("Rule set and version.", "规则版本标识")
    light_rule_id: str = column("Rule set: the same over its versions.", "规则标识")
    rule_version: str = column("Version of it.", "规则版本")
    place_zh: str = column("Place that judges so, in Chinese.", "地区中文名")
    place_en: str = column("Place that judges so, in English.", "地区英文名")
    source_number: int = column("Number of the source in docs/sources/lights.md.", "来源编号")
    source: str = column("Who published the rule, and when.", "来源")
    valid_from: date = column(
        "Months that end on this day or later are judged by it, until the next version; our choice.", "启用日期"
    )
    progress_measure: LightMeasure = column("What progress is measured by.", "进度衡量方式")
    yellow_bound: Decimal = column("Beyond it progress is yellow: above for points, below for a ratio.", "黄灯界限")
    is_yellow_at_bound: bool = column("The bound itself is yellow already.", "界限值是否亮黄灯")
    red_bound: Decimal = column("Beyond it progress is red.", "红灯界限")
    is_red_at_bound: bool = column("The bound itself is red already.", "界限值是否亮红灯")
    curve_kind: ScheduleBasis = column("What is due by month, where a project has no own plan.", "序时进度的依据")
    start_milestone_name: str | None = column(
        "Milestone whose planned month is the planned start; null where the rule does not look at it.", "开工节点名称"
    )
    start_yellow_months: int | None = column(
        "Months running of a missed start from which it is yellow.", "开工黄灯月数"
    )
    start_red_months: int | None = column("Months running from which it is red.", "开工红灯月数")

    lights = to_many("ProjectLight", "What it told.", "判定结果")
