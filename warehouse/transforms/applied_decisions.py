"""Applies rulings to a reading: corrected cells of the grid, released cells, rejected rows."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from warehouse.decisions.ledger import DecisionKind
from warehouse.decisions.rulings import Ruling
from warehouse.reading.grid import Sheet


def corrected_sheets(sheets: tuple[Sheet, ...], rulings: Sequence[Ruling]) -> tuple[Sheet, ...]:
    """The sheets with the decided values in corrected cells; headings, units and keys follow from them."""
    corrections = [ruling for ruling in rulings if ruling.decision.kind is DecisionKind.CORRECTED]
    return tuple(
        sheet.with_texts(
            {(entry.column, entry.row): entry.decision.value for entry in corrections if entry.sheet == sheet.name}
        )
        for sheet in sheets
    )


def released_cells(rulings: Sequence[Ruling], sheet_name: str, letters: str, rows: pl.Series) -> pl.Series | None:
    """The released cells of a column as a mask; None without any."""
    released = [
        ruling.row
        for ruling in rulings
        if ruling.decision.kind is DecisionKind.RELEASED and (ruling.sheet, ruling.column) == (sheet_name, letters)
    ]
    return rows.is_in(released) if released else None


def rejected_rows(rulings: Sequence[Ruling], sheet_name: str) -> list[int]:
    """Rows held as duplicates and then rejected: the other row with their key is accepted."""
    return [
        ruling.row
        for ruling in rulings
        if ruling.decision.kind is DecisionKind.REJECTED
        and ruling.decision.rule == "duplicate_row"
        and ruling.sheet == sheet_name
    ]
