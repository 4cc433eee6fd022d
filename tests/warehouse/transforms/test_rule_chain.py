"""Every rule that can hold a cell is a rule of the chain of its column, as core.form_rule has it."""

from __future__ import annotations

import csv
import io

import pytest

from warehouse.forms.form import CellType, Form
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in
from warehouse.reading.delimited import read_delimited
from warehouse.transforms.cells.rule_chain import holding_rules, rules_of
from warehouse.transforms.delivery import read_delivery
from warehouse.transforms.finding import Severity
from warehouse.transforms.invented_rows import real_ids

PLAIN = {
    CellType.TEXT: "甲", CellType.CODE: "620000", CellType.CREDIT_CODE: "91620000XN000001WJ", CellType.DECIMAL: "1",
    CellType.INTEGER: "1", CellType.DATE: "2015-01-01", CellType.PERIOD: "2015-03", CellType.UNIT: "吨",
}  # fmt: skip


def _chain(form: Form, column_name: str) -> set[str]:
    return {rule.rule for rule in rules_of(form.column(column_name), form)}


def _in_another_unit(form: Form) -> str:
    """A file of the form with one row, in which every cell with a unit names one of another quantity."""
    row = [
        "3吨" if column.unit_id is not None else (*column.choices, PLAIN[column.cell_type])[0]
        for column in form.columns
    ]
    headings = [column.heading.split("|") for column in form.columns]
    lines = [[form.title_zh + "2016年3月"], [heading[0] for heading in headings]]
    if any(len(heading) > 1 for heading in headings):
        lines.append([heading[1] if len(heading) > 1 else "" for heading in headings])
    text = io.StringIO()
    csv.writer(text).writerows([*([*line, *[""] * (len(row) - len(line))] for line in lines), row])
    return text.getvalue()


WITH_UNITS = [form for form in FORMS.values() if any(column.unit_id is not None for column in form.columns)]


@pytest.mark.parametrize("form", WITH_UNITS, ids=lambda form: form.form_id)
def test_a_unit_of_another_quantity_in_a_cell_is_a_rule_of_its_chain(form: Form) -> None:
    delivery = read_delivery((read_delimited(_in_another_unit(form)),), "delivery.csv", built_in())

    held = [found for found in delivery.findings if found.severity is Severity.HELD and found.rule == "unit_conflict"]
    assert {found.column_name for found in held} == {
        column.name for column in form.columns if column.unit_id is not None
    }
    assert all(found.rule in _chain(form, str(found.column_name)) for found in held)


def test_an_invented_row_about_a_fact_of_the_plan_is_a_rule_of_the_column_that_names_it() -> None:
    named = [(form, column.name) for form in FORMS.values() for column in form.columns if column.name in real_ids()]

    assert len(named) > len(real_ids())
    assert all("invented_about_a_real_fact" in _chain(form, name) for form, name in named)


def test_a_cell_is_put_to_no_rule_that_its_type_does_not_know() -> None:
    of_codes = {
        rule.rule
        for form in FORMS.values()
        for column in form.columns
        if column.cell_type is CellType.CREDIT_CODE
        for rule in rules_of(column, form)
    }

    # An error of a formula in a credit code is a malformed code.
    assert "credit_code_malformed" in of_codes
    assert not of_codes & {"spreadsheet_error", "formula_without_value", "scaled_number"}


def test_a_row_that_is_taken_once_holds_nothing_and_a_unit_that_has_no_part_in_a_task_does() -> None:
    holding = {form.form_id: {rule.rule for rule in holding_rules(form)} for form in FORMS.values()}

    assert not any("repeated_row" in rules for rules in holding.values())
    assert {"unknown_task", "not_a_unit_of_the_task"} <= holding["department_report"]
