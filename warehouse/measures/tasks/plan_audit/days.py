"""Detectors of deadlines against the day of issue, the reports and each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from warehouse.measures.tasks.plan_audit.audited import AuditedPlan
from warehouse.measures.tasks.plan_audit.finding import PlanFinding
from warehouse.rules.facts import Task


def days(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """Deadlines against the day of issue, the reports and each other."""
    checked = {checkpoint.task_id for checkpoint in plan.facts.checkpoints}
    for task in plan.tasks:
        if task.due_date is None:
            if task.task_id not in checked:
                yield PlanFinding(
                    "all_year_without_checkpoint",
                    f"Row {task.ordinal} runs all year without a day on which anything has to be there.",
                    f"第{task.ordinal}项全年推进，没有任何时间节点。",
                    task=task,
                )
        elif plan.issued is not None:
            yield from _early_deadline(plan, task, plan.issued, task.due_date)
    dated = sorted(task.due_date for task in plan.tasks if task.due_date is not None)
    if plan.issued is not None and len(dated) > 1:
        half = (len(dated) + 1) // 2
        days = (dated[half - 1] - plan.issued).days
        if days <= plan.bounds.bunched_days:
            yield PlanFinding(
                "deadlines_bunched",
                f"{half} of {len(dated)} deadlines fall within {days} days of the issue.",
                f"{len(dated)}个期限中有{half}个集中在印发后{days}天内。",
            )
    for before, after in pairwise(dated):
        if (after - before).days > plan.bounds.quiet_days:
            yield PlanFinding(
                "quiet_spell",
                f"No deadline between {before} and {after}, {(after - before).days} days.",
                f"{before}至{after}之间{(after - before).days}天没有任何期限。",
            )


def _early_deadline(plan: AuditedPlan, task: Task, issued: date, due: date) -> Iterator[PlanFinding]:
    days = (due - issued).days
    if days < 0:
        yield PlanFinding(
            "due_before_issue",
            f"Row {task.ordinal} is due on {due}, before the plan was issued.",
            f"第{task.ordinal}项期限{due}早于印发日。",
            task=task,
        )
    elif days < plan.bounds.short_notice_days:
        yield PlanFinding(
            "short_notice",
            f"Row {task.ordinal} is due {days} days after the issue.",
            f"第{task.ordinal}项在印发后{days}天即到期。",
            task=task,
        )
    first = plan.first_report(issued)
    if due < first:
        yield PlanFinding(
            "due_before_first_report",
            f"Row {task.ordinal} is due on {due}, before the first report of {first}.",
            f"第{task.ordinal}项{due}到期，早于首次季报（{first}）。",
            task=task,
        )
