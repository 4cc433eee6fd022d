"""Detectors of goals: those that no task serves, that lack a number, a start or a step, or that repeat."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.measures.tasks.plan_audit.audited import AuditedPlan, number
from warehouse.measures.tasks.plan_audit.finding import PlanFinding
from warehouse.rules.facts import Target


def goals(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """Goals that no task serves, and goals without what a goal needs."""
    served = {target_id for task in plan.tasks for target_id in task.target_ids}
    for target in plan.targets:
        zh, en = target.title_zh, target.title_en
        if target.target_id not in served:
            yield PlanFinding(
                "goal_without_task",
                f"The goal “{en}” has no task, and so no unit that answers for it.",
                f"目标“{zh}”没有对应任务，也没有责任单位。",
                target=target,
            )
        if target.value_low is None:
            yield PlanFinding(
                "goal_without_number", f"The goal “{en}” has no number.", f"目标“{zh}”未量化。", target=target
            )
        if target.target_type == "stock" and target.baseline_value is None:
            yield PlanFinding(
                "stock_without_start",
                f"The goal “{en}” is a stock without a starting value.",
                f"目标“{zh}”为存量，未给出起始值。",
                target=target,
            )
        needed = (target.indicator_id, target.denominator_indicator_id)
        unmeasured = [name for name in needed if name is not None and name not in plan.measured]
        if unmeasured:
            yield PlanFinding(
                "goal_without_data",
                f"The goal “{en}” rests on {', '.join(unmeasured)}, which no form, file or register measures.",
                f"目标“{zh}”所依据的{'、'.join(unmeasured)}没有报表、文件或名录来源。",
                target=target,
            )
        yield from _steps_and_repeats(plan, target)


def _steps_and_repeats(plan: AuditedPlan, target: Target) -> Iterator[PlanFinding]:
    zh, en = target.title_zh, target.title_en
    year = plan.issued.year if plan.issued else None
    if year is not None and target.deadline_date.year > year and target.value_low is not None:
        steps = [
            other
            for other in plan.targets
            if other.indicator_id == target.indicator_id
            and other.deadline_date.year <= year
            and other.value_low is not None
        ]
        if not steps:
            yield PlanFinding(
                "no_step_this_year",
                f"The goal “{en}” is due in {target.deadline_date.year} and has no step in {year}.",
                f"目标“{zh}”于{target.deadline_date.year}年到期，{year}年没有分步数值。",
                target=target,
            )
    earlier = plan.all_targets.get(target.earlier_target_id or "")
    if earlier is None or earlier.value_low is None:
        return
    if target.value_low is None:
        yield PlanFinding(
            "number_dropped_since",
            f"The goal “{en}” had a number before ({number(earlier.value_low)}) and has none now.",
            f"目标“{zh}”此前有数值（{number(earlier.value_low)}），现未写数值。",
            target=target,
        )
    elif target.value_low == earlier.value_low:
        yield PlanFinding(
            "repeated_goal",
            f"The goal “{en}” repeats {number(target.value_low)} of {earlier.document_id}.",
            f"目标“{zh}”重复了此前文件的数值 {number(target.value_low)}。",
            target=target,
        )
