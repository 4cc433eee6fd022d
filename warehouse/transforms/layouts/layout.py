"""Layouts, and how their cells become rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.forms.form import CellType, Column
from warehouse.reading.grid import Sheet
from warehouse.transforms.cells.rules import message
from warehouse.transforms.cells.typing import type_column
from warehouse.transforms.cells.units import without_own_percent
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.recognise.header import SEARCHED_ROWS
from warehouse.transforms.recognise.rows import RowKind, classify_rows
from warehouse.wording import bilingual


@dataclass(frozen=True)
class LayoutRows:
    """The result of a layout: rows for series.macro_observations, from one sheet, and findings.

    `held` are the held cells, each with its identity (held_values.of_macro_rows).
    """

    sheet_name: str
    rows: pl.DataFrame
    findings: tuple[Finding, ...]
    held: pl.DataFrame
    rows_read: int
    rows_accepted: int


@dataclass(frozen=True)
class Layout:
    """A file shape of a third party. `read` raises SourceChanged where the file deviates from it, and NamingNeeded
    where neither the file nor a person names its figures."""

    layout_id: str
    version: str
    title: str
    fits: Callable[[tuple[Sheet, ...]], bool]
    read: Callable[[tuple[Sheet, ...], Naming | None], LayoutRows]


def header_row(sheets: tuple[Sheet, ...], header: tuple[str, ...]) -> int | None:
    """The row of the only sheet, counted from 0, that begins with exactly these headings; titles may precede it."""
    if len(sheets) != 1 or sheets[0].cells.width < len(header):
        return None
    rows = enumerate(sheets[0].first_rows(SEARCHED_ROWS))
    return next(
        (number for number, row in rows if tuple((text or "").strip() for text in row[: len(header)]) == header), None
    )


def numbered(sheet: Sheet, start: int) -> pl.DataFrame:
    """The cells from row `start` (counted from 0) on with `row`, counted from 1; without empty rows and notes."""
    rows = classify_rows(sheet, start)
    data_rows = rows.filter(~pl.col("row_kind").is_in([RowKind.BLANK.value, RowKind.NOTE.value]))
    return data_rows.select("row", pl.exclude("row", "row_kind"))


def read_values(
    sheet_name: str, cells: pl.DataFrame, heading: str = "value"
) -> tuple[pl.DataFrame, list[Finding], pl.DataFrame]:
    """Types `value_received` of long rows (with `row` and `source_column`) into `value`: rows, findings, held rows.

    A cell that the publisher marked as missing (`..`, `#N/A`) gives no row; one that is not a number is held.
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
        explanation = bilingual(
            f"{rounded.height} values have more than six decimals and were rounded to six.",
            f"{rounded.height} 个数小数超过六位，已四舍五入到六位。",
        )
        row, letters, text = rounded.select("row", "source_column", "value_received").row(0)
        findings.append(Finding(Severity.INFO, "rounded", explanation, sheet_name, row, letters, heading, text))
    held = frame.filter(pl.col("broken").is_not_null()).drop("broken", "noted")
    return frame.filter(pl.col("value").is_not_null()).drop("broken", "noted"), findings, held


def accepted_rows(rows: pl.DataFrame, read: pl.DataFrame, findings: list[Finding]) -> int:
    """How many of the rows read have a value, or none to give."""
    held = {finding.row for finding in findings if finding.severity is Severity.HELD}
    return read.filter(~pl.col("row").is_in(list(held)) | pl.col("row").is_in(rows["row"].implode())).height
