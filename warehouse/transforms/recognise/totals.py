"""Compares rows of totals and a declared number of rows with the table's rows.

A total that does not add up is a warning: which number is wrong is unknown. A wrong number of declared rows refuses the
file: it was cut off, or contains rows of another table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from warehouse.domain.folded import folded
from warehouse.errors import SourceChanged
from warehouse.forms.form import CellType, Column
from warehouse.programme.programme import Programme
from warehouse.transforms.cells.plain import read_plain_cells
from warehouse.transforms.cells.typing import TypedColumn, type_cells
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.recognise.header import Row
from warehouse.transforms.recognise.rows import TRAILER
from warehouse.transforms.recognise.unit_line import ReceivedUnit
from warehouse.wording import bilingual

_ADDITIVE = {"money", "mass", "energy", "count", "person"}
_PARTS = ("其中", "#")
_SUBTOTAL = "小计"
_ONE = Decimal(1)
_WIDE = pl.Decimal(38, 6)


def check_declared_rows(sheet_name: str, found: int, notes: pl.DataFrame, titles: Sequence[Row] = ()) -> None:
    """Raises SourceChanged, with both numbers, where the table declares `共12户` and has another number of rows,
    `found`.

    A declaration above the header is more reliable: cutting off the end of a table removes a note below it.
    """
    for *cells, row in [*((*cells, number) for number, cells in enumerate(titles, start=1)), *notes.rows()]:
        declared = next((match for match in map(_declared, cells) if match is not None), None)
        if declared is not None and declared != found:
            raise SourceChanged(
                f"Sheet {sheet_name!r}, row {row}: the file says that it has {declared} rows, but {found} were found.",
                "It may be cut off; send it again, complete.",
                zh=f"工作表“{sheet_name}”第 {row} 行：文件注明共 {declared} 行，"
                f"实际只有 {found} 行，可能不完整；请完整报送。",
            )


def total_findings(
    sheet_name: str,
    data: pl.Series,
    totals: pl.DataFrame,
    columns: list[Column],
    letters: Mapping[str, str],
    units: Mapping[str, ReceivedUnit],
    typed: Mapping[str, TypedColumn],
    programme: Programme,
) -> list[Finding]:
    """A warning for each total that is not the sum of its rows: of the rows since the previous total for a `小计`, of
    all rows for any other. `data` are the numbers of the rows of data. A column with a held cell is not compared."""
    if totals.is_empty() or data.is_empty():
        return []
    findings = []
    labels = [_label(totals, index) for index in range(totals.height)]
    compared = [
        column
        for column in columns
        if column.cell_type is CellType.DECIMAL and programme.units[column.unit_id or "share"].dimension in _ADDITIVE
    ]
    factors = {column.name: units[column.name].factor for column in compared if column.name in units}
    texts = totals.select(**{column.name: pl.col(letters[column.name]) for column in compared})
    plain = read_plain_cells(compared, texts, factors)
    for column in compared:
        cells, letter = typed[column.name], letters[column.name]
        factor = factors.get(column.name, _ONE)
        stated = type_cells(column, texts[column.name], plain[column.name], programme, factor).values
        before = 0
        for index, row in enumerate(totals["row"]):
            label = labels[index]
            start, before = (before, row) if _SUBTOTAL in label else (0, before)
            of_it = (data > start) & (data < row) if _SUBTOTAL in label else data > start
            if stated[index] is None or label.startswith(_PARTS) or (cells.broken.is_not_null() & of_it).any():
                continue
            values = cells.values.filter(of_it)
            total, found = stated[index], Decimal(values.cast(_WIDE).sum())
            if abs(found - total) > _last_digit(totals[letter][index], factor):
                explanation = bilingual(
                    f"{column.heading}: the row of totals says {total.normalize():f}, "
                    f"its {values.len()} rows add up to {found.normalize():f}; find out which is wrong.",
                    f"合计行为 {total.normalize():f}，其 {values.len()} 行相加为 {found.normalize():f}，请核对。",
                )
                findings.append(
                    Finding(Severity.WARNING, "total_differs", explanation, sheet_name, row, letter, column.name,
                            totals[letter][index])
                )  # fmt: skip
    return findings


def _declared(text: str | None) -> int | None:
    match = re.fullmatch(TRAILER, folded(text))
    return int(match["rows"]) if match is not None else None


def _label(totals: pl.DataFrame, index: int) -> str:
    cells = totals.drop("row").row(index)
    return next((folded(cell) for cell in cells if cell and not folded(cell).isdigit()), "")


def _last_digit(text: str | None, factor: Decimal) -> Decimal:
    """One unit of the last printed digit, in the form's unit: a total may be rounded."""
    decimals = len((text or "").strip().partition(".")[2].rstrip("%"))
    return factor.scaleb(-decimals) if decimals else Decimal(0)
