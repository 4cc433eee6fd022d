"""Reads workbooks (.xlsx, .xls) as sheets. Run it in the child only: a 5 kB workbook can end the process that
reads it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from warehouse.errors import UnreadableFile
from warehouse.reading.cell_columns import column_texts
from warehouse.reading.container import Limits
from warehouse.reading.error_cells import find_xlsx_traits
from warehouse.reading.grid import Sheet, column_letters
from warehouse.reading.sheet_traits import Ranges, RawTraits, traits


def read_workbook(
    path: Path, limits: Limits, find_traits: Callable[[Path], dict[str, RawTraits]] = find_xlsx_traits
) -> tuple[Sheet, ...]:
    """The worksheets of a workbook in their order. Raises UnreadableFile.

    `find_traits` is that of the file's kind; without it an error in an .xls would be read as a blank.
    """
    try:
        # From bytes: names in the archive have no extension for the library.
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        if len(workbook.sheets_metadata) > limits.max_sheets:
            raise UnreadableFile(
                f"The workbook has {len(workbook.sheets_metadata):,} sheets; at most {limits.max_sheets} are read.",
                "Send those that hold the form.",
                zh=f"工作簿有 {len(workbook.sheets_metadata):,} 个工作表，"
                f"最多读取 {limits.max_sheets} 个；请只报送报表所在的工作表。",
            )
        found = find_traits(path)
        return tuple(
            _read_sheet(
                workbook.get_sheet_by_name(sheet.name),
                sheet.visible != SheetVisibleEnum.Visible,
                found.get(sheet.name) or RawTraits(),
                limits,
            )
            for sheet in workbook.sheets_metadata
        )
    except PasswordError as error:
        raise UnreadableFile(
            "The file is protected by a password.", "Send it without one.", zh="文件设有密码；请取消密码后报送。"
        ) from error
    except CalamineError as error:
        raise UnreadableFile(
            f"The file is not a workbook that can be read: {error}.",
            "Save it as .xlsx.",
            zh="文件不是可以读取的工作簿；请另存为 .xlsx。",
        ) from error


def _put(columns: list[list[str | None]], errors: dict[tuple[int, int], str], limits: Limits) -> None:
    """Puts the errors into the grid, which grows where one is outside the area that the library returned."""
    height = max([len(columns[0]) if columns else 0, *(row + 1 for row, _ in errors)])
    width = max([len(columns), *(column + 1 for _, column in errors)])
    if height * width > limits.max_cells:
        raise UnreadableFile(
            f"There is a formula in row {height}, column {width}.",
            "Delete the cells far away from the table.",
            zh=f"第 {height} 行第 {width} 列有公式；请删除远离表格的单元格。",
        )
    columns += [[] for _ in range(width - len(columns))]
    for column in columns:
        column.extend([None] * (height - len(column)))
    for (row, index), text in errors.items():
        columns[index][row] = text


def _as_shown(columns: list[pl.Series], raw: RawTraits) -> list[pl.Series]:
    """The columns with numbers as displayed by their formats; a cell that the library did not return is empty."""
    texts: dict[int, list[str | None]] = {}
    for (row, index), shown in raw.shown.items():
        if index < len(columns) and row < len(columns[index]):
            column = texts.setdefault(index, [])
            if not column:
                column.extend(columns[index].to_list())
            written = column[row]
            column[row] = shown.text(written) if written is not None else None
    return [
        pl.Series(texts[index], dtype=pl.String) if index in texts else column for index, column in enumerate(columns)
    ]


def _read_sheet(sheet: CalamineSheet, is_hidden: bool, raw: RawTraits, limits: Limits) -> Sheet:
    last_row, last_column = sheet.end or (-1, -1)
    height, width = last_row + 1, last_column + 1
    if height * width > limits.max_cells:
        raise UnreadableFile(
            f"Sheet {sheet.name!r} spans {height} rows and {width} columns.",
            "Delete the cells far away from the table.",
            zh=f"工作表“{sheet.name}”占 {height} 行 {width} 列；请删除远离表格的单元格。",
        )
    # Slicing one list into columns is twice as fast as zipping ten thousand rows.
    cells_in_rows = list(chain.from_iterable(sheet.to_python(skip_empty_area=False)))
    columns = [column_texts(cells_in_rows[index::width]) for index in range(width)]
    if raw.errors:
        texts = [column.to_list() for column in columns]
        _put(texts, raw.errors, limits)
        columns = [pl.Series(column, dtype=pl.String) for column in texts]
    if raw.shown:
        columns = _as_shown(columns, raw)
    cells = pl.DataFrame([column.alias(column_letters(index)) for index, column in enumerate(columns)])
    found = traits(raw, dict(enumerate(cells.columns)))
    return Sheet(sheet.name, cells, is_hidden, replace(found, merged=_merged(sheet, cells.columns)))


def _merged(sheet: CalamineSheet, letters: list[str]) -> dict[str, Ranges]:
    """Cells of one column and several rows, by the letters of the column."""
    runs: dict[str, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and bottom > top and left < len(letters):
            runs.setdefault(letters[left], []).append((top + 1, bottom + 1))
    return {of: tuple(sorted(found)) for of, found in runs.items()}
