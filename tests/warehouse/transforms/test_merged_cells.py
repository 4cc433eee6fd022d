"""Cells merged over several rows, in workbooks of both kinds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from warehouse.forms.monthly_output_return import MONTHLY_OUTPUT_RETURN
from warehouse.programme.programme import built_in
from warehouse.reading.child import ChildReader
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.delivery import read_delivery

Write = Callable[[Path, list[list[object]]], Path]
FIRM: list[object] = [synthetic_credit_code(1), "甲有限公司"]
ROWS: list[list[object]] = [
    ["骨干企业主要产品产量 2016年3月"],
    [column.heading.partition("|")[0] for column in MONTHLY_OUTPUT_RETURN.columns],
    [column.heading.partition("|")[2] for column in MONTHLY_OUTPUT_RETURN.columns],
    [*FIRM, "3301", "铜", "吨", 5, 15, 4, 12, 60, 100, 90],
    [None, None, "3302", "铝", "吨", 7, 21, 6, 18, None, 80, 70],
]
MERGED = (0, 1, 9)
"""Code and name of the firm, and a capacity of both products together."""


def _xlsx(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("产量")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for column in MERGED:
            sheet.merge_range(3, column, 4, column, rows[3][column])
    return path


def _xls(path: Path, rows: list[list[object]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("产量")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if number == 3 and column in MERGED:
                sheet.write_merge(3, 4, column, column, value)
            elif value is not None:
                sheet.write(number, column, value)
    book.save(str(path))
    return path


@pytest.mark.parametrize("write", [_xlsx, _xls])
def test_a_merged_firm_is_that_of_each_row_and_a_merged_amount_is_held(
    write: Write, reader: ChildReader, tmp_path: Path
) -> None:
    delivery = read_delivery(reader.read(write(tmp_path / "file", ROWS)).sheets, "file", built_in())

    found = delivery.datasets["observation"].filter(indicator_id="product_output", period_kind="month")
    assert found.select("subject_code", "product_code", "value").rows() == [
        (FIRM[0], "3301", 5), (FIRM[0], "3302", 7),
    ]  # fmt: skip
    assert [(finding.rule, finding.cell) for finding in delivery.findings] == [
        ("merged_cell", "A4"), ("merged_cell", "B4"), ("merged_number", "J4"),
    ]  # fmt: skip
    assert "product_capacity" not in set(delivery.datasets["observation"]["indicator_id"])
