"""Numbers that a workbook shows as other ones, in files of both kinds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from warehouse.programme.programme import built_in
from warehouse.reading.child import ChildReader
from warehouse.reading.number_formats import Shown, shown_by
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.delivery import read_delivery

PERCENT, SCALED = Shown(is_percent=True), Shown(is_scaled=True)
CELLS: list[tuple[object, str, str]] = [
    (0.125, "0.0%", "12.5%"),
    (0.3, "0%", "30%"),
    (0.000125, "0.0000%", "0.0125%"),
    (401, "0000", "0401"),
    (12050000, "#,##0,", "#SCALED!12050000"),
    (12050000, '0!.0,"万"', "#SCALED!12050000"),
    (1205.5, "#,##0.00", "1205.5"),
    (12.5, '0.0"%"', "12.5"),
    ("约一成", "0%", "约一成"),
]


def _xlsx(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("a")
        for row, (value, code, _) in enumerate(CELLS):
            sheet.write(row, 1, value, book.add_format({"num_format": code}))
    return path


def _xls(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row, (value, code, _) in enumerate(CELLS):
        sheet.write(row, 1, value, xlwt.easyxf(num_format_str=code))
    # Two numbers side by side are one record.
    sheet.write(len(CELLS), 1, 1, xlwt.easyxf(num_format_str="0%"))
    sheet.write(len(CELLS), 2, 2, xlwt.easyxf(num_format_str="0%"))
    book.save(str(path))
    return path


@pytest.mark.parametrize("write", [_xlsx, _xls])
def test_a_number_stands_in_the_grid_as_its_format_shows_it(
    write: Callable[[Path], Path], reader: ChildReader, tmp_path: Path
) -> None:
    (sheet,) = reader.read(write(tmp_path / "file")).sheets

    assert sheet.cells["B"].to_list()[: len(CELLS)] == [shown for *_, shown in CELLS]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.00%;[Red]-0.00%", PERCENT), ("0,.0", SCALED), ("#,##0,,", SCALED), ("_ * #,##0_ ", None), ("General", None),
        ("yyyy\\-mm\\-dd", None), ("0", None), ("000000", Shown(digits=6)), ("0\\%", None), ("[$-804]0.0%", PERCENT),
    ],
)  # fmt: skip
def test_a_format_says_whether_it_shows_another_number(code: str, shown: Shown | None) -> None:
    assert shown_by(code) == shown


def test_a_share_of_money_is_taken_as_shown_and_a_scaled_amount_is_held(reader: ChildReader, tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("投资")
        sheet.write(0, 0, "基金投资明细")
        sheet.write_row(
            1, 0, ["基金代码", "统一社会信用代码", "被投企业", "投资轮次", "投资日期", "投资金额(万元)", "持股比例(%)"]
        )
        for row, code in ((2, synthetic_credit_code(1)), (3, synthetic_credit_code(2))):
            sheet.write_row(row, 0, ["f1", code, "甲", "A轮", "2016-01-05"])
            sheet.write(row, 5, 2500000, book.add_format({"num_format": "0!.0,"}) if row == 3 else None)
            sheet.write(row, 6, 0.008, book.add_format({"num_format": "0.0%"}))

    delivery = read_delivery(reader.read(path).sheets, path.name, built_in(), received_on=date(2016, 2, 1))

    assert [str(share) for share in delivery.datasets["fund_investment"]["equity_share"]] == ["0.008000"]
    assert [(finding.rule, finding.row) for finding in delivery.findings] == [("scaled_number", 4)]


def test_a_raised_digit_behind_a_number_is_no_digit_of_it(reader: ChildReader, tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, raised = book.add_worksheet("a"), book.add_format({"font_script": 1})
        sheet.write_rich_string(0, 0, "1205", raised, "1")
        sheet.write_rich_string(1, 0, "甲公司", raised, "注")
        sheet.write_rich_string(2, 0, "12", book.add_format({"bold": True}), "05")

    (sheet_read,) = reader.read(path).sheets

    assert sheet_read.cells["A"].to_list() == ["1205¹", "甲公司注", "1205"]
