"""What rulings change in a reading: corrected cells of the grid, released cells, rejected rows."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from warehouse.decisions.ledger import DecisionKind
from warehouse.decisions.rulings import Ruling
from warehouse.reading.grid import Sheet


def corrected_sheets(sheets: tuple[Sheet, ...], rulings: Sequence[Ruling]) -> tuple[Sheet, ...]:
    """The sheets with every corrected cell holding what was decided; headings, units and keys follow from it."""
    corrections = [ruling for ruling in rulings if ruling.decision.kind is DecisionKind.CORRECTED]
    return tuple(
        sheet.with_texts(
            {(entry.column, entry.row): entry.decision.value for entry in corrections if entry.sheet == sheet.name}
        )
        for sheet in sheets
    )


def released_cells(rulings: Sequence[Ruling], sheet_name: str, letters: str, rows: pl.Series) -> pl.Series | None:
    """Which cells of a column are released; None where none is."""
    released = [
        ruling.row
        for ruling in rulings
        if ruling.decision.kind is DecisionKind.RELEASED and (ruling.sheet, ruling.column) == (sheet_name, letters)
    ]
    return rows.is_in(released) if released else None


def rejected_rows(rulings: Sequence[Ruling], sheet_name: str) -> list[int]:
    """Rows that were held because another row has their key, and were rejected: the other row may then stand."""
    return [
        ruling.row
        for ruling in rulings
        if ruling.decision.kind is DecisionKind.REJECTED
        and ruling.decision.rule == "duplicate_row"
        and ruling.sheet == sheet_name
    ]
