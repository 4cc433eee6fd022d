"""Cells merged over several rows of data: a name or a code applies to each row, an amount is ambiguous.

The library that reads a workbook returns the value in the first row and blanks in the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from warehouse.decisions.ledger import DecisionKind
from warehouse.decisions.rulings import Ruling
from warehouse.forms.form import CellType, Column
from warehouse.reading.grid import Sheet
from warehouse.transforms.cells.typing import TypedColumn
from warehouse.transforms.finding import Finding, Severity
from warehouse.wording import bilingual

RULE = "merged_number"


def fill_merged(
    sheet: Sheet, texts: pl.DataFrame, columns: Sequence[Column], letters: Mapping[str, str]
) -> tuple[pl.DataFrame, list[Finding]]:
    """The texts with a merged name, code or day in each of its rows; one finding per column."""
    findings = []
    for column in columns:
        if column.cell_type is CellType.DECIMAL:
            continue
        of, cells = letters[column.name], texts[column.name]
        filled = []
        for first, last in sheet.traits.merged.get(of, ()):
            top = cells.filter(texts["row"] == first)
            blank = (texts["row"] > first) & (texts["row"] <= last) & cells.is_null()
            if len(top) and top[0] is not None and blank.any():
                cells = cells.set(blank, top[0])
                filled.append(f"{of}{first}:{of}{last}")
        if filled:
            explanation = bilingual(
                f"{', '.join(filled)}: the value of these merged cells was taken for each of their rows.",
                f"{'、'.join(filled)}：合并单元格的内容用于其中每一行。",
            )
            row = int(filled[0].partition(":")[0].removeprefix(of))
            findings.append(Finding(Severity.INFO, "merged_cell", explanation, sheet.name, row, of, column.name))
            texts = texts.with_columns(cells.alias(column.name))
    return texts, findings


def hold_merged(
    typed: TypedColumn, column: Column, sheet: Sheet, letters: str, rows: pl.Series, rulings: Sequence[Ruling]
) -> TypedColumn:
    """Holds an amount that is merged over several rows of data, unless a person has corrected it."""
    merged = sheet.traits.merged.get(letters, ())
    if not merged or column.cell_type is not CellType.DECIMAL:
        return typed
    decided = {
        ruling.row
        for ruling in rulings
        if ruling.decision.kind is DecisionKind.CORRECTED and (ruling.sheet, ruling.column) == (sheet.name, letters)
    }
    held = [first for first, last in merged if first not in decided and ((rows > first) & (rows <= last)).any()]
    return typed.held(rows.is_in(held) & typed.broken.is_null() & typed.values.is_not_null(), RULE)
