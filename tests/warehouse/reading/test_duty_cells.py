from __future__ import annotations

from datetime import date

import pytest

from warehouse.reading.duty_cells import DocumentDepartment, NotUnderstood, parse_deadline, parse_departments


@pytest.mark.parametrize(
    ("cell", "departments"),
    [
        ("甲局", [("甲局", "lead")]),
        ("甲局、乙厅、丙委", [("甲局", "lead"), ("乙厅", "cooperating"), ("丙委", "cooperating")]),
        ("甲局牵头，各成员单位配合", [("甲局", "lead"), ("各成员单位", "cooperating")]),
        ("甲局牵头,\n乙厅、丙委配合", [("甲局", "lead"), ("乙厅", "cooperating"), ("丙委", "cooperating")]),
        ("甲公司负责", [("甲公司", "lead")]),
        ("甲局、\n乙厅", [("甲局", "lead"), ("乙厅", "cooperating")]),
    ],
)
def test_the_first_named_department_leads(cell: str, departments: list[tuple[str, str]]) -> None:
    parsed = [(department.name, department.role) for department in parse_departments(cell)]

    assert parsed == departments


@pytest.mark.parametrize("gap", ["\u3000\u3000", "\n", "\u3000", "；"])
def test_a_duty_divided_by_field_keeps_the_fields_of_each_department(gap: str) -> None:
    departments = parse_departments(f"甲局负责风能、光能等领域{gap}乙厅负责水利领域")

    assert departments == (
        DocumentDepartment("甲局", "lead", ("风能", "光能")),
        DocumentDepartment("乙厅", "cooperating", ("水利",)),
    )


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "　",
        "各成员单位配合",
        "甲局配合，乙厅牵头",
        "甲局，乙厅牵头",
        "甲局、甲局",
        "甲局牵头乙厅配合",
        "甲局负责新能源",
        "2016年3月底前",
    ],
)
def test_a_cell_of_another_shape_is_refused(cell: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_departments(cell)


@pytest.mark.parametrize(
    ("cell", "due_date"),
    [
        ("2016年\n2月底前", date(2016, 2, 29)),
        ("2015年2月底前", date(2015, 2, 28)),
        ("2016年12月底前", date(2016, 12, 31)),
        ("2016 年 9 月底前", date(2016, 9, 30)),
    ],
)
def test_a_dated_deadline_is_the_last_day_of_its_month(cell: str, due_date: date) -> None:
    assert parse_deadline(cell) == ("dated", due_date)


def test_a_task_of_the_whole_year_has_no_due_date() -> None:
    assert parse_deadline("全年\n推进") == ("all_year", None)


@pytest.mark.parametrize("cell", ["", "2016年13月底前", "2016年0月底前", "3月底前", "2016年3月", "尽快", "全年推进。"])
def test_a_deadline_of_another_shape_is_refused(cell: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_deadline(cell)
