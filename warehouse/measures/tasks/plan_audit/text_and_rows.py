"""Detectors of what the text promises against what the rows carry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from warehouse.measures.tasks.plan_audit.audited import AuditedPlan, ordinals
from warehouse.measures.tasks.plan_audit.finding import PlanFinding
from warehouse.rules.facts import Promise, Target, Task


def text_against_rows(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """Promises of the text that no row carries, or a row without their number."""
    for promise in plan.in_text:
        rows = [plan.by_id[task_id] for task_id in promise.task_ids if task_id in plan.by_id]
        target = plan.all_targets.get(promise.target_id or "")
        if not rows:
            # A goal that no task serves is found above.
            if target is None:
                yield _without_row(promise)
            continue
        if promise.promise_kind == "action":
            yield from _early_action(plan, promise, rows)
            continue
        for task in rows:
            yield from _lost_in_row(plan, promise, task, target)


def _without_row(promise: Promise) -> PlanFinding:
    kind = "action_without_row" if promise.promise_kind == "action" else "promise_without_row"
    return PlanFinding(
        kind,
        f"Section {promise.section} promises “{promise.title_en}”, and no row carries it.",
        f"{promise.section}提出“{promise.title_zh}”，任务表中无对应行。",
        section=promise.section,
        promise_id=promise.promise_id,
    )


def _early_action(plan: AuditedPlan, promise: Promise, rows: list[Task]) -> Iterator[PlanFinding]:
    """An action of the year whose rows all end within its first half."""
    if plan.issued is None or not all(task.due_date and task.due_date < date(plan.issued.year, 7, 1) for task in rows):
        return
    last = max(rows, key=lambda task: (task.due_date or date.max, task.ordinal))
    if promise.section == last.section:
        return
    yield PlanFinding(
        "action_only_in_early_row",
        f"“{promise.title_en}” of section {promise.section} is in no row but {last.ordinal}, which ends on"
        f" {last.due_date}.",
        f"{promise.section}的“{promise.title_zh}”仅见于第{last.ordinal}项，该项{last.due_date}即到期。",
        section=promise.section,
        task=last,
        promise_id=promise.promise_id,
    )


def _lost_in_row(plan: AuditedPlan, promise: Promise, task: Task, target: Target | None) -> Iterator[PlanFinding]:
    there = [found for found in plan.in_rows[task.task_id] if found.subject == promise.subject]
    where = {"section": promise.section, "task": task, "promise_id": promise.promise_id}
    if promise.value is None:
        if not there:
            yield PlanFinding(
                "minor_object_lost" if promise.is_minor else "object_lost",
                f"Section {promise.section} names “{promise.title_en}”; row {task.ordinal} does not.",
                f"{promise.section}写明“{promise.title_zh}”，第{task.ordinal}项未写。",
                **where,  # type: ignore[arg-type]
            )
        return
    values = [(found.value, found.value_high) for found in there if found.value is not None]
    en, zh = plan.amount(promise)
    if not values:
        if target is None and not promise.is_minor and not there and promise.promise_kind == "object":
            detector = "object_lost"
        else:
            detector = "number_lost" if promise.promise_kind == "goal" else "amount_lost"
        yield PlanFinding(
            detector,
            f"“{promise.title_en}” is {en} in section {promise.section} and has no number in row {task.ordinal}.",
            f"“{promise.title_zh}”在{promise.section}为{zh}，第{task.ordinal}项没有数值。",
            target=target,
            **where,  # type: ignore[arg-type]
        )
    elif (promise.value, promise.value_high) not in values:
        other_en, other_zh = plan.amount(next(found for found in there if found.value is not None))
        yield PlanFinding(
            "number_differs",
            f"“{promise.title_en}” is {en} in section {promise.section} and {other_en} in row {task.ordinal}.",
            f"“{promise.title_zh}”在{promise.section}为{zh}，第{task.ordinal}项为{other_zh}。",
            target=target,
            **where,  # type: ignore[arg-type]
        )


def rows_against_text(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """Promises of rows that the text does not make, and rows that serve or quantify nothing."""
    goals = {promise.subject for promise in plan.in_text if promise.target_id is not None}
    named = {promise.subject for promise in plan.in_text}
    with_amount = set()
    for task in plan.tasks:
        for promise in plan.in_rows[task.task_id]:
            where = {"task": task, "promise_id": promise.promise_id}
            if promise.value is not None:
                with_amount.add(task.task_id)
            measurable = promise.promise_kind == "goal" and (promise.value is not None or promise.covers_all)
            if measurable and promise.subject not in goals:
                yield PlanFinding(
                    "row_promise_without_goal",
                    f"Row {task.ordinal} promises “{promise.title_en}”, which is no goal.",
                    f"第{task.ordinal}项承诺“{promise.title_zh}”，未列为目标。",
                    **where,  # type: ignore[arg-type]
                )
            elif promise.promise_kind == "object" and promise.subject not in named:
                yield PlanFinding(
                    "row_object_not_in_text",
                    f"Row {task.ordinal} names “{promise.title_en}”, which the text does not.",
                    f"第{task.ordinal}项写明“{promise.title_zh}”，正文未写。",
                    **where,  # type: ignore[arg-type]
                )
    without_goal = [task for task in plan.tasks if not task.target_ids]
    if without_goal:
        yield PlanFinding(
            "rows_without_goal",
            f"{len(without_goal)} of {len(plan.tasks)} rows serve no goal: {ordinals(without_goal)}.",
            f"{len(plan.tasks)}项任务中{len(without_goal)}项不对应任何目标：第{ordinals(without_goal)}项。",
        )
    without_amount = [task for task in plan.tasks if task.task_id not in with_amount]
    if without_amount:
        having = ordinals([task for task in plan.tasks if task.task_id in with_amount])
        yield PlanFinding(
            "rows_without_amount",
            f"{len(without_amount)} of {len(plan.tasks)} rows have no amount; those with one: {having or 'none'}.",
            f"{len(plan.tasks)}项任务中{len(without_amount)}项没有数量；有数量的为第{having or '（无）'}项。",
        )
