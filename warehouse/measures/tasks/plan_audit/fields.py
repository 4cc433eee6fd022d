"""Detectors of fields: a duty divided by field, and fields that nothing of the text serves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from warehouse.measures.tasks.plan_audit.audited import AuditedPlan
from warehouse.measures.tasks.plan_audit.finding import PlanFinding


def fields(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """A task that is split by field against the list of fields, and fields that nothing of the text serves."""
    head = plan.facts.head.document_id
    fields = {industry.industry_id: industry for industry in plan.facts.industries if industry.document_id == head}
    split: dict[str, list[str]] = defaultdict(list)
    for duty in plan.facts.duties:
        split[duty.task_id] += duty.industry_ids
    for task_id, assigned in split.items():
        task, counts = plan.by_id[task_id], Counter(assigned)
        for name, field in fields.items():
            if counts[name] != 1:
                detector = "field_not_assigned" if counts[name] == 0 else "field_assigned_twice"
                yield PlanFinding(
                    detector,
                    f"Row {task.ordinal} gives “{field.name_en}” to {counts[name]} units.",
                    f"第{task.ordinal}项中“{field.name_zh}”由{counts[name]}个单位负责。",
                    task=task,
                    industry_id=name,
                )
    measured = {promise.industry_id for promise in plan.facts.promises}
    for things in (plan.facts.funds, plan.facts.projects, plan.facts.platforms, plan.facts.parks):
        measured |= {thing.industry_id for thing in things if thing.document_id == head}
    for name, field in fields.items():
        if name not in measured:
            yield PlanFinding(
                "field_without_measure",
                f"“{field.name_en}” has no cluster, fund, chain or project in the text.",
                f"“{field.name_zh}”在正文中没有集群、基金、产业链或项目。",
                industry_id=name,
            )
