"""Pages of lists with a cached order: of every parent together, or of a root list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from warehouse.query.access import Admitted
from warehouse.query.conditions import Predicate
from warehouse.query.memory.cache_keys import (
    CacheKey,
    CacheLookup,
    Lists,
    ListsOf,
    Order,
    OrderOf,
    Places,
    PlacesOf,
    Rows,
)
from warehouse.query.memory.conditions import bind_condition, cache_keys_of
from warehouse.query.memory.writing import Page, PageObject, Variables, Write
from warehouse.query.plan import Page as PagePlan
from warehouse.query.values import resolve

MOST_CANDIDATES = 200_000
"""Rows that a filter may test here; for more DuckDB is faster, as it uses every core."""

Numbers = npt.NDArray[np.int64]


class TooWide(Exception):
    """The request would test more rows than allowed: falls back to the statement."""


@dataclass(frozen=True)
class Listing:
    """Pages of lists: their condition, the rows on each page and the JSON written of it."""

    table: Admitted
    page: PagePlan
    where: Predicate | None
    written: PageObject

    def cache_keys(self) -> Iterator[CacheKey]:
        if self.where is not None:
            yield from cache_keys_of(self.where, self.table)
        yield from self.written.cache_keys()

    def bind(self, lookup: CacheLookup) -> Callable[[Rows, Numbers, Numbers, Variables], list[str]]:
        """A text for each list, from the rows of all lists, the start of each list in them and its length."""
        where = None if self.where is None else bind_condition(self.where, self.table, lookup)
        write, page_size, is_backward = self.written.bind(lookup), self.page.size, self.page.is_backward

        def write_pages(rows: Rows, begins: Numbers, counts: Numbers, variables: Variables) -> list[str]:
            if where is not None:
                if int(counts.sum()) > MOST_CANDIDATES:
                    raise TooWide
                rows = _ranges(rows, begins, counts)
                matches = where(rows, variables)
                lists = np.repeat(np.arange(len(counts)), counts)
                rows, counts = rows[matches], np.bincount(lists[matches], minlength=len(counts))
                begins = np.cumsum(counts) - counts
            size = cast("int", resolve(page_size, variables))
            taken = np.minimum(counts, size)
            first = begins + counts - taken if is_backward else begins
            page = Page(_ranges(rows, first, taken), np.cumsum(taken).tolist(), counts.tolist(), size)
            return write(page, variables)

        return write_pages


@dataclass(frozen=True)
class Many:
    """The list of each row, as a part of the row."""

    key: ListsOf
    listing: Listing

    def cache_keys(self) -> Iterator[CacheKey]:
        yield self.key
        yield from self.listing.cache_keys()

    def bind(self, lookup: CacheLookup) -> Write:
        lists: Lists = lookup(self.key)
        write_pages = self.listing.bind(lookup)

        def write(rows: Rows, variables: Variables) -> list[str]:
            begins = lists.starts[rows]
            return write_pages(lists.rows, begins, lists.starts[rows + 1] - begins, variables)

        return write


@dataclass(frozen=True)
class Root:
    """A root list: all rows of a table, or those with a given value in a column."""

    key: OrderOf | PlacesOf
    value: object
    listing: Listing

    def cache_keys(self) -> Iterator[CacheKey]:
        yield self.key
        yield from self.listing.cache_keys()

    def bind(self, lookup: CacheLookup) -> Callable[[Variables], str | None]:
        cached: Order | Places = lookup(self.key)
        write_pages, value = self.listing.bind(lookup), self.value
        begin = np.zeros(1, np.int64)

        def write(variables: Variables) -> str | None:
            rows = cached.rows if isinstance(cached, Order) else cached.rows(resolve(value, variables))
            return write_pages(rows, begin, np.array([len(rows)], np.int64), variables)[0]

        return write


def _ranges(rows: Rows, begins: Numbers, counts: Numbers) -> Rows:
    """The rows of each range, concatenated."""
    if len(begins) == 1:
        begin = int(begins[0])
        return rows[begin : begin + int(counts[0])]
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return rows[np.repeat(begins - (ends - counts), counts) + np.arange(total)]
