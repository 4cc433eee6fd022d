"""What the audit of a plan found, and the promises that it read."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.plan import PlanSeverity, PromiseKind


@noun(
    "mart.plan_finding",
    en="A finding of the audit of a plan on its own files: a goal without task, a number that is lost, a day too late.",
    zh="规划自查结果",
    order_by=("document_id", "severity", "detector", "task_id"),
    is_grouped=True,
)
class PlanFinding:
    severity: PlanSeverity

    document = to_one("Document")
    task = to_one("Task", "Task at fault.", "任务")
    other_task = to_one("Task", "Task that it conflicts with.", "另一任务")
    target = to_one("Target", "Target at fault.", "目标")
    department = to_one("Department", "Unit concerned.", "单位")
    industry = to_one("Industry", "Field concerned.", "领域")
    promise = to_one("PlanPromise", "Promise concerned.", "承诺")


@noun("core.plan_promise", en="A number, named object or action of a plan.", zh="规划承诺")
class PlanPromise:
    promise_kind: PromiseKind

    document = to_one("Document")
    task = to_one("Task", "Task in whose row it stands.", "所在任务")
    target = to_one("Target", "Target that states it.", "目标")
    findings = to_many("PlanFinding", "Findings about it.", "自查结果")
