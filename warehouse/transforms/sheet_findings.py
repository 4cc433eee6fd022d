"""What is to be said about rows that were taken as they stand, but are not quite what they look like: values that a
formula computed or another file gave, rows and columns that whoever looks at the sheet does not see."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from warehouse.reading.grid import Sheet
from warehouse.reading.sheet_traits import Ranges, SheetTraits, ranges
from warehouse.transforms.finding import Finding, Severity

_LISTED = 20
"""More ranges than that are counted, not listed."""


def sheet_findings(sheet: Sheet, rows: Collection[int], names: Mapping[str, str]) -> list[Finding]:
    """The findings about `rows` (from 1) in the columns that `names` names by their letters; one a column."""
    traits = sheet.traits
    if traits == SheetTraits():
        return []
    if traits.is_connected:
        told = "The workbook draws on other files or a database; the values that it held when it was saved were taken."
        first = [Finding(Severity.WARNING, "external_connection", told, sheet.name)]
    else:
        first = []
    wanted = frozenset(rows)
    if traits.ends_open and sheet.cells.height in wanted:
        told = "The last line has no line break: if the file was cut off, its last value may be short. Compare it."
        first.append(Finding(Severity.WARNING, "ends_open", told, sheet.name, sheet.cells.height))
    found = [
        *_cells(sheet, traits.formulas, wanted, names, Severity.INFO, "formula_cell",
                "the values that these formulas had when the file was saved were taken"),
        *_cells(sheet, traits.linked, wanted, names, Severity.WARNING, "linked_cell",
                "these formulas read another file; the values that they had when this one was saved were taken"),
    ]  # fmt: skip
    hidden = _within(traits.hidden_rows, wanted)
    if hidden:
        told = f"Hidden rows were taken like the others: {_listed(hidden, '')}."
        found.append(Finding(Severity.WARNING, "hidden_rows", told, sheet.name, hidden[0][0]))
    columns = [letters for letters in traits.hidden_columns if letters in names]
    if columns:
        told = f"Hidden columns were taken like the others: {', '.join(columns)}."
        found.append(Finding(Severity.WARNING, "hidden_columns", told, sheet.name, None, columns[0], names[columns[0]]))
    return first + found


def _cells(
    sheet: Sheet,
    cells: Mapping[str, Ranges],
    rows: frozenset[int],
    names: Mapping[str, str],
    severity: Severity,
    rule: str,
    told: str,
) -> list[Finding]:
    findings = []
    for letters, of in cells.items():
        within = _within(of, rows) if letters in names else ()
        if within:
            message = f"{_listed(within, letters)}: {told}."
            findings.append(Finding(severity, rule, message, sheet.name, within[0][0], letters, names[letters]))
    return findings


def _within(of: Ranges, rows: frozenset[int]) -> Ranges:
    return ranges(row for first, last in of for row in range(first, last + 1) if row in rows)


def _listed(runs: Ranges, letters: str) -> str:
    shown = [
        f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}" for first, last in runs[:_LISTED]
    ]
    more = sum(last - first + 1 for first, last in runs[_LISTED:])
    return ", ".join(shown) + (f" and {more} more" if more else "")
