"""Target."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.nouns import DefaultCondition
from graph.types.vocabulary.plan import TargetComparison, TargetCurve, TargetScope, TargetStatus, TargetType
from graph.types.vocabulary.reasons import Reason


@noun(
    "core.target",
    en="A committed value, versioned by document: a later document adds a row that repeats or replaces it.",
    zh="目标，按文件分版本",
    order_by=("document_id", "ordinal"),
)
class Target:
    target_type: TargetType
    scope: TargetScope
    comparison: TargetComparison

    indicator = to_one("Indicator")
    denominator = to_one("Indicator")
    document = to_one("Document")
    baseline_document = to_one("Document")
    region = to_one("Region")
    earlier_target = to_one("Target")
    later_targets = to_many("Target", "Targets that repeat or replace it.", "后续目标")
    tasks = to_many("Task", "Tasks that serve it.", "支撑任务")
    plan_findings = to_many("PlanFinding", "What the audit of the plan found about it.", "自查结果")
    progress = to_many(
        "TargetProgress",
        "Where it stands: in the newest month, or in those that `where` selects.",
        "目标进展：最新一期或所选期间",
    )
    parts = to_many("TargetPart", "Its parts by prefecture, field or unit.", "目标分解")
    forecast = to_many(
        "Forecast",
        "What the deadline brings, as known in the newest month, or in those that `where` selects.",
        "目标预测：最新一期或所选期间",
    )


@noun(
    "mart.target_progress",
    en="Where a target stands by the end of a month. Real and synthetic rows stand side by side.",
    zh="目标进展（按月）；真实与合成样本并列",
    order_by=("target_id", "ordinal", "period"),
    default=DefaultCondition("is_newest", frozenset({"is_newest", "period"})),
)
class TargetProgress:
    status: TargetStatus
    curve: TargetCurve
    reason: Reason
    actual = column(unit_column="unit")
    paid_in = column(unit="cny_1e8")

    target = to_one("Target")
    later_target = to_one("Target")
    forecast = to_one("Forecast", "What the deadline brings, as known then.", "当时的预测")


@noun("mart.target_part", en="A part of an apportioned target.", zh="目标分解")
class TargetPart:
    reason: Reason

    target = to_one("Target")
