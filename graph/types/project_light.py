"""Traffic lights of projects and their rule sets."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.nouns import DefaultCondition
from graph.types.vocabulary.projects import Light, LightMeasure, LightReason, ProjectGroup, ScheduleBasis
from graph.types.vocabulary.reasons import Reason


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


@noun(
    "mart.light_replay",
    en="What a rule of lights would have told of the year's end: hits, false alarms, misses and lead time.",
    zh="红黄绿灯规则回溯：命中、误报、漏报与提前月数",
    order_by=("year", "light_rule_id", "level", "months_running", "group_kind", "group_code"),
)
class LightReplay:
    level: Light
    group_kind: ProjectGroup
    reason: Reason

    rule = to_one("LightRule")
