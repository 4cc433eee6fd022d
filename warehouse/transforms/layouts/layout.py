"""What a layout is, and how its cells become rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from warehouse.forms.form import CellType, Column
from warehouse.reading.grid import Sheet
from warehouse.transforms.cell_units import without_own_percent
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.rules_of_cells import message
from warehouse.transforms.typing import type_column


@dataclass(frozen=True)
class LayoutRows:
    """What a layout read: rows for series.macro_observations, from one sheet, and what it has to tell.

    `held` are the cells that it holds, each with what it says it is about (held_values.of_macro_rows).
    """

    sheet_name: str
    rows: pl.DataFrame
    findings: tuple[Finding, ...]
    held: pl.DataFrame
    rows_read: int
    rows_accepted: int


@dataclass(frozen=True)
class Layout:
    """A file shape of a third party. `read` raises SourceChanged where the file is not quite of that shape."""

    layout_id: str
    version: str
    title: str
    fits: Callable[[tuple[Sheet, ...], str], bool]
    read: Callable[[tuple[Sheet, ...], str], LayoutRows]


def has_header(sheets: tuple[Sheet, ...], header: tuple[str, ...]) -> bool:
    """Whether the first row of the only sheet begins with exactly these headings."""
    if len(sheets) != 1 or sheets[0].cells.width < len(header):
        return False
    first = next(iter(sheets[0].first_rows(1)), ())
    return tuple((text or "").strip() for text in first[: len(header)]) == header


def numbered(sheet: Sheet, start: int) -> pl.DataFrame:
    """The cells from row `start` (counted from 0) on with `row`, counted from 1; rows without any text are left out."""
    rows = sheet.cells.with_row_index("row", offset=1).slice(start)
    return rows.filter(pl.any_horizontal(pl.exclude("row").str.strip_chars() != "")).with_columns(
        pl.col("row").cast(pl.Int32)
    )


def read_values(
    sheet_name: str, cells: pl.DataFrame, heading: str = "value"
) -> tuple[pl.DataFrame, list[Finding], pl.DataFrame]:
    """Types `value_received` of long rows (with `row` and `source_column`) into `value`: rows, findings, held rows.

    A cell that the publisher left without a value (`..`, `#N/A`) gives no row; one that is no number is held.
    """
    column = Column("value", heading, heading, CellType.DECIMAL)
    texts = cells["value_received"]
    if "unit_received" in cells.columns:
        texts = without_own_percent(texts, cells["unit_received"] == "percent")
    typed = type_column(column, texts)
    frame = cells.with_columns(value=typed.values, broken=typed.broken, noted=typed.noted)
    findings = [
        Finding(Severity.HELD, rule, message(rule, column), sheet_name, row, letters, heading, text)
        for row, letters, text, rule in frame.filter(pl.col("broken").is_not_null())
        .select("row", "source_column", "value_received", "broken")
        .rows()
    ]
    rounded = frame.filter(pl.col("noted") == "rounded")
    if not rounded.is_empty():
        told = f"{rounded.height} values have more than six decimals and were rounded to six."
        row, letters, text = rounded.select("row", "source_column", "value_received").row(0)
        findings.append(Finding(Severity.INFO, "rounded", told, sheet_name, row, letters, heading, text))
    held = frame.filter(pl.col("broken").is_not_null()).drop("broken", "noted")
    return frame.filter(pl.col("value").is_not_null()).drop("broken", "noted"), findings, held


def accepted_rows(rows: pl.DataFrame, read: pl.DataFrame, findings: list[Finding]) -> int:
    """How many of the rows read gave a value, or had none to give."""
    held = {finding.row for finding in findings if finding.severity is Severity.HELD}
    return read.filter(~pl.col("row").is_in(list(held)) | pl.col("row").is_in(rows["row"].implode())).height
