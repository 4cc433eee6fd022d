"""Rows of totals and a declared number of rows: what a sender says about the whole table, compared with its rows.

A total that does not add up is a warning: nobody can tell which of the numbers is wrong. A declared number of rows that
is not the one found refuses the file: it was cut off, or somebody else's rows are in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from warehouse.domain.unit import UNITS
from warehouse.errors import SourceChanged
from warehouse.forms.form import CellType, Column
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.header import Row
from warehouse.transforms.heading import normalise
from warehouse.transforms.rows import TRAILER, RowKind
from warehouse.transforms.typing import TypedColumn, type_column
from warehouse.transforms.unit_line import ReceivedUnit

_ADDITIVE = {"money", "mass", "energy", "count", "person"}
_PARTS = ("其中", "#")
_SUBTOTAL = "小计"
_ONE = Decimal(1)


def check_declared_rows(sheet_name: str, rows: pl.DataFrame, titles: Sequence[Row] = ()) -> None:
    """Raises SourceChanged, with both numbers, where the table says `共12户` and has another number of rows.

    Above the header it is the better promise: what is cut off at the end takes a note below the table with it.
    """
    found = rows.filter(pl.col("row_kind") == RowKind.DATA).height
    notes = rows.filter(pl.col("row_kind") == RowKind.NOTE).rows()
    for *cells, row, _ in [*((*cells, number, "") for number, cells in enumerate(titles, start=1)), *notes]:
        declared = next((match for match in map(_declared, cells) if match is not None), None)
        if declared is not None and declared != found:
            raise SourceChanged(
                f"Sheet {sheet_name!r}, row {row}: the file says that it has {declared} rows, but {found} were found.",
                "It may be cut off; send it again, complete.",
            )


def total_findings(
    sheet_name: str,
    rows: pl.DataFrame,
    columns: list[Column],
    letters: Mapping[str, str],
    units: Mapping[str, ReceivedUnit],
    typed: Mapping[str, TypedColumn],
) -> list[Finding]:
    """A warning for each total that is not the sum of its rows: of those since the row of totals before it for a
    `小计`, of all for any other. A column with a held cell is not compared."""
    kinds = rows.select("row", "row_kind")
    data = kinds.filter(pl.col("row_kind") == RowKind.DATA)["row"]
    totals = rows.filter(pl.col("row_kind") == RowKind.TOTAL)
    if totals.is_empty() or data.is_empty():
        return []
    findings = []
    for column in columns:
        if column.cell_type is not CellType.DECIMAL or UNITS[column.unit_id or "share"].quantity not in _ADDITIVE:
            continue
        cells, letter = typed[column.name], letters[column.name]
        unit = units.get(column.name)
        factor = unit.factor if unit else _ONE
        stated = type_column(column, totals[letter], factor).values
        before = 0
        for index, row in enumerate(totals["row"]):
            label = _label(totals, index)
            start, before = (before, row) if _SUBTOTAL in label else (0, before)
            of_it = (data > start) & ((data < row) if _SUBTOTAL in label else pl.lit(True))
            summed = pl.DataFrame({"row": data, "value": cells.values, "broken": cells.broken}).filter(of_it)
            if stated[index] is None or label.startswith(_PARTS) or summed["broken"].null_count() < summed.height:
                continue
            total, found = stated[index], sum(summed["value"].drop_nulls().to_list(), Decimal(0))
            if abs(found - total) > _last_digit(totals[letter][index], factor):
                told = (
                    f"{column.heading}: the row of totals says {total.normalize():f}, "
                    f"its {summed.height} rows add up to {found.normalize():f}; look which of them is wrong."
                )
                findings.append(
                    Finding(Severity.WARNING, "total_differs", told, sheet_name, row, letter, column.name,
                            totals[letter][index])
                )  # fmt: skip
    return findings


def _declared(text: str | None) -> int | None:
    match = re.fullmatch(TRAILER, normalise(text))
    return int(match["rows"]) if match is not None else None


def _label(totals: pl.DataFrame, index: int) -> str:
    cells = totals.drop("row", "row_kind").row(index)
    return next((normalise(cell) for cell in cells if cell and not normalise(cell).isdigit()), "")


def _last_digit(text: str | None, factor: Decimal) -> Decimal:
    """One in the last digit as printed, in the form's unit: a total may be rounded."""
    decimals = len((text or "").strip().partition(".")[2].rstrip("%"))
    return factor.scaleb(-decimals) if decimals else Decimal(0)
