"""Traffic lights of projects and their rule sets."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.nouns import DefaultCondition
from graph.types.vocabulary.projects import Light, LightMeasure, LightReason, ScheduleBasis


@noun(
    "mart.project_light",
    en="Traffic light of a project by month and rule set, with its inputs.",
    zh="项目红黄绿灯，附全部判定依据",
    order_by=("period", "light_rule_id"),
    is_grouped=True,
    default=DefaultCondition(
        "is_default_rule", frozenset({"is_default_rule", "light_rule_id", "light_rule_version_id", "rule"})
    ),
)
class ProjectLight:
    light: Light
    progress_light: Light
    start_light: Light
    reason: LightReason
    expected_basis: ScheduleBasis
    plan_investment_cny = column(adds_within=("period", "light_rule_id"))
    completed_investment_ytd_cny = column(adds_within=("period", "light_rule_id"))

    project = to_one("Project", "Project.", "项目")
    rule = to_one("LightRule")


@noun(
    "core.light_rule",
    en="A version of a rule set for traffic lights. The sets are from other places: this province has published none.",
    zh="红黄绿灯规则（各地做法）",
    order_by=("light_rule_id", "valid_from"),
)
class LightRule:
    progress_measure: LightMeasure
    curve_kind: ScheduleBasis

    lights = to_many("ProjectLight", "Lights by these rules.", "判定结果")
