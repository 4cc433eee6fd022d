"""Detectors of what waits for what: rows for each other, goals for rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from warehouse.measures.tasks.plan_audit.audited import AuditedPlan, ordinals
from warehouse.measures.tasks.plan_audit.finding import PlanFinding
from warehouse.rules.facts import Task


def dependencies(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """What waits for what: unknown rows, circles, days and units that do not fit."""
    try:
        TopologicalSorter({task.task_id: plan.needs_of(task) for task in plan.tasks}).prepare()
    except CycleError as error:
        circle = [plan.by_id[str(name)] for name in error.args[1] if str(name) in plan.by_id]
        named = " → ".join(str(task.ordinal) for task in circle)
        yield PlanFinding(
            "needs_cycle", f"Rows wait for each other: {named}.", f"任务互为前置：第{named}项。", task=circle[0]
        )
    for task in plan.tasks:
        outside: dict[str, list[Task]] = defaultdict(list)
        for name in plan.needs_of(task):
            needed = plan.by_id.get(name)
            if needed is None:
                yield PlanFinding(
                    "needs_unknown_row",
                    f"Row {task.ordinal} needs {name}, which is no row.",
                    f"第{task.ordinal}项的前置任务 {name} 不存在。",
                    task=task,
                )
                continue
            for unit in needed.departments:
                if unit not in task.departments:
                    outside[unit].append(needed)
            yield from _days_of_need(plan, task, needed)
        for unit, needed_rows in outside.items():
            en, zh = plan.name_of(unit)
            yield PlanFinding(
                "waits_for_unit_outside_row",
                f"Row {task.ordinal} waits for row {ordinals(needed_rows)} of {en}, which is not in row"
                f" {task.ordinal}.",
                f"第{task.ordinal}项须等待{zh}的第{ordinals(needed_rows)}项，但该单位不在第{task.ordinal}项之列。",
                task=task,
                other=needed_rows[0],
                department_id=unit,
            )


def _days_of_need(plan: AuditedPlan, task: Task, needed: Task) -> Iterator[PlanFinding]:
    if task.due_date is None or needed.due_date is None:
        return
    if needed.due_date >= task.due_date:
        yield PlanFinding(
            "deadline_before_need",
            f"Row {task.ordinal} is due on {task.due_date} and needs row {needed.ordinal}, due on {needed.due_date}.",
            f"第{task.ordinal}项{task.due_date}到期，其前置第{needed.ordinal}项{needed.due_date}才到期。",
            task=task,
            other=needed,
        )
    learned = plan.first_report(needed.due_date)
    if learned > task.due_date:
        late = (learned - task.due_date).days
        yield PlanFinding(
            "lateness_learned_too_late",
            f"That row {needed.ordinal} is late is reported by {learned}, {late} days after row {task.ordinal}, which"
            " waits for it, is due itself.",
            f"第{needed.ordinal}项逾期最迟{learned}才报告，比等待它的第{task.ordinal}项的期限还晚{late}天。",
            task=task,
            other=needed,
        )


def goals_and_tasks(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """Tasks due after the goal that they serve, or only begun then."""
    for task in plan.tasks:
        for target_id in task.target_ids:
            target = plan.all_targets.get(target_id)
            if target is None or task.due_date is None:
                continue
            days = (target.deadline_date - task.due_date).days
            if days < 0:
                yield PlanFinding(
                    "task_after_goal",
                    f"Row {task.ordinal} is due on {task.due_date}, after its goal “{target.title_en}”.",
                    f"第{task.ordinal}项{task.due_date}到期，晚于所支撑的目标“{target.title_zh}”。",
                    task=task,
                    target=target,
                )
            elif "start_only" in task.traits and days < plan.bounds.start_days:
                yield PlanFinding(
                    "start_at_goal_deadline",
                    f"Row {task.ordinal} only starts what the goal “{target.title_en}” counts, {days} days before its"
                    " end.",
                    f"第{task.ordinal}项仅为启动，距目标“{target.title_zh}”期满仅{days}天。",
                    task=task,
                    target=target,
                )
