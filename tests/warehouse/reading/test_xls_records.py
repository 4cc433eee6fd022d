"""Real BIFF8 files, written here, end to end into the grid; and what they hide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from warehouse.errors import UnreadableFile
from warehouse.reading.child import ChildReader
from warehouse.reading.sheet_traits import FORMULA_WITHOUT_VALUE
from warehouse.reading.xls_records import find_xls_traits

DAY = xlwt.easyxf(num_format_str="yyyy-mm-dd")


def _book(path: Path, book: xlwt.Workbook) -> Path:
    book.save(str(path))
    return path


def test_a_cell_of_an_old_workbook_stands_where_it_stood(reader: ChildReader, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("财务状况")
    for row, column, value in ((0, 0, "骨干企业"), (2, 1, 1234.5), (2, 2, "000123"), (3, 1, 9.13e17), (3, 2, True)):
        sheet.write(row, column, value)
    sheet.write(1, 0, date(2016, 2, 29), DAY)

    (read,) = reader.read(_book(tmp_path / "a.xls", book)).sheets

    assert read.name == "财务状况"
    assert read.cells.rows() == [
        ("骨干企业", None, None), ("2016-02-29", None, None), (None, "1234.5", "000123"), (None, "9.13E+17", "TRUE"),
    ]  # fmt: skip


def test_an_error_and_a_formula_without_value_are_no_blanks(reader: ChildReader, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, 1)
    sheet.row(1).set_cell_error(0, "#DIV/0!")
    sheet.write(1, 1, xlwt.Formula("A1*2"))

    (read,) = reader.read(_book(tmp_path / "a.xls", book)).sheets

    assert read.cells.row(1) == ("#DIV/0!", FORMULA_WITHOUT_VALUE)
    assert read.traits.formulas == {"B": ((2, 2),)}


def test_hidden_rows_columns_and_sheets_of_an_old_workbook_are_known(reader: ChildReader, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet, hidden = book.add_sheet("a"), book.add_sheet("b")
    for row in range(5):
        sheet.write(row, 0, row)
        sheet.write(row, 1, row)
    sheet.row(1).hidden = sheet.row(2).hidden = sheet.row(4).hidden = True
    sheet.col(1).hidden = True
    hidden.visibility = 1
    hidden.write(0, 0, "x")

    first, second = reader.read(_book(tmp_path / "a.xls", book)).sheets

    assert (first.traits.hidden_rows, first.traits.hidden_columns) == (((2, 3), (5, 5)), ("B",))
    assert (first.is_hidden, second.is_hidden) == (False, True)


def test_an_old_workbook_that_counts_from_1904_says_so(reader: ChildReader, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("a")
    sheet.write(0, 0, date(2016, 3, 31), DAY)
    sheet.write(0, 1, 40998)

    (read,) = reader.read(_book(tmp_path / "a.xls", book)).sheets

    assert read.cells.row(0) == ("2016-03-31", "40998")
    assert read.traits.counts_from_1904


@pytest.mark.parametrize("name", ["new.xls", "new", "new.csv"])
def test_a_new_workbook_under_another_name_is_read_by_its_content(
    name: str, reader: ChildReader, tmp_path: Path
) -> None:
    with xlsxwriter.Workbook(str(tmp_path / name)) as workbook:
        workbook.add_worksheet("a").write(0, 0, "x")

    assert reader.read(tmp_path / name).sheets[0].cells.rows() == [("x",)]


@pytest.mark.parametrize("name", ["old.xlsx", "old", "old.csv"])
def test_an_old_workbook_under_another_name_is_read_by_its_content(
    name: str, reader: ChildReader, tmp_path: Path
) -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x")

    assert reader.read(_book(tmp_path / name, book)).sheets[0].cells.rows() == [("x",)]


def test_a_web_page_named_xls_is_refused_as_one(reader: ChildReader, tmp_path: Path) -> None:
    path = tmp_path / "return.xls"
    path.write_text("<html><table><tr><td>1</td></tr></table></html>")

    with pytest.raises(UnreadableFile, match="web page"):
        reader.read(path)


def test_an_old_workbook_cut_at_any_sector_is_refused_or_whole(tmp_path: Path, reader: ChildReader) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row in range(300):
        sheet.write(row, 0, f"企业{row}")
    content = _book(tmp_path / "whole.xls", book).read_bytes()
    whole = reader.read(tmp_path / "whole.xls").sheets[0].cells.rows()
    for size in range(512, len(content), 512 * 3):
        path = tmp_path / "cut.xls"
        path.write_bytes(content[:size])
        try:
            assert reader.read(path).sheets[0].cells.rows() == whole, size
        except UnreadableFile:
            continue


def test_a_macro_sheet_of_an_old_workbook_is_refused(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("abcdef").write(0, 0, "x")
    path = _book(tmp_path / "a.xls", book)
    content = path.read_bytes()
    at = content.index(b"abcdef")
    # The kind of the sheet stands before the length of its name.
    path.write_bytes(content[: at - 3] + b"\x01" + content[at - 2 :])

    with pytest.raises(UnreadableFile, match="macros"):
        find_xls_traits(path)
