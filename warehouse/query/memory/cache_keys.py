"""Data that in-memory plans need of a table, each loaded by DuckDB once per snapshot.

A row is identified by its number in the table, 0 to n - 1: DuckDB's rowid, which has no gaps in a file written by a
build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from warehouse.catalog.relations import Relation
from warehouse.query.paging import SortKey, order_text
from warehouse.query.statement import Statement, indent, lines, quote, wrap
from warehouse.query.values import resolve_all

Rows = npt.NDArray[np.int32]
"""Numbers of rows of one table."""

MOST_ROWS = 5_000_000
"""Tables with more rows are not cached: loading them would delay everything else."""
LEAST_BYTES = 4
"""Bytes that one row takes at least in any cached data."""
MOST_WORDS = 65_536
"""Distinct values up to which a column is cached as codes and can be compared."""
MOST_PLACES = 300_000
"""Distinct values up to which rows are found by a column."""


class NotCacheable(Exception):
    """The table is too large or unsuitable for the cache: falls back to the statement."""


class CacheKey(Protocol):
    """Key of cached data: what they are computed from. Equal keys share one entry."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables with an entry per row in the data."""

    def load(self, cursor: duckdb.DuckDBPyConnection, variables: Mapping[str, Any]) -> CachedData:
        """Loads the data. Raises NotCacheable, or duckdb.Error where a value has no JSON."""


class CachedData(Protocol):
    """Cached data and their size in bytes."""

    @property
    def size(self) -> int: ...


@dataclass(frozen=True)
class Words:
    """A text for each row, with few distinct texts."""

    codes: npt.NDArray[np.int32]
    words: Sequence[str]

    @property
    def size(self) -> int:
        return self.codes.nbytes + sum(80 + len(word) for word in self.words)

    def texts(self, rows: Rows) -> list[str]:
        """The texts of some rows, in their order."""
        words = self.words
        return [words[code] for code in self.codes[rows].tolist()]


@dataclass(frozen=True)
class Texts:
    """A text for each row, with many distinct texts."""

    array: pa.Array[Any]

    @property
    def size(self) -> int:
        return int(self.array.nbytes)

    def texts(self, rows: Rows) -> list[str]:
        """The texts of some rows, in their order."""
        found: Any = self.array.take(pa.array(rows, pa.int32()))
        texts: list[str] = found.to_pylist()
        return texts


@dataclass(frozen=True)
class CellsOf:
    """The JSON of an expression over the rows of a table, which the expression calls ROW."""

    table: str
    expression: Statement

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.table,)

    def load(self, cursor: duckdb.DuckDBPyConnection, variables: Mapping[str, Any]) -> Words | Texts:
        found = _column(
            cursor,
            lines(
                [
                    wrap("select coalesce(to_json(", self.expression, ")::varchar, 'null') as cell"),
                    f"from {quote(self.table)} as {quote(ROW)}",
                    f"order by {quote(ROW)}.rowid",
                ]
            ),
            variables,
        )
        coded: Any = found.dictionary_encode()
        if len(coded.dictionary) > MOST_WORDS:
            return Texts(found)
        words: list[str] = coded.dictionary.to_pylist()
        return Words(_numbers(coded.indices), words)


ROW = "row"
"""The name of the row in the expression."""


@dataclass(frozen=True)
class Ranks:
    """The rank of each row's value within its column, and -1 for rows without a value."""

    codes: npt.NDArray[np.int32]
    values: Sequence[Any]

    @property
    def size(self) -> int:
        return self.codes.nbytes + 100 * len(self.values)

    @cached_property
    def codes_by_value(self) -> Mapping[Any, int]:
        return {value: code for code, value in enumerate(self.values)}


@dataclass(frozen=True)
class RanksOf:
    """A column for comparisons, in DuckDB's order."""

    table: str
    column: str

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.table,)

    def load(self, cursor: duckdb.DuckDBPyConnection, variables: Mapping[str, Any]) -> Ranks:
        column, table = quote(self.column), quote(self.table)
        distinct = f"select distinct {column} from {table} where {column} is not null order by {column}"
        values = [row[0] for row in cursor.execute(f"{distinct} limit {MOST_WORDS + 1}").fetchall()]
        if len(values) > MOST_WORDS:
            raise NotCacheable(self)
        ranked = f"select {column} as value, row_number() over (order by {column}) - 1 as code from ({distinct})"
        codes = _column(
            cursor,
            Statement(
                f"select coalesce(code, -1)::integer as code from {table} as {quote(ROW)}\n"
                f"left join ({ranked}) as ranked on value = {quote(ROW)}.{column} order by {quote(ROW)}.rowid"
            ),
            variables,
        )
        return Ranks(_numbers(codes), values)


@dataclass(frozen=True)
class Order:
    """The rows of a table in an order."""

    rows: Rows

    @property
    def size(self) -> int:
        return self.rows.nbytes


@dataclass(frozen=True)
class OrderOf:
    """All rows of a table, sorted by its own columns."""

    table: str
    keys: tuple[SortKey, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.table,)

    def load(self, cursor: duckdb.DuckDBPyConnection, variables: Mapping[str, Any]) -> Order:
        _row_count(cursor, self.table)
        statement = Statement(f"select rowid from {quote(self.table)} order by {order_text(self.keys, False)}")
        return Order(_numbers(_column(cursor, statement, variables)))


