"""Findings about a cell or a file, with its address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from warehouse.forms.datasets import DATASETS


class Severity(StrEnum):
    """The consequence of a finding."""

    INFO = "info"
    """Recognised and corrected automatically; no action needed."""
    WARNING = "warning"
    """Accepted as it is, but should be checked."""
    HELD = "held"
    """Not accepted; waits for a correction."""
    UNASSIGNED = "unassigned"
    """A series that is stored and waits to be assigned to an indicator."""
    WAITING = "waiting"
    """The whole file waits until a person names it."""
    REFUSED = "refused"
    """The whole file was refused."""


@dataclass(frozen=True)
class Finding:
    """One finding. `row` counts from 1 as a spreadsheet does; sheet, row and column are empty for the file itself."""

    severity: Severity
    rule: str
    message: str
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    column_name: str | None = None
    text: str | None = None
    subject: str | None = None
    """Of a held cell: the subject of its row, so that the same text is recognised next month. Of a credit code with a
    wrong check digit: the code."""

    @property
    def cell(self) -> str | None:
        """The address, `F12`; None for a row or a file."""
        return f"{self.column}{self.row}" if self.column is not None and self.row is not None else None


@dataclass(frozen=True)
class FindingGroup:
    """Findings as reported to people: one for a column that is wrong throughout, with the number of cells and their
    range."""

    severity: Severity
    where: str
    message: str


_SEVERAL = 4
"""From this many cells of one column that violate one rule, they are reported together."""


def group_findings(findings: Iterable[Finding]) -> list[FindingGroup]:
    """The findings to report, in order. Each held cell still waits separately."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for found in findings:
        of_cell = found.row is not None and found.column is not None
        key = (found.severity, found.rule, found.sheet, found.column, found.message)
        if found.severity is Severity.UNASSIGNED:
            groups.setdefault((found.severity, found.sheet, found.message), []).append(found)
        else:
            groups.setdefault(key if of_cell else (len(groups),), []).append(found)
    reported = []
    for group in groups.values():
        if group[0].severity is Severity.UNASSIGNED:
            reported.append(_of_series(group))
            continue
        if len(group) < _SEVERAL:
            reported += [
                FindingGroup(found.severity, " ".join(filter(None, (found.sheet, found.cell))), found.message)
                for found in group
            ]
            continue
        first = group[0]
        rows = sorted(found.row for found in group if found.row is not None)
        cells = f"{first.column}{rows[0]}:{first.column}{rows[-1]}"
        where = f"{first.sheet} {cells} ({len(group)} cells / 共 {len(group)} 个单元格)".strip()
        reported.append(FindingGroup(first.severity, where, first.message))
    return reported


def _of_series(group: list[Finding]) -> FindingGroup:
    """The series of a sheet that wait for the same reason: their names at the first cell."""
    first = group[0]
    names = list(dict.fromkeys(found.text or "" for found in group))
    named = ", ".join(names[:_SEVERAL]) + (" …" if len(names) > _SEVERAL else "")
    count = "" if len(group) == 1 else f"({len(group)} series / 共 {len(group)} 个序列) "
    where = " ".join(filter(None, (first.sheet, first.cell)))
    return FindingGroup(first.severity, f"{where} {count}{named}".strip(), first.message)


def findings_frame(findings: Iterable[Finding], number: int) -> pl.DataFrame:
    """The findings of submission `number` as the staged dataset `finding`."""
    rows = [
        (
            finding.severity.value, finding.rule, finding.column, finding.column_name, finding.text, finding.message,
            finding.subject, number, finding.sheet, finding.row,
        )
        for finding in findings
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(DATASETS["finding"]), orient="row")


def read_findings(frame: pl.DataFrame) -> tuple[Finding, ...]:
    """The findings of a staged dataset `finding`."""
    return tuple(
        Finding(
            severity=Severity(row["severity"]), rule=row["rule"], message=row["message"], sheet=row["source_sheet"],
            row=row["source_row"], column=row["source_column"], column_name=row["column_name"], text=row["text"],
            subject=row["subject"],
        )
        for row in frame.iter_rows(named=True)
    )  # fmt: skip
