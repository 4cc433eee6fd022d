"""Runs the detectors on a plan: one row per finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

import polars as pl

from warehouse.domain.unit import Units
from warehouse.measures.tasks.plan_audit.audited import Audit, AuditedPlan
from warehouse.measures.tasks.plan_audit.days import days
from warehouse.measures.tasks.plan_audit.dependencies import dependencies, goals_and_tasks
from warehouse.measures.tasks.plan_audit.fields import fields
from warehouse.measures.tasks.plan_audit.finding import PlanFinding
from warehouse.measures.tasks.plan_audit.goals import goals
from warehouse.measures.tasks.plan_audit.text_and_rows import rows_against_text, text_against_rows
from warehouse.measures.tasks.plan_audit.units import units as units_of_rows
from warehouse.measures.tasks.plan_audit.wording import rows_with_each_other, terms, wording
from warehouse.rules.facts import Plan
from warehouse.rules.rule_sets import RuleSet, rule_in_force

COLUMNS: dict[str, pl.DataType] = {
    name: pl.String()
    for name in (
        *("plan_finding_id", "document_id", "detector", "severity", "section", "task_id", "other_task_id"),
        *("target_id", "department_id", "industry_id", "promise_id", "text_en", "text_zh", "rule_set"),
    )
}

_DETECTORS: tuple[Callable[[AuditedPlan], Iterator[PlanFinding]], ...] = (
    *(goals, text_against_rows, rows_against_text, units_of_rows, dependencies, goals_and_tasks, fields, days),
    *(wording, rows_with_each_other, terms),
)


def audit_plan(plan: Plan, rules: Sequence[RuleSet[Audit]], units: Units, measured: Collection[str]) -> pl.DataFrame:
    """One row per finding, the worst first, in the order of the plan; `measured` are the indicators with data."""
    document = next(document for document in plan.documents if document.document_id == plan.head.document_id)
    rule = rule_in_force(rules, document.issued_date or date.max)
    if rule is None:
        return pl.DataFrame(schema=COLUMNS)
    read = AuditedPlan(plan, rule.bounds, units, measured)
    rows = []
    for detect in _DETECTORS:
        for finding in detect(read):
            severity = rule.bounds.severity(finding.detector)
            if severity is not None:
                rows.append(_row(finding, severity, plan, rule.version_id))
    order = {"defect": 0, "risk": 1, "remark": 2}
    rows.sort(key=lambda row: order[str(row["severity"])])
    seen: Counter[str] = Counter()
    for row in rows:
        seen[str(row["plan_finding_id"])] += 1
        if (times := seen[str(row["plan_finding_id"])]) > 1:
            row["plan_finding_id"] = f"{row['plan_finding_id']}-{times}"
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _row(finding: PlanFinding, severity: str, plan: Plan, rule_set: str) -> dict[str, str | None]:
    task, other, target = finding.task, finding.other, finding.target
    parts = (
        target and target.target_id, task and task.task_id, other and other.task_id,
        finding.department_id, finding.industry_id, finding.promise_id,
    )  # fmt: skip
    return {
        "plan_finding_id": "-".join((plan.head.plan_id, finding.detector, *(part for part in parts if part))),
        "document_id": plan.head.document_id,
        "detector": finding.detector,
        "severity": severity,
        "section": finding.section or (task.section if task else target.section if target else None),
        "task_id": task.task_id if task else None,
        "other_task_id": other.task_id if other else None,
        "target_id": target.target_id if target else None,
        "department_id": finding.department_id,
        "industry_id": finding.industry_id,
        "promise_id": finding.promise_id,
        "text_en": finding.en,
        "text_zh": finding.zh,
        "rule_set": rule_set,
    }
