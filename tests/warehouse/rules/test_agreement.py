from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from warehouse.reading.duty_cells import DocumentDepartment
from warehouse.reading.plan_document import DocumentTask, PlanDocument, read_plan_document
from warehouse.rules.agreement import compare_with_plan
from warehouse.rules.facts import Plan
from warehouse.rules.plan import load_plans


@pytest.fixture(scope="module")
def plan() -> Plan:
    return next(plan for plan in load_plans() if plan.head.plan_id == "gansu_2016")


@pytest.fixture(scope="module")
def document(plan: Plan) -> PlanDocument:
    """The document that the pack describes, made from the pack."""
    names = {department.department_id: department.name_zh for department in plan.departments}
    fields = {industry.industry_id: industry.name_zh for industry in plan.industries}
    duties = {(duty.task_id, duty.department_id): duty.industry_ids for duty in plan.duties}
    tasks = tuple(
        DocumentTask(
            task.ordinal,
            "某事",
            tuple(
                DocumentDepartment(
                    names[name],
                    "lead" if position == 0 else "cooperating",
                    tuple(fields[field] for field in duties.get((task.task_id, name), ())),
                )
                for position, name in enumerate(task.departments)
            ),
            task.deadline_kind,
            task.due_date,
            f"line {task.ordinal}",
        )
        for task in plan.tasks
    )
    return PlanDocument("甘政办发〔2016〕15号", date(2016, 2, 6), tasks)


def with_task(document: PlanDocument, task: DocumentTask) -> PlanDocument:
    tasks = (task if other.ordinal == task.ordinal else other for other in document.tasks)
    return replace(document, tasks=tuple(tasks))


def test_the_real_document_agrees_with_the_pack(shared_data: Path, plan: Plan) -> None:
    document = read_plan_document(shared_data / "plan" / "gansu_2016_15_work_points.txt")

    assert compare_with_plan(document, plan) == []


def test_the_document_made_from_the_pack_agrees_with_it(document: PlanDocument, plan: Plan) -> None:
    assert compare_with_plan(document, plan) == []


def test_another_deadline_is_a_difference(document: PlanDocument, plan: Plan) -> None:
    changed = with_task(document, replace(document.tasks[2], due_date=date(2016, 3, 31)))

    assert [difference.en for difference in compare_with_plan(changed, plan)] == [
        "task 3 (line 3): the deadline is 2016-03-31 in the document, 2016-02-29 in the plan."
    ]


def test_departments_in_another_order_are_a_difference(document: PlanDocument, plan: Plan) -> None:
    first, second = document.tasks[29].departments
    swapped = (replace(second, role="lead"), replace(first, role="cooperating"))

    (difference,) = compare_with_plan(with_task(document, replace(document.tasks[29], departments=swapped)), plan)

    assert difference.en.startswith(
        "task 30 (line 30): the document has the units 省财政厅 (lead), 省科技厅 (cooperating)"
    )


def test_a_field_given_to_the_other_department_is_a_difference_of_both(document: PlanDocument, plan: Plan) -> None:
    first, second = document.tasks[1].departments
    moved = (
        replace(first, fields=(*first.fields, second.fields[0])),
        replace(second, fields=second.fields[1:]),
    )

    differences = compare_with_plan(with_task(document, replace(document.tasks[1], departments=moved)), plan)

    assert [difference.en[:16] for difference in differences] == ["task 2 (line 2):"] * 2


def test_a_task_on_one_side_only_is_a_difference(document: PlanDocument, plan: Plan) -> None:
    extra = replace(document.tasks[33], ordinal=35, place="line 35")
    changed = replace(document, tasks=(*document.tasks[1:], extra))

    assert [difference.en for difference in compare_with_plan(changed, plan)] == [
        "task 1 (gansu_2016_task_01): the document does not have it.",
        "task 35 (line 35): the plan does not have it.",
    ]


def test_another_number_or_day_is_a_difference_where_the_document_states_them(
    document: PlanDocument, plan: Plan
) -> None:
    other = replace(document, number="某办发〔2016〕7号", issued_date=date(2016, 2, 7))

    assert [difference.en.split(":")[0] for difference in compare_with_plan(other, plan)] == [
        "number",
        "day of issue",
    ]
    assert compare_with_plan(replace(document, number=None, issued_date=None), plan) == []
