"""Rows and pages as JSON: cached texts of cells, joined for all rows of a step at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from warehouse.query.memory.cache_keys import CacheKey, CacheLookup, CellsOf, OnesOf, Rows

Variables = Mapping[str, Any]
Write = Callable[[Rows, Variables], list[str]]
"""A text for each of some rows."""

NULL = "null"


@dataclass(frozen=True)
class Page:
    """The pages of a step: their rows one after the other, where each page ends, and how many rows each list has."""

    rows: Rows
    ends: list[int]
    counts: list[int]
    size: int

    def split(self, texts: list[str]) -> Iterator[list[str]]:
        """The texts of all rows by page."""
        begin = 0
        for end in self.ends:
            yield texts[begin:end]
            begin = end


WritePage = Callable[[Page, Variables], list[str]]
"""A text for each page."""


class RowPart(Protocol):
    """A part of a row that differs from row to row."""

    def cache_keys(self) -> Iterator[CacheKey]: ...

    def bind(self, lookup: CacheLookup) -> Write: ...


class PagePart(Protocol):
    """A part of a page that differs from page to page."""

    def cache_keys(self) -> Iterator[CacheKey]: ...

    def bind(self, lookup: CacheLookup) -> WritePage: ...


@dataclass(frozen=True)
class Cell:
    """The JSON of a value, as DuckDB wrote it."""

    key: CellsOf

    def cache_keys(self) -> Iterator[CacheKey]:
        yield self.key

    def bind(self, lookup: CacheLookup) -> Write:
        texts = lookup(self.key).texts
        return lambda rows, _variables: texts(rows)


@dataclass(frozen=True)
class Row:
    """An object for each row: its text, with a place %s for each part."""

    template: str
    parts: tuple[RowPart, ...]

    def cache_keys(self) -> Iterator[CacheKey]:
        for part in self.parts:
            yield from part.cache_keys()

    def bind(self, lookup: CacheLookup) -> Write:
        template, parts = self.template, [part.bind(lookup) for part in self.parts]

        def write(rows: Rows, variables: Variables) -> list[str]:
            if not parts:
                return [template] * len(rows)
            columns = [part(rows, variables) for part in parts]
            return [template % texts for texts in zip(*columns, strict=True)]

        return write


@dataclass(frozen=True)
class One:
    """The row that each row leads to, or null."""

    key: OnesOf
    row: Row

    def cache_keys(self) -> Iterator[CacheKey]:
        yield self.key
        yield from self.row.cache_keys()

    def bind(self, lookup: CacheLookup) -> Write:
        leads_to, write_row = lookup(self.key).rows, self.row.bind(lookup)

        def write(rows: Rows, variables: Variables) -> list[str]:
            targets = leads_to[rows]
            exists = targets >= 0
            if exists.all():
                return write_row(targets, variables)
            texts = [NULL] * len(rows)
            written = write_row(targets[exists], variables)
            for place, text in zip(np.flatnonzero(exists).tolist(), written, strict=True):
                texts[place] = text
            return texts

        return write


@dataclass(frozen=True)
class PageRows:
    """The rows of a page."""

    row: Row

    def cache_keys(self) -> Iterator[CacheKey]:
        yield from self.row.cache_keys()

    def bind(self, lookup: CacheLookup) -> WritePage:
        write_row = self.row.bind(lookup)

        def write(page: Page, variables: Variables) -> list[str]:
            return [f"[{','.join(texts)}]" for texts in page.split(write_row(page.rows, variables))]

        return write


@dataclass(frozen=True)
class Count:
    """How many rows all pages of a list have."""

    def cache_keys(self) -> Iterator[CacheKey]:
        yield from ()

    def bind(self, _keep: CacheLookup) -> WritePage:
        return lambda page, _variables: [str(count) for count in page.counts]


@dataclass(frozen=True)
class HasMore:
    """Whether the list continues beyond the page."""

    def cache_keys(self) -> Iterator[CacheKey]:
        yield from ()

    def bind(self, _keep: CacheLookup) -> WritePage:
        return lambda page, _variables: ["true" if count > page.size else "false" for count in page.counts]


@dataclass(frozen=True)
class EndCursor:
    """The cursor of the first or last row of a page; null where it has none."""

    cursor: Cell
    is_last: bool

    def cache_keys(self) -> Iterator[CacheKey]:
        yield from self.cursor.cache_keys()

    def bind(self, lookup: CacheLookup) -> WritePage:
        write_cursor, is_last = self.cursor.bind(lookup), self.is_last

        def write(page: Page, variables: Variables) -> list[str]:
            ends: npt.NDArray[np.int64] = np.array(page.ends, np.int64)
            begins = np.concatenate([np.zeros(1, np.int64), ends[:-1]])
            filled = ends > begins
            cursors = iter(write_cursor(page.rows[(ends - 1 if is_last else begins)[filled]], variables))
            return [next(cursors) if is_filled else NULL for is_filled in filled.tolist()]

        return write


@dataclass(frozen=True)
class PageObject:
    """An object for each page: its text, with a place %s for each part."""

    template: str
    parts: tuple[PagePart, ...]

    def cache_keys(self) -> Iterator[CacheKey]:
        for part in self.parts:
            yield from part.cache_keys()

    def bind(self, lookup: CacheLookup) -> WritePage:
        template, parts = self.template, [part.bind(lookup) for part in self.parts]

        def write(page: Page, variables: Variables) -> list[str]:
            if not parts:
                return [template] * len(page.ends)
            columns = [part(page, variables) for part in parts]
            return [template % texts for texts in zip(*columns, strict=True)]

        return write
