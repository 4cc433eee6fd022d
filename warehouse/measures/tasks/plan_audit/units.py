"""Detectors of the units of rows: who leads, who is missing, which group nobody defines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from warehouse.measures.tasks.plan_audit.audited import AuditedPlan
from warehouse.measures.tasks.plan_audit.finding import PlanFinding
from warehouse.rules.facts import Department, Task


def units(plan: AuditedPlan) -> Iterator[PlanFinding]:
    """Who leads, who is missing, and which group nobody defines."""
    groups = {member.department_id for member in plan.facts.members}
    for task in plan.tasks:
        named = [plan.units[name] for name in task.departments if name in plan.units]
        lead, lead_en, lead_zh = named[0], named[0].name_en, named[0].name_zh
        if lead.department_kind == "group":
            yield PlanFinding(
                "no_single_lead",
                f"Row {task.ordinal} is led by a group, {lead_en}.",
                f"第{task.ordinal}项由“{lead_zh}”共同负责，没有单一牵头单位。",
                task=task,
                department_id=lead.department_id,
            )
        elif not any(unit.department_kind == "government" for unit in named):
            yield PlanFinding(
                "no_government_unit",
                f"Row {task.ordinal} is led by {lead_en}, without a government unit.",
                f"第{task.ordinal}项由{lead_zh}负责，没有政府部门参与。",
                task=task,
                department_id=lead.department_id,
            )
        for unit in named:
            if unit.department_kind == "group" and unit.department_id not in groups:
                yield PlanFinding(
                    "group_without_members",
                    f"Row {task.ordinal} names “{unit.name_en}”; nothing says who they are.",
                    f"第{task.ordinal}项写“{unit.name_zh}”，未列明具体单位。",
                    task=task,
                    department_id=unit.department_id,
                )
        if len(named) == 1:
            yield PlanFinding(
                "single_unit",
                f"Row {task.ordinal} has one unit only, {lead_en}.",
                f"第{task.ordinal}项只有一个责任单位（{lead_zh}）。",
                task=task,
                department_id=lead.department_id,
            )
        yield from _missing_units(plan, task, named)
    yield from _load_of_leads(plan)


def _missing_units(plan: AuditedPlan, task: Task, named: list[Department]) -> Iterator[PlanFinding]:
    by_name = {name: unit for unit in plan.units.values() for name in (unit.name_zh, *unit.aliases)}
    for needed in task.needs_units:
        unit = by_name.get(needed)
        if unit is not None and unit in named:
            continue
        known = unit is not None
        yield PlanFinding(
            "unit_missing",
            f"Row {task.ordinal} needs {unit.name_en if unit else needed}, which is not in the row"
            f"{'' if known else ', nor anywhere in the plan'}.",
            f"第{task.ordinal}项需要{needed}，该项未列{'' if known else '，规划全文亦无此单位'}。",
            task=task,
            department_id=unit.department_id if unit else None,
        )


def _load_of_leads(plan: AuditedPlan) -> Iterator[PlanFinding]:
    leads = Counter(task.departments[0] for task in plan.tasks)
    rows = Counter(name for task in plan.tasks for name in task.departments)
    for name, count in rows.items():
        unit = plan.units.get(name)
        if unit is None or unit.department_kind != "government":
            continue
        en, zh = plan.name_of(name)
        if leads[name] > plan.bounds.overload_share * len(plan.tasks):
            yield PlanFinding(
                "lead_overload",
                f"{en} leads {leads[name]} of {len(plan.tasks)} rows.",
                f"{zh}牵头{len(plan.tasks)}项中的{leads[name]}项。",
                department_id=name,
            )
        if leads[name] == 0 and count >= plan.bounds.never_leads_from:
            yield PlanFinding(
                "leads_none",
                f"{en} is in {count} rows and leads none.",
                f"{zh}参与{count}项，无一牵头。",
                department_id=name,
            )
