"""Properties of a sheet's cells other than their values: formulas, links, errors, hidden rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from warehouse.reading.number_formats import Shown

FORMULA_WITHOUT_VALUE = "#FORMULA!"
"""The text in the grid for a formula that was never calculated."""

Place = tuple[int, int]
"""Row and column, counted from 0."""
Ranges = tuple[tuple[int, int], ...]
"""First and last row of each run, counted from 1."""


@dataclass(frozen=True)
class SheetTraits:
    """`formulas` are the cells with a computed value, by the letters of their column; `linked` those that read another
    file, `merged` runs of rows merged into one cell of that column. Hidden rows count from 1. `counts_from_1904`: day 0
    of the workbook is 1904-01-01. `is_connected`: the workbook fills cells from a database, a web page or another file.
    `ends_open`: the last line of a text lacks the line break that the others have."""

    formulas: Mapping[str, Ranges] = field(default_factory=dict)
    linked: Mapping[str, Ranges] = field(default_factory=dict)
    merged: Mapping[str, Ranges] = field(default_factory=dict)
    hidden_rows: Ranges = ()
    hidden_columns: tuple[str, ...] = ()
    counts_from_1904: bool = False
    is_connected: bool = False
    ends_open: bool = False


@dataclass
class RawTraits:
    """The findings per cell, before aggregation. `errors` are texts to be put into the grid, `shown` the cells with a
    format that displays another number."""

    errors: dict[Place, str] = field(default_factory=dict)
    shown: dict[Place, Shown] = field(default_factory=dict)
    formulas: list[Place] = field(default_factory=list)
    linked: list[Place] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    counts_from_1904: bool = False
    is_connected: bool = False


def traits(raw: RawTraits, letters: Mapping[int, str]) -> SheetTraits:
    """The traits of a sheet; `letters` names its columns: cells outside are omitted."""
    return SheetTraits(
        formulas=_by_column(raw.formulas, letters),
        linked=_by_column(raw.linked, letters),
        hidden_rows=ranges(row + 1 for row in raw.hidden_rows),
        hidden_columns=tuple(letters[column] for column in sorted(raw.hidden_columns) if column in letters),
        counts_from_1904=raw.counts_from_1904,
        is_connected=raw.is_connected,
    )


def ranges(rows: Iterable[int]) -> Ranges:
    """Runs of rows: 3, 4, 5 and 9 are (3, 5) and (9, 9)."""
    runs: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return tuple(runs)


def _by_column(places: list[Place], letters: Mapping[int, str]) -> dict[str, Ranges]:
    rows: dict[int, list[int]] = {}
    for row, column in places:
        rows.setdefault(column, []).append(row + 1)
    return {letters[column]: ranges(found) for column, found in sorted(rows.items()) if column in letters}
