"""Target."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.plan import TargetComparison, TargetScope, TargetType


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
