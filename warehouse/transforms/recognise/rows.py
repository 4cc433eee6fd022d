"""Classifies the rows below a header: data, blank, column numbers, totals or notes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import polars as pl

from warehouse.reading.grid import Sheet

SYNTHETIC_MARK = "合成数据"
"""The mark of a generated delivery, in a title or a note."""
_TOTAL = r"^(?:\p{Han}{0,12})?(?:合计|总计|小计)(?:数|户数)?[:：]?$|^其中[:：]|^#\p{Han}"
_NOTE = (
    r"^[\(（*※]*(?:注|备注|附注|说明|填表说明|数据来源|资料来源|来源|"
    r"填表人|制表人|填报人|审核人|复核人|单位负责人|统计负责人|负责人|填表日期|制表日期|填报日期|报出日期|联系电话)"
    r"(?:\d{1,2}[.、:：]|[:：])"
)
TRAILER = r"(?:合计|总计)?共?计?:?(?P<rows>\d{1,7})(?:户|家|条|行)(?:企业|记录)?[。.]?"
"""A declared number of rows at the end of a table: `共12户`."""
_NUMBERING = r"^(?:[甲乙丙丁戊]|\(?\d{1,3}\)?)$"
_CODE = r"^[0-9A-Za-z]{18}$"
_ONE_CELL_NOTE = f"{SYNTHETIC_MARK}|^{TRAILER.replace(':?(?P', '[:：]?(?P')}$"
_BLANKS = r"[\s\u{00a0}\u{2000}-\u{200b}\u{3000}\u{feff}]+"
_TITLES_LOOKED_AT = 4
_SHORTEST_TITLE = 4
"""Characters of a line above a header; a shorter text may be a value."""


class RowKind(StrEnum):
    """The kinds of rows below a header."""

    DATA = "data"
    BLANK = "blank"
    NUMBERING = "numbering"
    """`甲 乙 1 2 3`: the numbers of the columns, as official forms print them."""
    TOTAL = "total"
    """A total, or a part of the row above (`其中：`, `#国有`): its values are in other rows already."""
    NOTE = "note"
    HEADER = "header"
    """The header or a line above it, repeated as at the top of a printed page."""


def classify_rows(sheet: Sheet, end: int, start: int | None = None) -> pl.DataFrame:
    """The cells below row `end` (counted from 0) with `row`, counted from 1, and `row_kind`.

    With `start`, the first row of the header, repetitions of the header or of a line above it are recognised too.
    """
    leading = sheet.cells.columns[:_TITLES_LOOKED_AT]
    cells = _without_blank_columns(sheet, leading)
    row = pl.int_range(end + 1, end + 1 + pl.len(), dtype=pl.Int32)
    below = cells.slice(end).with_columns(row.alias("row"), pl.lit(RowKind.DATA.value).alias("row_kind"))
    # A row with the code of an enterprise is data, whatever its other cells: most rows need no further examination.
    rest = below.select((~_has_code(leading)).arg_true()).to_series()
    if rest.is_empty():
        return below
    repeats = _repeats_header(cells, start, end)
    kinds = _kinds(below[rest].drop("row_kind"), leading, end + 1, repeats)
    return below.with_columns(below["row_kind"].scatter(rest, kinds))


def _without_blank_columns(sheet: Sheet, leading: Sequence[str]) -> pl.DataFrame:
    """A blank column has no effect, and a sheet may have sixteen thousand of them."""
    blank = [letters for letters in sheet.cells.columns if letters not in sheet.filled and letters not in leading]
    return sheet.cells.drop(blank) if blank else sheet.cells


def rows_of(rows: pl.DataFrame, kind: RowKind) -> pl.DataFrame:
    """The classified rows of one kind, without `row_kind`."""
    return rows.drop("row_kind").filter(rows["row_kind"] == kind.value)


def without_named_rows(
    data: pl.DataFrame, totals: pl.DataFrame, needed: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of data and of totals, where a total with all required cells is data: an indicator or a product may be
    called `资产总计`. `needed` are the required columns; a real total leaves some of them empty, or its label is in one
    of them."""
    if totals.is_empty() or not needed:
        return data, totals
    cells = pl.col(needed).str.replace_all(_BLANKS, "")
    is_data = pl.all_horizontal((cells != "") & ~cells.str.contains(_TOTAL)).fill_null(False)
    return pl.concat([data, totals.filter(is_data)]).sort("row"), totals.filter(~is_data)


def _has_code(leading: list[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(leading).str.contains(_CODE).fill_null(False))


def _kinds(rows: pl.DataFrame, leading: list[str], first_row: int, repeats_header: pl.Expr) -> pl.Series:
    cells = pl.exclude("row")
    flat = rows.select("row", cells.str.replace_all(_BLANKS, "").replace("", None))
    first = pl.coalesce(cells)
    # A total has its label in one of the leading columns, whose first may hold a serial number.
    names_total = pl.any_horizontal(pl.col(leading).str.contains(_TOTAL).fill_null(False))
    filled = pl.sum_horizontal(cells.is_not_null())
    is_numbering = (
        pl.all_horizontal(cells.str.contains(_NUMBERING).fill_null(True))
        & (filled > 2)
        & pl.any_horizontal(cells.is_in(["甲", "乙", "1", "(1)"]).fill_null(False))
        & (pl.col("row") == first_row)
    )
    return flat.select(
        pl.when(filled == 0)
        .then(pl.lit(RowKind.BLANK.value))
        .when(repeats_header)
        .then(pl.lit(RowKind.HEADER.value))
        .when(is_numbering)
        .then(pl.lit(RowKind.NUMBERING.value))
        .when(names_total & ~_has_code(leading))
        .then(pl.lit(RowKind.TOTAL.value))
        .when((first.str.contains(_NOTE) | (filled == 1) & first.str.contains(_ONE_CELL_NOTE)) & ~_has_code(leading))
        .then(pl.lit(RowKind.NOTE.value))
        .otherwise(pl.lit(RowKind.DATA.value))
    ).to_series()


def _repeats_header(cells: pl.DataFrame, start: int | None, end: int) -> pl.Expr:
    """Whether every filled cell of a row, at least two, repeats one row of the header in that column; or the whole row
    repeats a line above the header."""
    if start is None:
        return pl.lit(False)
    heads = cells.slice(0, end).select(pl.all().str.replace_all(_BLANKS, "").replace("", None))
    filled = pl.sum_horizontal(pl.exclude("row").is_not_null())
    said = [pl.lit(False)]
    for number, row in enumerate(heads.iter_rows(named=True)):
        if number >= start:
            same = [(pl.col(letter) == (text or "")).fill_null(True) for letter, text in row.items()]
            said.append(pl.all_horizontal(same) & (filled > 1))
        elif len("".join(filter(None, row.values()))) >= _SHORTEST_TITLE:
            said.append(pl.all_horizontal([pl.col(letter).eq_missing(text) for letter, text in row.items()]))
    return pl.any_horizontal(said)
