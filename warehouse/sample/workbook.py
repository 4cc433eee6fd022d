"""Writes a form as an Excel workbook as departments do: merged titles, a unit line, merged headings, a total.

The same rows give the same bytes: the date of creation is fixed and xlsxwriter fixes the dates inside the zip.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from warehouse.sample.layout import FOOTNOTE, SYNTHETIC_NOTE, Sheet

Cell = str | int | float | date | None
_CREATED = datetime(2016, 2, 6, tzinfo=UTC)


def write_workbook(
    path: Path,
    sheet: Sheet,
    sheet_name: str,
    rows: Sequence[Sequence[Cell]],
    total: Sequence[Cell] | None = None,
    replaced: Mapping[tuple[int, int], str] | None = None,
) -> None:
    """Writes `rows` (in the columns of the form) below the headings, then the total and the footnote.

    `replaced` puts a text in place of the value at (row, column), both counted from 0 inside `rows`.
    """
    replaced = replaced or {}
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": sheet.title, "comments": "合成数据", "created": _CREATED})
    page = book.add_worksheet(sheet_name)
    _write_head(book, page, sheet)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        at = sheet.first_row + number
        page.write_number(at, 0, number + 1)
        _write_cells(page, at, 1, row, day)
    for (number, column), text in replaced.items():
        page.write_string(sheet.first_row + number, column + 1, text)
    below = sheet.first_row + len(rows)
    if total is not None:
        page.write_string(below, 0, "合计")
        _write_cells(page, below, 1, total, day)
        below += 1
    page.write_string(below, 0, FOOTNOTE)
    page.freeze_panes(sheet.first_row, 3)
    book.close()


def _write_head(book: Any, page: Any, sheet: Sheet) -> None:
    last = len(sheet.headings) - 1
    bold = book.add_format({"bold": True, "font_size": 14, "align": "center"})
    head = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1})
    page.merge_range(0, 0, 0, last, sheet.title, bold)
    page.merge_range(1, 0, 1, last, SYNTHETIC_NOTE)
    if sheet.unit_line is not None:
        page.write_string(2, last, sheet.unit_line, book.add_format({"align": "right"}))
    top = sheet.first_row - sheet.heading_rows
    for column, (upper, lower) in enumerate(sheet.headings):
        if sheet.heading_rows == 1:
            page.write_string(top, column, upper, head)
        elif not lower:
            page.merge_range(top, column, top + 1, column, upper, head)
        else:
            page.write_string(top + 1, column, lower, head)
    for first, end, upper in _groups(sheet.headings):
        page.merge_range(top, first, top, end, upper, head)
    page.set_column(0, 0, 6)
    page.set_column(1, 2, 24)
    page.set_column(3, last, 13)


def _groups(headings: list[tuple[str, str]]) -> Iterable[tuple[int, int, str]]:
    """(first column, last column, upper heading) of headings above several columns."""
    first = 0
    for column in range(1, len(headings) + 1):
        upper, lower = headings[first]
        if column < len(headings) and lower and headings[column] == (upper, headings[column][1]):
            continue
        if lower:
            yield first, column - 1, upper
        first = column


def _write_cells(page: Any, at: int, first: int, row: Sequence[Cell], day: Any) -> None:
    number, string = page.write_number, page.write_string
    for column, value in enumerate(row, start=first):
        if value is None:
            continue
        if isinstance(value, str):
            string(at, column, value)
        elif isinstance(value, date):
            page.write_datetime(at, column, value, day)
        else:
            number(at, column, value)
