"""Holds the rows of reports on tasks with an unknown task or unit, and tells of a unit without a part in the task.

A unit is recognised by its exact name or alias in the plan; nothing is guessed. Accepted rows have the plan's name of
the unit. The report of a unit without a part stays, and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from warehouse.forms.department_report import DEPARTMENT_REPORT
from warehouse.forms.form import Form
from warehouse.rules.plan import load_plans
from warehouse.transforms.cells.rules import message
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.table import TypedTable
from warehouse.wording import Words

RULES: Mapping[str, str] = {
    "task_id": "unknown_task",
    "department_name": "not_a_unit_of_the_task",
}
"""The rule for which a cell of a column is held."""

WITHOUT_DUTY = "unit_without_duty"
"""The rule that a known unit without a part in the task violates."""


@dataclass(frozen=True)
class TaskUnits:
    """Units by every name, and for each task the names of its units in the plan's wording and order."""

    names: Mapping[str, str]
    of_task: Mapping[str, tuple[str, ...]]


def hold_strangers(table: TypedTable, form: Form) -> tuple[TypedTable, list[Finding]]:
    """The table of reports on tasks with units named as in the plan, without the rows of unknown ones; the
    findings."""
    if form is not DEPARTMENT_REPORT or table.values.is_empty():
        return table, []
    known = task_units()
    findings: list[Finding] = []
    for row, task, name in table.values.select("row", "task_id", "department_name").rows():
        units = known.of_task.get(task)
        if units is None:
            findings.append(_found(table, form, row, "task_id", RULES["task_id"], None))
        elif known.names.get(name) not in units:
            listed = "、".join(units)
            also = Words(en=f"The plan names {listed}.", zh=f"规划列明的责任单位是：{listed}。")
            rule = WITHOUT_DUTY if name in known.names else RULES["department_name"]
            findings.append(_found(table, form, row, "department_name", rule, also))
    held = [finding.row for finding in findings if finding.severity is Severity.HELD]
    accepted = ~pl.col("row").is_in(held)
    values = table.values.with_columns(pl.col("department_name").replace(known.names))
    return replace(table, values=values.filter(accepted), texts=table.texts.filter(accepted)), findings


def _found(table: TypedTable, form: Form, row: int, name: str, rule: str, also: Words | None) -> Finding:
    text = table.texts.filter(pl.col("row") == row)[name].item()
    severity = Severity.WARNING if rule == WITHOUT_DUTY else Severity.HELD
    explanation = message(rule, form.column(name), also)
    return Finding(severity, rule, explanation, table.sheet_name, row, table.letters[name], name, text)


@cache
def task_units() -> TaskUnits:
    """The units of all plans."""
    plans = load_plans()
    units = {unit.department_id: unit for plan in plans for unit in plan.departments}
    return TaskUnits(
        names={name: unit.name_zh for unit in units.values() for name in (unit.name_zh, *unit.aliases)},
        of_task={
            task.task_id: tuple(units[department].name_zh for department in task.departments)
            for plan in plans
            for task in plan.tasks
        },
    )
