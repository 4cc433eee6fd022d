"""Tables known by their exact headings: checks that need no table of ours.

Counts rows with a repeated key, cells unlike their column, and references to a key that the file does not define. Each
is one finding with its count and its first place: such files are not ours to correct.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.references.reference import Compared, Entry, Reference, entries, heading, letter_of
from warehouse.wording import Words, bilingual


@dataclass(frozen=True)
class Shape:
    """The pattern of the cells of a column (full match), and the words for cells that do not match."""

    pattern: str
    unlike: Words


@dataclass(frozen=True)
class KnownTable:
    """The headings of a table, its key, the shapes of its columns, and columns that list keys of the same file."""

    headings: tuple[str, ...]
    key: str | None = None
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    refers: tuple[str, ...] = ()


def known_table(reference_id: str, title: Words, table: KnownTable) -> Reference:
    """A reference that is recognised by exactly these headings and by cells of these shapes."""
    return Reference(reference_id, title, lambda sheet, _: _fits(sheet, table), _compare(table))


def _fits(sheet: Sheet, table: KnownTable) -> bool:
    """Whether the headings are exact and most cells of each column with a shape match it: `code,name` alone is weak
    evidence."""
    if heading(sheet) != table.headings:
        return False
    rows = list(entries(sheet))
    return all(
        2 * sum(re.fullmatch(shape.pattern, entry.cells[name]) is not None for entry in rows) > len(rows)
        for name, shape in table.shapes.items()
    )


def _compare(table: KnownTable) -> Callable[[Sheet, Programme], Compared]:
    def compare(sheet: Sheet, programme: Programme) -> Compared:
        rows = list(entries(sheet))
        findings = (*_repeated(sheet, rows, table), *_shapes(sheet, rows, table), *_dangling(sheet, rows, table))
        return Compared(len(rows), findings)

    return compare


def _repeated(sheet: Sheet, rows: list[Entry], table: KnownTable) -> Iterable[Finding]:
    if table.key is None:
        return
    seen: set[str] = set()
    repeated = []
    for entry in rows:
        value = entry.cells[table.key]
        if value in seen:
            repeated.append(entry)
        seen.add(value)
    if repeated:
        what = Words(en=f"rows repeat a value of '{table.key}'", zh=f"行的“{table.key}”重复")
        yield _counted(sheet, "repeated_key", what, table.key, repeated)


def _shapes(sheet: Sheet, rows: list[Entry], table: KnownTable) -> Iterable[Finding]:
    for name, shape in table.shapes.items():
        odd = [entry for entry in rows if re.fullmatch(shape.pattern, entry.cells[name]) is None]
        if odd:
            yield _counted(sheet, "unlike_its_column", shape.unlike, name, odd)


def _dangling(sheet: Sheet, rows: list[Entry], table: KnownTable) -> Iterable[Finding]:
    if table.key is None:
        return
    known = {entry.cells[table.key] for entry in rows}
    for name in table.refers:
        targets = [(entry, target) for entry in rows for target in entry.cells[name].split(",") if target]
        odd = [entry for entry, target in targets if target not in known]
        if odd:
            what = Words(
                en=f"of {len(targets)} references in '{name}' lead to no row of this file",
                zh=f"处引用（“{name}”共 {len(targets)} 处）在本文件中没有对应的行",
            )
            yield _counted(sheet, "dangling_reference", what, name, odd)


def _counted(sheet: Sheet, rule: str, what: Words, name: str, found: list[Entry]) -> Finding:
    first = found[0]
    return Finding(
        Severity.WARNING, rule,
        bilingual(f"{len(found)} {what.en}; the first in row {first.row}.",
                  f"{len(found)} {what.zh}；首处在第 {first.row} 行。"),
        sheet.name, first.row, letter_of(sheet, name), name, first.cells[name] or None,
    )  # fmt: skip
