"""References and the result of reading one: its number of rows, and differences from our own tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet, column_letters
from warehouse.transforms.finding import Finding, Severity
from warehouse.wording import Words, bilingual


@dataclass(frozen=True)
class Entry:
    """One row of a reference file by heading, with its row number (from 1)."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Compared:
    """The result of a reference file. `held` rows have a finding of that severity; the others were understood."""

    rows_read: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Reference:
    """A kind of reference file: its name in both languages, how it is recognised and how it is compared."""

    reference_id: str
    title: Words
    fits: Callable[[Sheet, Programme], bool]
    compare: Callable[[Sheet, Programme], Compared]


def heading(sheet: Sheet) -> tuple[str, ...]:
    """The first row, each cell stripped; trailing empty cells are omitted."""
    first = [(text or "").strip() for text in next(iter(sheet.first_rows(1)), ())]
    while first and not first[-1]:
        first.pop()
    return tuple(first)


def entries(sheet: Sheet) -> Iterator[Entry]:
    """The rows below the first by its headings, each cell stripped; empty rows are omitted."""
    names = heading(sheet)
    for number, row in enumerate(sheet.cells.slice(1).iter_rows(), start=2):
        cells = {name: (text or "").strip() for name, text in zip(names, row, strict=False)}
        if any(cells.values()):
            yield Entry(number, cells)


def letter_of(sheet: Sheet, name: str) -> str:
    """The letters of the column with that heading."""
    return column_letters(heading(sheet).index(name))


def of_file(rule: str, en: str, zh: str, sheet: Sheet, severity: Severity = Severity.INFO) -> Finding:
    """A finding about the file as a whole."""
    return Finding(severity, rule, bilingual(en, zh), sheet.name)
