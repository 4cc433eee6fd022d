"""Finds the table of a declared layout in each sheet, and the lines above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from warehouse.domain.folded import folded
from warehouse.programme.layout_declarations import Axis, LayoutDeclaration, Variant
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet, cell_address, column_letters
from warehouse.transforms.layouts.about import Label
from warehouse.transforms.layouts.layout import header_row, numbered
from warehouse.transforms.layouts.periods import is_period
from warehouse.transforms.layouts.regions import region_code, regions_in
from warehouse.transforms.recognise.header import SEARCHED_ROWS, Row

ANY_CORNER = "*"
_FIRST_ROWS_BELOW = 12
_FIRST_NAMES = 8
"""One of the first names of a header must be one of its axis."""
_PAIR = re.compile(r"(?P<key>[^:]{1,20}):(?P<value>.*)")


@dataclass(frozen=True)
class Table:
    """A table as found: the header is rows `start` to `end` (counted from 0, without `end`).

    `across` are the letters of its columns of values, `beside` what each further column of labels names, `head` the
    lines above it by their keys; those of another sheet where the sheet has none (`is_head_of_other_sheet`).
    """

    sheet: Sheet
    variant: Variant
    start: int
    end: int
    across: tuple[str, ...]
    beside: Mapping[str, Axis]
    head: Mapping[str, Label]
    is_head_of_other_sheet: bool = False


def find_tables(layout: LayoutDeclaration, sheets: Sequence[Sheet], programme: Programme) -> tuple[Table, ...]:
    """The first table of each sheet; () where the file is none of this layout."""
    sheets = [sheet for sheet in sheets if not sheet.is_empty]
    if layout.sheets == "one" and len(sheets) != 1:
        return ()
    found: list[Table] = []
    for sheet in sheets:
        table = _find(layout, sheet, found[0].head if found else {}, programme)
        if table is not None:
            found.append(table)
    return tuple(found)


@dataclass(frozen=True)
class FixedTable:
    """A table of fixed headings: the row of its header (counted from 0), the letters of each heading, and its rows."""

    sheet: Sheet
    start: int
    letters: Mapping[str, str]

    @property
    def data(self) -> pl.DataFrame:
        """The cells below the header with `row`."""
        return numbered(self.sheet, self.start + 1)


def find_fixed(layout: LayoutDeclaration, sheets: Sequence[Sheet]) -> tuple[FixedTable, ...]:
    """The table of a layout of fixed headings; () where the file has none."""
    sheets = [sheet for sheet in sheets if not sheet.is_empty]
    headings = tuple(column.heading for column in layout.column)
    start = header_row(tuple(sheets), headings) if headings else None
    if start is None:
        return ()
    return (FixedTable(sheets[0], start, {text: column_letters(at) for at, text in enumerate(headings)}),)


def _find(layout: LayoutDeclaration, sheet: Sheet, of_first: Mapping[str, Label], programme: Programme) -> Table | None:
    rows = sheet.first_rows(SEARCHED_ROWS)
    firsts = [folded(row[0]) if row else "" for row in rows]
    if not any(firsts) and not any(ANY_CORNER in variant.corner for variant in layout.variant):
        return None
    for number, first in enumerate(firsts):
        for variant in layout.variant:
            if variant.rows:
                end, across, beside = _rows_of(variant, rows, firsts, number)
            elif first in variant.corner or ANY_CORNER in variant.corner:
                end, across, beside = _row_of(variant, rows, _until_notes(layout, firsts, number), number, programme)
            else:
                continue
            if not across:
                continue
            head: Mapping[str, Label] = _head(layout, sheet.name, rows[:number])
            is_other = not head and bool(of_first) and not regions_in(folded(sheet.name), programme)
            head = of_first if is_other else head
            if all(need in head or need in variant.rows for need in variant.needs):
                return Table(sheet, variant, number, end, across, beside, head, is_other)
    return None


def notes_pattern(layout: LayoutDeclaration) -> re.Pattern[str]:
    """A first cell that ends the table: a note or the source."""
    words = "|".join(map(re.escape, layout.ends or ("注", "数据来源")))
    return re.compile(rf"[(*※]*(?:{words})(?:\d{{1,2}}[.、:]|:|$)")


def _until_notes(layout: LayoutDeclaration, firsts: Sequence[str], number: int) -> Sequence[str]:
    notes = notes_pattern(layout)
    end = next((at for at, first in enumerate(firsts) if at > number and notes.match(first)), len(firsts))
    return firsts[:end]


def _head(layout: LayoutDeclaration, sheet: str, rows: Iterable[Row]) -> dict[str, Label]:
    """The lines above a table: `地区：甘肃省` in one cell, or the key and its value next to each other."""
    found: dict[str, Label] = {}
    keys = {folded(key).casefold(): key for key in layout.head}
    for number, row in enumerate(rows):
        for index, text in enumerate(row):
            if not text or not text.strip():
                continue
            pair = _PAIR.fullmatch(text.strip().replace("：", ":", 1))
            key = keys.get(folded(pair["key"] if pair else text).casefold())
            if key is None or key in found:
                continue
            at = index if pair else index + 1
            value = pair["value"] if pair else row[at] if at < len(row) else None
            if value and value.strip():
                found[key] = Label(value.strip(), sheet, cell_address(number, at), text)
    return found


def _rows_of(
    variant: Variant, rows: Sequence[Row], firsts: Sequence[str], start: int
) -> tuple[int, tuple[str, ...], Mapping[str, Axis]]:
    end = start
    while end < len(rows) and firsts[end] in variant.rows:
        end += 1
    if not all(need in firsts[start:end] for need in variant.needs):
        return end, (), {}
    names = next((row for row, first in zip(rows[start:end], firsts[start:end], strict=True)
                  if variant.rows[first] == "indicator"), ())  # fmt: skip
    across = tuple(column_letters(index) for index, text in enumerate(names) if index and folded(text))
    below = next((first for first in firsts[end:] if first), "")
    return end, across if is_period(below) else (), {}


def _row_of(
    variant: Variant, rows: Sequence[Row], firsts: Sequence[str], start: int, programme: Programme
) -> tuple[int, tuple[str, ...], Mapping[str, Axis]]:
    row, end = rows[start], start + 1
    beside: dict[str, Axis] = {}
    first = 1
    while first < len(row) and (axis := variant.beside.get(folded(row[first]))) is not None:
        beside[column_letters(first)] = axis
        first += 1
    names = [(index, text) for index, text in enumerate(row) if index >= first and folded(text)]
    texts = [text or "" for _, text in names]
    if len(texts) < variant.least or not _is_axis(variant.across, texts, variant.least, programme):
        return end, (), beside
    below = [first for first in firsts[end:] if first][:_FIRST_ROWS_BELOW]
    # Notes may be below a column of periods or names: the first decides.
    if variant.down == "region":
        fits = _is_axis("region", below, variant.least, programme)
    else:
        fits = _is_axis(variant.down, below[:1], 1, programme)
    if not fits:
        return end, (), beside
    return end, tuple(column_letters(index) for index, _ in names), beside


def _is_axis(axis: Axis | None, texts: Sequence[str], least: int, programme: Programme) -> bool:
    """Whether at least half of the texts are names of the axis; what is neither a period nor a region may be an
    indicator."""
    if axis == "indicator":
        return not _is_axis("period", texts, 1, programme) and not _is_axis("region", texts, 1, programme)
    is_name = is_period if axis == "period" else partial(_is_region, programme=programme)
    # Every file passes here, and a row may have 16,384 cells.
    if not any(map(is_name, texts[:_FIRST_NAMES])):
        return False
    return sum(map(is_name, texts)) >= max(least, len(texts) / 2)


def _is_region(text: str, programme: Programme) -> bool:
    return region_code(text, programme) is not None
