"""Consistency checks of a plan pack: every reference is defined, dates and values fit their kind.

Each check yields one sentence per fault, beginning with the file and the entry at fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from warehouse.domain.period import month_end, parse_period
from warehouse.domain.unit import Units
from warehouse.errors import InvalidArgument
from warehouse.rules.facts import Plan, Target, Task


def check_plan(plan: Plan, units: Units) -> Iterator[str]:
    """Every fault of the plan, file by file: `tasks.toml, <task id>: …`."""
    yield from _check_names_are_unique(plan)
    yield from _check_references(plan)
    for target in plan.targets:
        yield from (f"targets.toml, {target.target_id}: {fault}" for fault in _check_target(target, units))
    for ordinal, task in enumerate(plan.tasks, start=1):
        yield from (f"tasks.toml, {task.task_id}: {fault}" for fault in _check_task(task, ordinal))
    yield from _check_dependencies(plan)
    yield from _check_duties(plan)
    yield from _check_crosswalk(plan)
    for promise in plan.promises:
        if (promise.section is None) == (promise.task_id is None):
            yield f"promises.toml, {promise.promise_id}: it stands in a section or in a task, in one of them."


def _check_names_are_unique(plan: Plan) -> Iterator[str]:
    for file, names in (
        ("plan.toml", [document.document_id for document in plan.documents]),
        ("departments.toml", [department.department_id for department in plan.departments]),
        ("departments.toml", [name for unit in plan.departments for name in (unit.name_zh, *unit.aliases)]),
        ("industries.toml", [industry.industry_id for industry in plan.industries]),
        ("targets.toml", [target.target_id for target in plan.targets]),
        ("tasks.toml", [task.task_id for task in plan.tasks]),
        ("funds.toml", [fund.fund_id for fund in plan.funds]),
        ("projects.toml", [project.project_id for project in plan.projects]),
        ("platforms.toml", [platform.platform_id for platform in plan.platforms]),
        ("parks.toml", [park.park_id for park in plan.parks]),
        ("promises.toml", [promise.promise_id for promise in plan.promises]),
    ):
        yield from (f"{file}, {name}: this name is used twice." for name in _repeated(names))


def _check_references(plan: Plan) -> Iterator[str]:
    """Every reference to a document, industry, department, target, task or fund must be defined."""
    defined = {
        "document": {document.document_id for document in plan.documents},
        "industry": {industry.industry_id for industry in plan.industries},
        "department": {department.department_id for department in plan.departments},
        "target": {target.target_id for target in plan.targets},
        "task": {task.task_id for task in plan.tasks},
        "fund": {fund.fund_id for fund in plan.funds},
        "platform": {platform.platform_id for platform in plan.platforms},
        "project": {project.project_id for project in plan.projects},
        "park": {park.park_id for park in plan.parks},
    }
    for at, noun, name in (*_programme_references(plan), *_noun_references(plan)):
        if name is not None and name not in defined[noun]:
            yield f"{at}: there is no {noun} '{name}'."


def _programme_references(plan: Plan) -> Iterator[tuple[str, str, str | None]]:
    """References of the head, targets, tasks and duties: the place, the noun and the name."""
    yield "plan.toml, head", "document", plan.head.document_id
    for target in plan.targets:
        at = f"targets.toml, {target.target_id}"
        yield at, "document", target.document_id
        yield at, "document", target.baseline_document_id
        yield at, "target", target.earlier_target_id
    for part in plan.target_parts:
        at = f"target_parts.toml, {part.part_id} of {part.target_id}"
        yield at, "target", part.target_id
        if part.part_kind != "region":
            yield at, part.part_kind, part.part_id
    for task in plan.tasks:
        at = f"tasks.toml, {task.task_id}"
        yield at, "document", task.document_id
        yield from ((at, "department", name) for name in task.departments)
        yield from ((at, "target", name) for name in task.target_ids)
        yield from ((at, "task", name) for name in (*task.depends_on, *task.depends_on_inferred))
    for checkpoint in plan.checkpoints:
        yield f"tasks.toml, checkpoint of {checkpoint.task_id}", "task", checkpoint.task_id
    for found in plan.objects:
        at = f"tasks.toml, object of {found.task_id}"
        yield from ((at, "task", found.task_id), (at, found.object_kind, found.object_id))
    for member in plan.members:
        at = f"departments.toml, member of {member.department_id}"
        yield from ((at, "department", name) for name in (member.department_id, member.member_id))
    for promise in plan.promises:
        at = f"promises.toml, {promise.promise_id}"
        yield from ((at, "task", name) for name in (promise.task_id, *promise.task_ids))
        yield from ((at, "target", promise.target_id), (at, "industry", promise.industry_id))
    for duty in plan.duties:
        at = f"tasks.toml, duty of {duty.department_id} in {duty.task_id}"
        yield at, "task", duty.task_id
        yield from ((at, "industry", name) for name in duty.industry_ids)


def _noun_references(plan: Plan) -> Iterator[tuple[str, str, str | None]]:
    """References of classes, funds, projects, platforms and parks."""
    for industry in plan.industries:
        yield f"industries.toml, {industry.industry_id}", "document", industry.document_id
    for row in plan.industry_classes:
        yield f"industries.toml, class of {row.industry_id}", "industry", row.industry_id
    for fund in plan.funds:
        at = f"funds.toml, {fund.fund_id}"
        yield from ((at, "document", fund.document_id), (at, "industry", fund.industry_id))
        yield at, "fund", fund.parent_fund_id
    for project in plan.projects:
        at = f"projects.toml, {project.project_id}"
        yield from ((at, "document", project.document_id), (at, "industry", project.industry_id))
    for platform in plan.platforms:
        at = f"platforms.toml, {platform.platform_id}"
        yield from ((at, "document", platform.document_id), (at, "industry", platform.industry_id))
    for park in plan.parks:
        at = f"parks.toml, {park.park_id}"
        yield from ((at, "document", park.document_id), (at, "industry", park.industry_id))


def _check_target(target: Target, units: Units) -> Iterator[str]:
    if target.is_quantified != (target.value_low is not None):
        yield "a target has value_low where it is quantified, and only there."
    if (target.comparison is None) == target.is_quantified:
        yield "a target has a comparison where it is quantified, and only there."
    if (target.value_high is not None) != (target.comparison == "between"):
        yield "value_high needs the comparison 'between', and only that one."
    low, high = target.value_low, target.value_high
    if low is not None and high is not None and low >= high:
        yield f"value_low {low} is not below value_high {high}."
    for unit in (target.unit, target.baseline_unit):
        if unit is not None and unit not in units:
            yield f"'{unit}' is no unit of the programme."
    if (target.target_type == "change_pp") != (target.unit == "point_pp"):
        yield "a change in points is in 'point_pp', and nothing else is."
    baseline = (target.baseline_unit, target.baseline_period, target.baseline_document_id)
    if any((part is None) != (target.baseline_value is None) for part in baseline):
        yield "a baseline has a value, a unit, a period and a document, or none of them."
    if target.baseline_period is not None:
        try:
            parse_period(target.baseline_period)
        except InvalidArgument as error:
            yield error.message
    if target.curve == "last_year":
        if target.own_plan_shares:
            yield "it has a plan of its own and follows last year's curve: one of them."
        if target.target_type not in ("change_pp", "count", "range"):
            yield f"a {target.target_type} has no curve of last year: change_pp, count and range have."
        if target.start_date is None or target.start_date.year != target.deadline_date.year:
            yield "last year's curve is of a target that starts and ends in one year."
    if target.start_date is not None and target.start_date >= target.deadline_date:
        yield f"it starts on {target.start_date}, not before its deadline {target.deadline_date}."


def _check_task(task: Task, ordinal: int) -> Iterator[str]:
    if task.ordinal != ordinal:
        yield f"its ordinal is {task.ordinal} where {ordinal} follows."
    if not task.departments:
        yield "it has no department."
    yield from (f"the department '{name}' stands twice." for name in _repeated(task.departments))
    if (task.deadline_kind == "dated") != (task.due_date is not None):
        yield "a dated task has a due_date, one of all_year has none."
    if (task.evidence in ("visited_batch", "joint_platforms")) != (task.evidence_number is not None):
        yield "evidence_number goes with the evidence visited_batch and joint_platforms, and only with these."
    if task.due_date is not None and task.due_date != month_end(task.due_date.year, task.due_date.month):
        yield f"its due_date {task.due_date} is not the last day of a month."


def _check_dependencies(plan: Plan) -> Iterator[str]:
    try:
        TopologicalSorter(
            {task.task_id: (*task.depends_on, *task.depends_on_inferred) for task in plan.tasks}
        ).prepare()
    except CycleError as error:
        circle = [str(name) for name in error.args[1]]
        yield f"tasks.toml, {circle[0]}: it depends on itself by way of {' -> '.join(circle[1:])}."


def _check_duties(plan: Plan) -> Iterator[str]:
    departments = {task.task_id: task.departments for task in plan.tasks}
    for duty in plan.duties:
        if duty.department_id not in departments.get(duty.task_id, (duty.department_id,)):
            yield f"tasks.toml, duty of {duty.department_id} in {duty.task_id}: the task does not name it."
    for task_id in dict.fromkeys(duty.task_id for duty in plan.duties):
        divided = [name for duty in plan.duties if duty.task_id == task_id for name in duty.industry_ids]
        for name in _repeated(divided):
            yield f"tasks.toml, duty in {task_id}: the field '{name}' is given to two departments."


def _check_crosswalk(plan: Plan) -> Iterator[str]:
    for row in plan.industry_classes:
        if (row.sei_code is None) != (row.relation == "none"):
            yield f"industries.toml, class of {row.industry_id}: only the relation none goes without a code."
    for industry in plan.industries:
        relations = [row.relation for row in plan.industry_classes if row.industry_id == industry.industry_id]
        if not relations:
            yield f"industries.toml, {industry.industry_id}: it has no industry_class."
        elif "none" in relations and len(relations) > 1:
            yield f"industries.toml, {industry.industry_id}: the relation none is combined with another one."


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
