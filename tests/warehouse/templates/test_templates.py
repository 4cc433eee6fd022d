"""The blank workbook of every form, filled in and sent: our own reader takes all of it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from warehouse.domain.identifiers import (
    CodeState,
    check_character,
    examine_credit_code,
    examine_enterprise_code,
    organisation_check_character,
    registration_check_digit,
)
from warehouse.domain.period import parse_period
from warehouse.errors import InvalidArgument
from warehouse.forms.form import CellType, Column, Form, Reporter, Sender
from warehouse.forms.registry import FORMS
from warehouse.ingestion.receive import FileReport
from warehouse.programme.programme import built_in
from warehouse.reading.container import Limits
from warehouse.reading.open_file import open_file
from warehouse.templates.dictionary import dictionary
from warehouse.templates.explain import sender_of
from warehouse.templates.workbook import Head, write_template
from warehouse.transforms.recognise.heading import join_headings, parse_heading
from warehouse.transforms.recognise.unit_line import find_unit_line

Ingest = Callable[[Path], FileReport]

MARCH = parse_period("2016-03")
ROWS = 3
KNOWN: Mapping[str, Mapping[str, str | tuple[str, ...]]] = {
    "platform_register": {"approved_period": "2015-10"},
    "macro_series": {"indicator_id": "gdp", "unit": "亿元", "period_kind": "年", "region_code": "620000"},
    "monthly_output_return": {"product_unit": "台"},
    "enterprise_change": {"registration_number": "620000000000001", "organisation_code": "M000100Y4"},
    "monthly_project_report": {"period": "2016-03"},
    "chain_supply": {"indispensability": ("0.1", "0.5", "1")},
    "bank_credit": {"report_quarter": "2016-Q1"},
    "department_report": {
        "report_quarter": "2016-Q1",
        "task_id": "gansu_2016_task_15",
        "department_name": ("省工信委", "省商务厅", "省发展改革委"),
    },
}
"""Words that the reader looks up: any other text would rightly be held."""

each_form = pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.form_id)


def _credit_code(number: int) -> str:
    body = f"{number:08d}"
    code = f"91620000{body}{organisation_check_character(body)}"
    return code + check_character(code)


def _value(form: Form, column: Column, number: int) -> Any:
    known = KNOWN.get(form.form_id, {}).get(column.name)
    if known is not None:
        return known if isinstance(known, str) else known[number]
    if column.choices:
        return column.choices[number % len(column.choices)]
    match column.cell_type:
        case CellType.CREDIT_CODE:
            return _credit_code(number)
        case CellType.CODE:
            return f"{620100 + number}"
        case CellType.DECIMAL | CellType.INTEGER:
            return number + 10
        case CellType.DATE:
            return date(2016, 1, number + 1)
        case CellType.PERIOD:
            return f"{2010 + number}"
        case CellType.UNIT:
            return "吨"
        case CellType.TEXT:
            return f"{column.heading.partition('|')[0]}{number}"


def _rows(form: Form) -> list[dict[str, Any]]:
    return [{column.name: _value(form, column, number) for column in form.columns} for number in range(ROWS)]


def _part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as parts:
        return parts.read(name).decode("utf-8")


@each_form
def test_a_filled_template_is_read_and_all_of_it_accepted(form: Form, ingest: Ingest, tmp_path: Path) -> None:
    write_template(form, tmp_path / "filled.xlsx", built_in().units, period=MARCH, rows=_rows(form))

    report = ingest(tmp_path / "filled.xlsx")

    loud = [finding for finding in report.findings if finding.severity.value != "info"]
    assert not any(finding.rule == "sheet_not_read" for finding in report.findings), (
        "our own explanations are no finding"
    )
    assert (report.form_id, report.status, loud) == (form.form_id, "accepted", [])
    assert (report.rows_read, report.rows_accepted) == (ROWS, ROWS)
    assert report.period == ("2016-03" if form.measures else None)


def test_numbers_arrive_in_the_unit_that_the_template_names(
    ingest: Ingest, staged: Callable[[str, str], pl.DataFrame], tmp_path: Path
) -> None:
    form = FORMS["monthly_financial_return"]
    write_template(form, tmp_path / "filled.xlsx", built_in().units, period=MARCH, rows=_rows(form)[:1])

    ingest(tmp_path / "filled.xlsx")

    values = staged("S000001", "observation").select("value", "same_period_value", "unit_received").unique().rows()
    assert sorted(values) == [(10, 10, "cny_1e3"), (10, 10, "person")]


@each_form
def test_a_blank_template_is_refused_as_empty_and_not_taken_for_another_form(
    form: Form, ingest: Ingest, tmp_path: Path
) -> None:
    write_template(form, tmp_path / "blank.xlsx", built_in().units, period=MARCH)

    report = ingest(tmp_path / "blank.xlsx")

    assert (report.form_id, report.status) == (form.form_id, "refused")
    assert report.refusal is not None and "no row" in report.refusal


@each_form
def test_only_the_header_is_locked_and_every_column_is_explained(form: Form, tmp_path: Path) -> None:
    write_template(form, tmp_path / "blank.xlsx", built_in().units)

    sheet, styles = (
        _part(tmp_path / "blank.xlsx", "xl/worksheets/sheet1.xml"),
        _part(tmp_path / "blank.xlsx", "xl/styles.xml"),
    )
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles[styles.index("<cellXfs") :])
    columns = re.findall(r'<col [^>]*style="(\d+)"', sheet)
    assert "<sheetProtection" in sheet
    assert columns and all('<protection locked="0"' in formats[int(style)] for style in columns)
    headings = re.findall(r'<c r="A4" s="(\d+)"', sheet)
    assert headings and not any('locked="0"' in formats[int(style)] for style in headings)
    comments = _part(tmp_path / "blank.xlsx", "xl/comments1.xml")
    assert comments.count("<comment ") == len(form.columns)
    assert all(column.title_en.replace("&", "&amp;") in comments for column in form.columns)


@each_form
def test_choices_are_offered_and_numbers_and_dates_checked(form: Form, tmp_path: Path) -> None:
    write_template(form, tmp_path / "blank.xlsx", built_in().units)

    sheet = _part(tmp_path / "blank.xlsx", "xl/worksheets/sheet1.xml")
    kinds = re.findall(r'<dataValidation type="(\w+)"', sheet)
    wanted = {
        "list": [c for c in form.columns if c.choices or c.cell_type is CellType.UNIT],
        "decimal": [c for c in form.columns if c.cell_type is CellType.DECIMAL],
        "whole": [c for c in form.columns if c.cell_type is CellType.INTEGER],
        "date": [c for c in form.columns if c.cell_type is CellType.DATE],
        "custom": [c for c in form.columns if c.cell_type is CellType.CREDIT_CODE],
    }
    assert {kind: kinds.count(kind) for kind in wanted} == {kind: len(columns) for kind, columns in wanted.items()}


@each_form
def test_a_template_says_who_sends_it(form: Form, tmp_path: Path) -> None:
    write_template(form, tmp_path / "blank.xlsx", built_in().units)

    assert form.sender is not None
    assert sender_of(form).zh in _part(tmp_path / "blank.xlsx", "xl/sharedStrings.xml")


def test_who_owes_a_form_is_who_sends_it() -> None:
    owing = {form.form_id: (form.calendar.reporter, form.sender) for form in FORMS.values() if form.calendar}

    assert owing == {
        "monthly_financial_return": (Reporter.ENTERPRISE, Sender.ENTERPRISE),
        "monthly_output_return": (Reporter.PRODUCER, Sender.ENTERPRISE),
        "monthly_project_report": (Reporter.PROJECT, Sender.PROJECT_UNIT),
        "department_report": (Reporter.DEPARTMENT, Sender.DEPARTMENT),
    }


REGISTRATION_NUMBER = f"62010000000001{registration_check_digit('62010000000001')}"
CODES = ("91350100M000100Y43", REGISTRATION_NUMBER, "M000100Y4", "M000100Y-4", " M000100Y4 ", "M000100Y", "9162")


@each_form
def test_a_template_takes_the_codes_that_the_reader_takes_and_no_others(form: Form, tmp_path: Path) -> None:
    write_template(form, tmp_path / "blank.xlsx", built_in().units)
    sheet = _part(tmp_path / "blank.xlsx", "xl/worksheets/sheet1.xml")
    for index, column in enumerate(form.columns):
        if column.cell_type is not CellType.CREDIT_CODE:
            continue
        examine = examine_enterprise_code if column.takes_earlier_code else examine_credit_code
        (first,) = re.findall(rf'sqref="({chr(ord("A") + index)}\d+):', sheet)
        (formula,) = re.findall(rf"<formula1>(OR\(LEN\(TRIM\({first}\)\)[^<]*)</formula1>", sheet)
        lengths = set(map(int, re.findall(r"=(\d+)", formula)))

        taken = [code for code in CODES if len(code.strip()) in lengths]
        assert taken == [code for code in CODES if examine(code)[1] is not CodeState.MALFORMED]


@each_form
def test_a_template_names_its_month_and_the_unit_of_each_quantity_in_one_place(form: Form, tmp_path: Path) -> None:
    write_template(form, tmp_path / "blank.xlsx", built_in().units, period=MARCH)
    sheet = open_file(tmp_path / "blank.xlsx", Limits()).sheets[0]
    head = sheet.first_rows(Head(form, built_in().units).first_row)

    texts = [sheet.name, *(text for row in head for text in row if text)]
    assert sum("3月" in text for text in texts) == bool(form.measures)
    units = built_in().units
    in_lines = find_unit_line(sheet.name, head[: Head(form, units).top], units)
    in_headings = [
        join_headings(*(parse_heading(text, units) for text in both)).unit for both in Head(form, units).headings
    ]
    named_twice = [unit for unit in in_headings if unit is not None and unit.dimension in in_lines]
    assert named_twice == []


def test_a_month_that_is_not_collected_has_no_template(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="not collected"):
        write_template(
            FORMS["monthly_financial_return"], tmp_path / "blank.xlsx", built_in().units, period=parse_period("2016-01")
        )


def test_the_same_form_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_template(FORMS["monthly_output_return"], tmp_path / name, built_in().units, period=MARCH)

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_page_of_the_forms_is_what_the_declarations_say() -> None:
    page = Path(__file__).parents[3] / "docs" / "forms.md"

    assert page.read_text("utf-8") == dictionary(FORMS.values(), built_in().units), (
        "run 'make forms' and look at the difference"
    )
