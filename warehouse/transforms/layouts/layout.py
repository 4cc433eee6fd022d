"""Layouts, and how their cells become rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.errors import NamingNeeded
from warehouse.forms.datasets import empty
from warehouse.forms.form import CellType, Column
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet
from warehouse.transforms.cells.rules import message
from warehouse.transforms.cells.typing import type_column
from warehouse.transforms.cells.units import without_own_percent
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.recognise.header import SEARCHED_ROWS
from warehouse.transforms.recognise.rows import RowKind, classify_rows
from warehouse.wording import bilingual

_KEY = ["indicator_id", "region_code", "period", "period_kind", "vintage_id"]


@dataclass(frozen=True)
class LayoutRows:
    """The result of a layout: rows for series.macro_observations, from one sheet, and findings.

    `held` are the held cells, each with its identity (held_values.of_macro_rows). `series` and `series_values` are
    staged as they are; `rows_unassigned` rows have values of unassigned series only. `needed` is what a person has to
    say of the file before anything of it is in force.
    """

    sheet_name: str
    rows: pl.DataFrame
    findings: tuple[Finding, ...]
    held: pl.DataFrame
    rows_read: int
    rows_accepted: int
    rows_unassigned: int = 0
    series: pl.DataFrame = field(default_factory=lambda: empty("series"))
    series_values: pl.DataFrame = field(default_factory=lambda: empty("series_value"))
    needed: NamingNeeded | None = None

    def with_findings(self, further: Iterable[Finding]) -> LayoutRows:
        """The same with further findings."""
        return replace(self, findings=(*self.findings, *further))


@dataclass(frozen=True)
class Layout:
    """A file shape of a third party. `read` gives the rows of each sheet; it raises SourceChanged where a person or the
    file contradicts itself."""

    layout_id: str
    version: str
    title: str
    fits: Callable[[tuple[Sheet, ...], Programme], bool]
    read: Callable[[tuple[Sheet, ...], Naming | None, Programme], tuple[LayoutRows, ...]]


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
    sheet_name: str, cells: pl.DataFrame, programme: Programme, heading: str = "value"
) -> tuple[pl.DataFrame, list[Finding], pl.DataFrame]:
    """Types `value_received` of long rows (with `row` and `source_column`) into `value`: rows, findings, held rows.

    A cell that the publisher marked as missing (`..`, `#N/A`) gives no row; one that is not a number is held.
    """
    return values_and_held(sheet_name, typed_values(cells, programme, "unit_received", heading), heading)


def typed_values(cells: pl.DataFrame, programme: Programme, unit_column: str, heading: str = "value") -> pl.DataFrame:
    """The rows with `value`, and `broken` and `noted`, the rules that a cell violates or that only note it."""
    texts = cells["value_received"]
    if unit_column in cells.columns:
        texts = without_own_percent(texts, cells[unit_column] == "percent")
    typed = type_column(Column("value", heading, heading, CellType.DECIMAL), texts, programme)
    return cells.with_columns(value=typed.values, broken=typed.broken, noted=typed.noted)


def values_and_held(
    sheet_name: str, frame: pl.DataFrame, heading: str = "value"
) -> tuple[pl.DataFrame, list[Finding], pl.DataFrame]:
    """Typed rows as those with a value, the findings about them, and those that are held."""
    column = Column("value", heading, heading, CellType.DECIMAL)
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


def without_repetition(parts: Sequence[LayoutRows]) -> tuple[LayoutRows, ...]:
    """Of equal cells the first is taken; of differing cells with one key none: which is right is unknown."""
    marked = [part.rows.with_columns(part=pl.lit(number)) for number, part in enumerate(parts)]
    rows = pl.concat(marked)
    once = rows.unique([*_KEY, "value", "unit_received"], keep="first", maintain_order=True)
    if once.height == rows.height and not once.select(_KEY).is_duplicated().any():
        return tuple(parts)
    differs = pl.len().over(_KEY) > 1
    explanation = message("duplicate_row", Column("value", "value", "value", CellType.DECIMAL))
    found = []
    for number, part in enumerate(parts):
        differing = once.filter(differs).filter(pl.col("part") == number).drop("part")
        own = once.filter(~differs).filter(pl.col("part") == number).drop("part")
        findings = [
            Finding(Severity.HELD, "duplicate_row", explanation, part.sheet_name, row, letters, "value", text)
            for row, letters, text in differing.select("row", "source_column", "value_received").rows()
        ]
        lost = differing.filter(~pl.col("row").is_in(own["row"].implode()))["row"].n_unique()
        held = pl.concat([part.held, differing], how="diagonal_relaxed") if findings else part.held
        found.append(
            replace(
                part, rows=own, findings=(*part.findings, *findings), held=held, rows_accepted=part.rows_accepted - lost
            )
        )
    return tuple(found)


def not_read(sheets: Iterable[Sheet]) -> tuple[Finding, ...]:
    """A finding for each of these sheets that is not empty."""
    return tuple(
        Finding(
            Severity.WARNING,
            "sheet_not_read",
            bilingual(f"Sheet {sheet.name!r} was not read.", f"工作表“{sheet.name}”未读取。"),
            sheet.name,
        )
        for sheet in sheets
        if not sheet.is_empty
    )
