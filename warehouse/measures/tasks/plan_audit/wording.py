"""Detectors of wording: rows that lack something, rows that say the same, one subject under two words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from warehouse.measures.tasks.plan_audit.audited import AuditedPlan, number, ordinals, section_order
from warehouse.measures.tasks.plan_audit.finding import PlanFinding
from warehouse.rules.facts import Promise, Task


def wording(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """What the wording of single rows lacks."""
    told = {
        "mixed": ("mixed_row", "has a due date and a part that goes on after it", "既有期限又含持续性工作"),
        "vague_time": ("vague_time", "has a time without a day", "时间表述不明确"),
        "unquantified": ("unquantified", "has a quantity without a number", "数量未写明"),
        "outside_decision": ("outside_decision", "has an outcome that others decide", "结果由外部决定"),
    }
    for task in plan.tasks:
        for trait in task.traits:
            if trait in told:
                detector, en, zh = told[trait]
                yield PlanFinding(detector, f"Row {task.ordinal} {en}.", f"第{task.ordinal}项{zh}。", task=task)


def rows_with_each_other(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """Rows that say the same, stand out of order or share an object under two leads."""
    for one, other in combinations(plan.tasks, 2):
        common = {found.subject for found in plan.in_rows[one.task_id]} & {
            found.subject for found in plan.in_rows[other.task_id]
        }
        units, others = set(one.departments), set(other.departments)
        alike = Decimal(len(units & others)) / len(units | others)
        if common and one.departments[0] == other.departments[0] and alike >= plan.bounds.alike_share:
            yield PlanFinding(
                "rows_alike",
                f"Rows {one.ordinal} and {other.ordinal} have one lead, {number(alike)} of their units and a subject"
                " in common.",
                f"第{one.ordinal}项与第{other.ordinal}项牵头单位相同，单位重合度{number(alike)}，内容重复。",
                task=one,
                other=other,
            )
    furthest: Task | None = None
    for task in plan.tasks:
        if furthest is not None and section_order(task.section) < section_order(furthest.section):
            yield PlanFinding(
                "rows_out_of_text_order",
                f"Row {task.ordinal} of section {task.section} stands after row {furthest.ordinal} of section"
                f" {furthest.section}.",
                f"第{task.ordinal}项（{task.section}）排在第{furthest.ordinal}项（{furthest.section}）之后。",
                task=task,
                other=furthest,
            )
        else:
            furthest = task
    holders: dict[tuple[str, str], list[Task]] = defaultdict(list)
    for found in plan.facts.objects:
        if found.task_id in plan.by_id:
            holders[found.object_kind, found.object_id].append(plan.by_id[found.task_id])
    for (_, name), tasks in holders.items():
        if len({task.departments[0] for task in tasks}) > 1:
            yield PlanFinding(
                "object_with_two_leads",
                f"{name} is in rows {ordinals(tasks)} under different leads.",
                f"{name} 同时见于第{ordinals(tasks)}项，牵头单位不同。",
                task=tasks[0],
                other=tasks[1],
            )


def terms(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """One subject under two words, and names of clusters and funds that are not those of the fields."""
    fields = {industry.industry_id: industry for industry in plan.facts.industries}
    first: dict[str, Promise] = {}
    for promise in plan.facts.promises:
        if promise.term_zh is None:
            continue
        field = fields.get(promise.industry_id or "")
        known = first.setdefault(promise.subject, promise)
        official = field.name_zh if field else known.term_zh
        if promise.term_zh != official:
            yield PlanFinding(
                "term_differs",
                f"“{promise.title_en}” is written {promise.term_zh}, elsewhere {official}.",
                f"“{promise.title_zh}”写作“{promise.term_zh}”，他处为“{official}”。",
                section=promise.section,
                task=plan.by_id.get(promise.task_id or ""),
                industry_id=promise.industry_id,
                promise_id=promise.promise_id,
            )
