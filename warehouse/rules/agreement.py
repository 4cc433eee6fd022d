"""Compares a plan document with the pack that states its facts, task by task.

The text of a task is not compared: packs have titles in our own words.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.reading.plan_document import DocumentTask, PlanDocument
from warehouse.rules.facts import Plan, Task
from warehouse.wording import Words


def compare_with_plan(document: PlanDocument, plan: Plan) -> list[Words]:
    """Every difference as a sentence with the task and its place in the file; empty where both agree.

    Compared: number and day of issue (where the file states them), which tasks there are, and of each task
    its departments in order with their roles, its deadline and the division of its duty by field.
    """
    return [*_compare_head(document, plan), *_compare_tasks(document, plan)]


def _compare_head(document: PlanDocument, plan: Plan) -> Iterator[Words]:
    facts = next(row for row in plan.documents if row.document_id == plan.head.document_id)
    if document.number is not None and document.number != facts.document_number:
        yield Words(
            en=f"number: the document has {document.number}, the plan {facts.document_number}.",
            zh=f"文号：文件为 {document.number}，规划事实为 {facts.document_number}。",
        )
    if document.issued_date is not None and document.issued_date != facts.issued_date:
        yield Words(
            en=f"day of issue: the document has {document.issued_date}, the plan {facts.issued_date}.",
            zh=f"印发日期：文件为 {document.issued_date}，规划事实为 {facts.issued_date}。",
        )


def _compare_tasks(document: PlanDocument, plan: Plan) -> Iterator[Words]:
    planned = {task.ordinal: task for task in plan.tasks if task.document_id == plan.head.document_id}
    written = {task.ordinal: task for task in document.tasks}
    for ordinal in sorted(planned.keys() | written.keys()):
        if ordinal not in planned:
            yield Words(
                en=f"task {ordinal} ({written[ordinal].place}): the plan does not have it.",
                zh=f"任务 {ordinal}：规划事实中没有。",
            )
        elif ordinal not in written:
            yield Words(
                en=f"task {ordinal} ({planned[ordinal].task_id}): the document does not have it.",
                zh=f"任务 {ordinal}：文件中没有。",
            )
        else:
            yield from _compare_task(written[ordinal], planned[ordinal], plan)


def _compare_task(written: DocumentTask, planned: Task, plan: Plan) -> Iterator[Words]:
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
        yield Words(
            en=f"{at}: the document has the units {', '.join(in_document)}; the plan {', '.join(in_plan)}.",
            zh=f"任务 {written.ordinal}：责任单位或其排序与规划事实不一致。",
        )
    if (written.deadline_kind, written.due_date) != (planned.deadline_kind, planned.due_date):
        there, here = (written.due_date or written.deadline_kind, planned.due_date or planned.deadline_kind)
        yield Words(
            en=f"{at}: the deadline is {there} in the document, {here} in the plan.",
            zh=f"任务 {written.ordinal}：完成时限与规划事实不一致。",
        )
    for department in written.departments:
        expected = divided.get(department.name, ())
        if set(department.fields) != set(expected):
            found, wanted = ("、".join(listed) or "no field" for listed in (department.fields, expected))
            yield Words(
                en=f"{at}: {department.name} has {found} in the document, {wanted} in the plan.",
                zh=f"任务 {written.ordinal}：{department.name}负责的领域与规划事实不一致。",
            )
