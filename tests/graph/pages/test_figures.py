"""A figure as a file: the same rows, no formula, and the same bytes for the same snapshot."""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from graph.pages.figures import Column, Figure, read_columns, write_figure
from warehouse.wording import Words

FIGURE = Figure(
    "bar",
    "fields",
    Words("新材料拉动最多", "New materials contribute most"),
    [Column("name", Words("领域", "Field")), Column("pp", Words("拉动", "Contribution"), "pp")],
    [{"name": "=cmd|' /C calc'!A0", "pp": "1.82"}, {"name": "新材料", "pp": None}, {"name": "-3", "pp": "-0.36"}],
    Words("百分点", "percentage points"),
    Words("企业月报", "Monthly returns"),
    Words("快照 000001", "snapshot 000001"),
)
ORIGIN = {"builtAt": "2016-10-15T03:00:00Z", "snapshotId": "000001", "address": "/?period=2016-09"}


def test_csv_has_the_rows_and_no_formula() -> None:
    content = write_figure(FIGURE, "csv", "zh", ORIGIN).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(content))) == [
        ["领域", "拉动（个百分点）"],
        ["'=cmd|' /C calc'!A0", "1.82"],
        ["新材料", ""],
        ["-3", "-0.36"],
    ]


def test_xlsx_has_numbers_as_numbers_texts_as_texts_and_says_where_it_comes_from() -> None:
    content = write_figure(FIGURE, "xlsx", "en", ORIGIN)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))

    assert book.get_sheet_by_name("数据").to_python() == [
        ["Field", "Contribution（pp）"],
        ["=cmd|' /C calc'!A0", 1.82],
        ["新材料", ""],
        ["-3", -0.36],
    ]
    origin = dict(map(tuple, book.get_sheet_by_name("来源").to_python()))
    assert origin["source"] == "Monthly returns" and origin["snapshotId"] == "000001"
    assert "<f>" not in ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_same_snapshot_gives_the_same_bytes(form: str) -> None:
    assert write_figure(FIGURE, form, "zh", ORIGIN) == write_figure(FIGURE, form, "zh", ORIGIN)


def test_columns_are_written_as_tuples_or_mappings() -> None:
    written = [("a", "甲", "A", "cny", "low"), {"key": "a", "zh": "甲", "en": "A", "unit": "cny", "role": "low"}]

    assert len(set(read_columns(written))) == 1