@dataclass(frozen=True)
class Lists:
    """A list of rows for each place: the rows of place p are rows[starts[p]:starts[p + 1]]."""

    starts: npt.NDArray[np.int64]
    rows: Rows

    @property
    def size(self) -> int:
        return self.starts.nbytes + self.rows.nbytes


@dataclass(frozen=True)
class ListsOf:
    """The rows that a to-many relation leads to from each row of its source, sorted by columns of their table."""

    relation: Relation
    keys: tuple[SortKey, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.relation.source, self.relation.target)

    def load(self, cursor: duckdb.DuckDBPyConnection, variables: Mapping[str, Any]) -> Lists:
        count = _row_count(cursor, self.relation.source)
        pairs = _pairs(cursor, self.relation, f", {order_text(self.keys, False)}", variables)
        return Lists(_starts(np.bincount(pairs[0], minlength=count)), pairs[1])


@dataclass(frozen=True)
class Ones:
    """The row that each row leads to, and -1 where there is none."""

    rows: Rows

    @property
    def size(self) -> int:
        return self.rows.nbytes


@dataclass(frozen=True)
class OnesOf:
    """The row that a to-one relation leads to from each row of its source."""

    relation: Relation

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.relation.source, self.relation.target)

    def load(self, cursor: duckdb.DuckDBPyConnection, variables: Mapping[str, Any]) -> Ones:
        rows = np.full(_row_count(cursor, self.relation.source), -1, np.int32)
        sources, targets = _pairs(cursor, self.relation, "", variables)
        rows[sources] = targets
        return Ones(rows)


@dataclass(frozen=True)
class Places:
    """A list of rows for each value of a column."""

    codes: Mapping[Any, int]
    lists: Lists

    @property
    def size(self) -> int:
        return self.lists.size + 200 * len(self.codes)

    def rows(self, value: object) -> Rows:
        """The rows with this value, in order."""
        code = self.codes.get(value)
        if code is None:
            return self.lists.rows[:0]
        return self.lists.rows[self.lists.starts[code] : self.lists.starts[code + 1]]


@dataclass(frozen=True)
class PlacesOf:
    """The rows of a table by the value of a column, rows of one value sorted by columns of the table."""

    table: str
    column: str
    keys: tuple[SortKey, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.table,)

    def load(self, cursor: duckdb.DuckDBPyConnection, variables: Mapping[str, Any]) -> Places:
        _row_count(cursor, self.table)
        column, rows = quote(self.column), f"from {quote(self.table)} where {quote(self.column)} is not null"
        counted = cursor.execute(
            f"select {column}, count(*) {rows} group by {column} order by {column} limit {MOST_PLACES + 1}"
        ).fetchall()
        if len(counted) > MOST_PLACES:
            raise NotCacheable(self)
        order = Statement(f"select rowid {rows} order by {column}, {order_text(self.keys, False)}")
        starts = _starts(np.array([count for _, count in counted], np.int64))
        codes = {value: code for code, (value, _) in enumerate(counted)}
        return Places(codes, Lists(starts, _numbers(_column(cursor, order, variables))))


# Names that no column has.
_SOURCE, _TARGET = quote("source:row"), quote("target:row")


def _pairs(
    cursor: duckdb.DuckDBPyConnection, relation: Relation, order: str, variables: Mapping[str, Any]
) -> tuple[Rows, Rows]:
    """Each row of the source with each related row, by source and then in the order."""
    source, target = quote(relation.source_column), quote(relation.target_column)
    if relation.link is None:
        link = f"join target on target.{target} = source.{source}"
    else:
        own, other = quote(relation.link.source_column), quote(relation.link.target_column)
        link = (
            f"join (select distinct {own} as source_key, {other} as target_key from {quote(relation.link.table)})"
            f" as link on link.source_key = source.{source}\n"
            f"join target on target.{target} = link.target_key"
        )
    # Only the columns of the target keep their names, so that an order by them is not ambiguous.
    paired = Statement(
        f"with source as (select rowid as {_SOURCE}, {source} from {quote(relation.source)}),\n"
        f"target as (select *, rowid as {_TARGET} from {quote(relation.target)})\n"
        f"select {_SOURCE}, target.* from source {link}"
    )
    statement = lines(
        [f"select {_SOURCE}, {_TARGET} from (", indent(paired), Statement(f") order by {_SOURCE}{order}")]
    )
    found = cursor.execute(statement.text, resolve_all(statement.values, variables)).to_arrow_table()
    return _numbers(found.column(0)), _numbers(found.column(1))


def _row_count(cursor: duckdb.DuckDBPyConnection, table: str) -> int:
    """Raises NotCacheable where the numbers of the rows have gaps."""
    row = cursor.execute(f"select count(*), coalesce(max(rowid) + 1, 0) from {quote(table)}").fetchone()
    assert row is not None
    if row[0] != row[1]:
        raise NotCacheable(table)
    return int(row[0])


def _column(cursor: duckdb.DuckDBPyConnection, statement: Statement, variables: Mapping[str, Any]) -> pa.Array[Any]:
    found = cursor.execute(statement.text, resolve_all(statement.values, variables)).to_arrow_table()
    return found.column(0).combine_chunks()


def _numbers(column: pa.Array[Any] | pa.ChunkedArray[Any]) -> npt.NDArray[np.int32]:
    return column.to_numpy().astype(np.int32)


def _starts(counts: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


CacheLookup = Callable[[CacheKey], Any]
"""Returns the cached data of a key."""
