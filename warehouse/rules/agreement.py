"""Whether a plan document and the pack that states its facts say the same, task by task.

The text of a task is not compared: packs hold titles in our own words.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.reading.plan_document import DocumentTask, PlanDocument
from warehouse.rules.facts import Plan, Task


def compare_with_plan(document: PlanDocument, plan: Plan) -> list[str]:
    """Every difference as a sentence naming the task and its place in the file; empty where both agree.

    Compared: number and day of issue (where the file states them), which tasks there are, and of each task
    its departments in order with their roles, its deadline and the division of its duty by field.
    """
    return [*_compare_head(document, plan), *_compare_tasks(document, plan)]


def _compare_head(document: PlanDocument, plan: Plan) -> Iterator[str]:
    facts = next(row for row in plan.documents if row.document_id == plan.head.document_id)
    if document.number is not None and document.number != facts.document_number:
        yield f"number: the document has {document.number}, the plan {facts.document_number}."
    if document.issued_date is not None and document.issued_date != facts.issued_date:
        yield f"day of issue: the document has {document.issued_date}, the plan {facts.issued_date}."


def _compare_tasks(document: PlanDocument, plan: Plan) -> Iterator[str]:
    planned = {task.ordinal: task for task in plan.tasks if task.document_id == plan.head.document_id}
    written = {task.ordinal: task for task in document.tasks}
    for ordinal in sorted(planned.keys() | written.keys()):
        if ordinal not in planned:
            yield f"task {ordinal} ({written[ordinal].place}): the plan does not have it."
        elif ordinal not in written:
            yield f"task {ordinal} ({planned[ordinal].task_id}): the document does not have it."
        else:
            yield from _compare_task(written[ordinal], planned[ordinal], plan)


def _compare_task(written: DocumentTask, planned: Task, plan: Plan) -> Iterator[str]:
    at = f"task {written.ordinal} ({written.place})"
    names = {department.department_id: department.name_zh for department in plan.departments}
    fields = {industry.industry_id: industry.name_zh for industry in plan.industries}
    divided = {
        names[duty.department_id]: tuple(fields[name] for name in duty.industry_ids)
        for duty in plan.duties
        if duty.task_id == planned.task_id
    }

    in_document = [f"{department.name} ({department.role})" for department in written.departments]
    in_plan = [
        f"{names[department_id]} ({'lead' if position == 0 else 'cooperating'})"
        for position, department_id in enumerate(planned.departments)
    ]
    if in_document != in_plan:
        yield f"{at}: the document has the units {', '.join(in_document)}; the plan {', '.join(in_plan)}."
    if (written.deadline_kind, written.due_date) != (planned.deadline_kind, planned.due_date):
        there, here = (written.due_date or written.deadline_kind, planned.due_date or planned.deadline_kind)
        yield f"{at}: the deadline is {there} in the document, {here} in the plan."
    for department in written.departments:
        expected = divided.get(department.name, ())
        if set(department.fields) != set(expected):
            found, wanted = ("、".join(listed) or "no field" for listed in (department.fields, expected))
            yield f"{at}: {department.name} has {found} in the document, {wanted} in the plan."
