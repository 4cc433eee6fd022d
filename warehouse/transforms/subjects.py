"""The subject of a held cell, in a form that recurs in another month's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from warehouse.domain.folded import folded
from warehouse.domain.identifiers import CodeState, examine_credit_code
from warehouse.forms.form import CellType, Form
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.table import TypedTable


def with_subjects(findings: Iterable[Finding], tables: Sequence[TypedTable], form: Form) -> tuple[Finding, ...]:
    """The findings, those of held cells with their subject."""
    found = list(findings)
    held = {(entry.sheet, entry.row) for entry in found if entry.severity is Severity.HELD}
    rows: dict[tuple[str, int | None], Mapping[str, str | None]] = {}
    for table in tables:
        wanted = [row for sheet, row in held if sheet == table.sheet_name and row is not None]
        for row in table.received.filter(pl.col("row").is_in(wanted)).iter_rows(named=True) if wanted else ():
            rows[table.sheet_name, row["row"]] = row
    return tuple(
        replace(entry, subject=subject_of(rows[entry.sheet, entry.row], form, entry.column_name))
        if entry.severity is Severity.HELD and (entry.sheet, entry.row) in rows
        else entry
        for entry in found
    )


def subject_of(row: Mapping[str, str | None], form: Form, column_name: str | None) -> str | None:
    """The keys of a row without the held cell itself; None where the row cannot be distinguished from others.

    A held or destroyed credit code is replaced by its firm's name: destroyed codes look alike, and a decision about one
    firm must not apply to another.
    """
    parts = []
    for key in form.key:
        part: str | None = folded(row.get(key))
        if form.column(key).cell_type is CellType.CREDIT_CODE:
            code, state = examine_credit_code(row.get(key))
            usable = key != column_name and state not in (CodeState.DESTROYED, CodeState.MALFORMED)
            part = code if usable and code else folded(row.get("name"))
        elif key == column_name:
            continue
        if not part:
            return None
        parts.append(part)
    return "|".join(parts) or None
