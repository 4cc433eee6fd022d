"""A workbook of several forms is one submission with a receipt for each of its sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.ledger import DecisionKind
from warehouse.forms.form import Form
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN as FINANCIAL
from warehouse.forms.monthly_output_return import MONTHLY_OUTPUT_RETURN as OUTPUT
from warehouse.ingestion.receive import FileReport, restage
from warehouse.sample.firms import synthetic_credit_code
from warehouse.snapshots.refresh import refresh

Ingest = Callable[[Path], FileReport]
Staged = Callable[[str, str], pl.DataFrame]
CODES = [synthetic_credit_code(number) for number in (1, 2, 3)]


def _sheet(book: Any, name: str, form: Form, title: str, rows: list[Mapping[str, object]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.write(0, 0, title)
    for index, column in enumerate(form.columns):
        upper, _, lower = column.heading.partition("|")
        sheet.write(1, index, upper)
        sheet.write(2, index, lower)
        for number, row in enumerate(rows, start=3):
            if column.name in row:
                sheet.write(number, index, row[column.name])


def _workbook(path: Path, *, output_title: str, output_rows: list[Mapping[str, object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        money = [{"credit_code": code, "name": "甲", "revenue_ytd": 100, "revenue_same_ytd": 90} for code in CODES]
        _sheet(book, "财务", FINANCIAL, "骨干企业月度财务状况 2016年3月 单位：千元", money)
        _sheet(book, "产量", OUTPUT, output_title, output_rows)
        book.add_worksheet("通讯录").write(0, 0, "联系电话")
    return path


def _products(unit: str = "吨") -> list[Mapping[str, object]]:
    return [
        {
            "credit_code": code,
            "name": "甲",
            "product_code": "P1",
            "product_name": "镍",
            "product_unit": unit,
            "output_ytd": 7,
        }
        for code in CODES[:2]
    ]


def test_each_sheet_is_recognised_by_itself_and_all_are_one_submission(
    ingest: Ingest, staged: Staged, data_home: Home, tmp_path: Path
) -> None:
    report = ingest(_workbook(tmp_path / "a.xlsx", output_title=OUTPUT.title_marks[0], output_rows=_products()))

    assert (report.status, report.form_id, report.period) == ("accepted", FINANCIAL.form_id, "2016-03")
    assert (report.rows_read, report.rows_accepted) == (5, 5)
    told = [(sheet.sheet, sheet.form_id, sheet.period, sheet.rows_read, sheet.rows_accepted) for sheet in report.sheets]
    assert told == [
        ("财务", FINANCIAL.form_id, "2016-03", 3, 3),
        # It names no month of its own: that of the workbook counts.
        ("产量", OUTPUT.form_id, "2016-03", 2, 2),
    ]
    rows = staged("S000001", "observation")
    assert dict(rows.group_by("source_sheet").len().rows()) == {"财务": 3, "产量": 2}
    assert [finding.sheet for finding in report.findings if finding.rule == "sheet_not_read"] == ["通讯录"]
    assert len(read_submissions(data_home)) == 1


def test_a_form_that_does_not_fit_keeps_no_other_form_of_the_workbook_out(
    ingest: Ingest, staged: Staged, tmp_path: Path
) -> None:
    title = f"{OUTPUT.title_marks[0]} 2016年1月"
    report = ingest(_workbook(tmp_path / "a.xlsx", output_title=title, output_rows=_products()))

    assert (report.status, report.refusal) == ("held", None)
    assert [(sheet.sheet, bool(sheet.refusal)) for sheet in report.sheets] == [("财务", False), ("产量", True)]
    assert set(staged("S000001", "observation")["source_sheet"]) == {"财务"}
    (refusal,) = [finding for finding in report.findings if finding.severity == "refused"]
    assert (refusal.sheet, "2016-01" in refusal.message) == ("产量", True)


def test_a_workbook_of_which_no_form_fits_is_refused(ingest: Ingest, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        _sheet(book, "财务", FINANCIAL, "骨干企业月度财务状况 2016年1月", [{"credit_code": CODES[0]}])
        _sheet(book, "产量", OUTPUT, f"{OUTPUT.title_marks[0]} 2016年1月", _products())

    assert ingest(tmp_path / "a.xlsx").status == "refused"


def test_held_cells_are_counted_on_their_own_sheet(ingest: Ingest, tmp_path: Path) -> None:
    report = ingest(_workbook(tmp_path / "a.xlsx", output_title=OUTPUT.title_marks[0], output_rows=_products("打")))

    assert {sheet.sheet: (sheet.rows_accepted, sheet.held_count) for sheet in report.sheets} == {
        "财务": (3, 0), "产量": (0, 2),
    }  # fmt: skip


def test_reading_again_gives_the_same_receipts(ingest: Ingest, data_home: Home, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", output_title=OUTPUT.title_marks[0], output_rows=_products())
    report = ingest(path)

    assert restage(data_home, 1).sheets == report.sheets
    assert ingest(path).sheets == report.sheets


def test_a_list_beside_a_return_is_not_taken_for_half_a_register(ingest: Ingest, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        _sheet(book, "财务", FINANCIAL, "骨干企业月度财务状况 2016年3月", [{"credit_code": CODES[0], "revenue_ytd": 1}])
        names = book.add_worksheet("名单")
        names.write_row(0, 0, ["统一社会信用代码", "单位详细名称", "行政区划代码"])
        names.write_row(1, 0, [CODES[0], "甲", "620100"])

    report = ingest(tmp_path / "a.xlsx")

    assert [sheet.sheet for sheet in report.sheets] == ["财务"]
    assert [finding.sheet for finding in report.findings if finding.rule == "sheet_not_read"] == ["名单"]


def test_a_decision_about_a_cell_of_the_second_form_is_of_that_form_and_used_again(
    ingest: Ingest, data_home: Home, tmp_path: Path
) -> None:
    ingest(_workbook(tmp_path / "a.xlsx", output_title=OUTPUT.title_marks[0], output_rows=_products("打")))
    held = list_held(data_home, form_id=OUTPUT.form_id)
    assert held["source_sheet"].to_list() == ["产量", "产量"]
    assert list_held(data_home, form_id=FINANCIAL.form_id).is_empty()

    decision = decide(
        data_home, held["held_cell_id"][0], DecisionKind.CORRECTED, value="吨", person="甲", reason="电话核实"
    )
    again = ingest(
        _workbook(tmp_path / "b.xlsx", output_title=OUTPUT.title_marks[0] + " ", output_rows=_products("打"))
    )

    assert decision.form_id == OUTPUT.form_id
    assert again.reused_decisions == (decision.decision_id,)


def test_held_cells_are_listed_under_the_period_of_their_own_sheet(
    ingest: Ingest, data_home: Home, tmp_path: Path
) -> None:
    of_april = OUTPUT.title_marks[0] + " 2016年4月"
    ingest(_workbook(tmp_path / "a.xlsx", output_title=of_april, output_rows=_products("打")))

    assert list_held(data_home, period="2016-03").is_empty()
    held = list_held(data_home, period="2016-04")
    assert held["source_sheet"].to_list() == ["产量", "产量"]
    assert set(held["period"]) == {"2016-04"}


def test_a_release_tells_what_each_form_of_a_workbook_brought(ingest: Ingest, data_home: Home, tmp_path: Path) -> None:
    register = "统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期"
    firms = [f"{code},甲,620100,3812,先进装备和智能制造,1,2014-06-01" for code in CODES]
    (tmp_path / "register.csv").write_text("\n".join(["骨干企业名录", register, *firms]) + "\n", "utf-8")
    ingest(tmp_path / "register.csv")
    refresh(data_home)
    ingest(_workbook(tmp_path / "a.xlsx", output_title=OUTPUT.title_marks[0], output_rows=_products()))

    def values() -> dict[str, tuple[int | None, int | None]]:
        changes = refresh(data_home).changes
        of_values = [change for change in changes if change.table_name == "mart.observation"]
        return {change.form_id: (change.rows_before, change.values_added) for change in of_values}

    assert values() == {FINANCIAL.form_id: (0, 3), OUTPUT.form_id: (0, 2)}
    april = f"{OUTPUT.title_marks[0]} 2016年4月"
    ingest(_workbook(tmp_path / "b.xlsx", output_title=april, output_rows=_products()))
    assert values() == {FINANCIAL.form_id: (3, 0), OUTPUT.form_id: (2, 2)}
