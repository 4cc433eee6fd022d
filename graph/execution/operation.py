"""What one operation carries: the snapshots that its root fields read, each taken when the first of them needs it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import duckdb

from graph.execution.explain import MEMORY, STATEMENT, Explaining, Told, explain
from graph.execution.read import Read
from graph.execution.snapshot_choice import choose_snapshot
from graph.execution.snapshot_store import Snapshot, Store
from graph.execution.under_way import Share
from warehouse.catalog.catalog import load_catalog
from warehouse.environment import ANSWER_BYTES
from warehouse.errors import AnswerTooLarge, QueryTimedOut, SnapshotNotFound
from warehouse.query.cost import MOST_ROWS, check_cost, rows_read
from warehouse.query.memory.keeper import ColumnCache
from warehouse.query.memory.lists import TooWide
from warehouse.query.run import Reader
from warehouse.query.statement import Statement
from warehouse.query.values import BYTES_LEFT
from warehouse.query.width import tables_of, text_lengths, widest_row
from warehouse.snapshots.past.past import Retained


class Operation:
    """One GraphQL operation, run by one thread; `stop` may be called from another.

    What the keeper has of the published snapshot is read from there, everything else by statements.
    """

    def __init__(
        self,
        store: Store,
        keeper: ColumnCache | None = None,
        most_rows: int = MOST_ROWS,
        most_bytes: int = ANSWER_BYTES,
        share: Share | None = None,
    ) -> None:
        self._store = store
        self._most_rows = most_rows
        self._most_bytes = most_bytes
        self._share = share
        self._bytes_made = 0
        self._keeper = keeper
        self._held = ExitStack()
        self._opened: dict[str, _Opened] = {}
        self._published: _Opened | None = None
        self._rows_read = 0
        self._read_from = STATEMENT
        self._fields: dict[str, list[str]] = {}
        self._is_named = False
        self.has_listed = False
        self._stopped = threading.Event()

    @property
    def snapshot_id(self) -> str | None:
        """The snapshot that was read: the published one, if it was among several; None where nothing was read."""
        read = self._read_first
        return read.snapshot.snapshot_id if read else None

    @property
    def freshness(self) -> Mapping[str, str]:
        """When that snapshot was built, and up to which instant it knows what was received."""
        read = self._read_first
        return read.snapshot.freshness if read else {}

    @property
    def sources(self) -> Sequence[Mapping[str, Any]]:
        """Where root fields read several snapshots: each of them, and which fields read it. Else nothing."""
        if len(self._fields) < 2:
            return []
        return [
            {"snapshot": snapshot_id, **self._opened[snapshot_id].snapshot.freshness, "fields": fields}
            for snapshot_id, fields in self._fields.items()
        ]

    @property
    def is_unnamed(self) -> bool:
        """Whether no root field said which snapshot to read, by name or by instant."""
        return not self._is_named

    def retained(self) -> Sequence[Retained]:
        """The snapshots that are kept now."""
        self.has_listed = True
        return self._store.retained()

    @property
    def statements(self) -> Sequence[Statement]:
        """What was run so far."""
        return [statement for opened in self._opened.values() for statement in opened.reader.statements]

    def read(self, root: str, read: Read, variables: Mapping[str, Any]) -> str | None:
        """The JSON of a root field; None where the one row asked for does not exist.

        It is read from the published snapshot, or from the one that the request selects (snapshot_choice). Raises
        RequestError, SnapshotNotFound where that one is no longer kept or was built by a version that had not yet what
        is read, QueryTimedOut.
        """
        opened = self._open_chosen(root, choose_snapshot(self._store, root, read, variables))
        self._note(root, read, opened)
        count_with = partial(rows_read, read.plan, root, opened.snapshot.row_counts, variables)
        readings = list(count_with())
        check_cost(readings, self._rows_read, self._most_rows, count_with)
        rows = sum(reading.rows for reading in readings)
        self._rows_read += rows
        left = self._most_bytes - self._bytes_made
        could_be = rows * _widest(read, opened)
        if self._share is not None:
            self._share.hold(self._bytes_made + min(could_be, left))
        text = self._read(root, read, opened, variables, left, is_bounded=could_be > left)
        self._bytes_made += 0 if text is None else len(text)
        if self._bytes_made > self._most_bytes:
            raise self._too_large()
        return text

    def _read(
        self, root: str, read: Read, opened: _Opened, variables: Mapping[str, Any], left: int, *, is_bounded: bool
    ) -> str | None:
        is_kept = opened is self._published and self._keeper is not None and read.walk is not None
        if is_kept and not is_bounded:
            assert self._keeper is not None and read.walk is not None
            self._keeper.follow(opened.snapshot)
            with suppress(TooWide):
                if answer := self._keeper.find(read.walk, opened.snapshot.snapshot_id):
                    self._read_from = MEMORY
                    return answer(variables)
        self._read_from = STATEMENT
        statement = read.bounded if is_bounded else read.statement
        try:
            return opened.reader.read(statement, {**variables, str(BYTES_LEFT.path[0]): left}, root)
        except AnswerTooLarge as error:
            raise self._too_large() from error
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            missing = _missing(opened.cursor)
            if missing is None:
                raise
            snapshot_id = opened.snapshot.snapshot_id
            is_published = snapshot_id == self._store.published_id()
            how = "longmai refresh" if is_published else "longmai refresh --as-of INSTANT --beside"
            raise SnapshotNotFound(
                f"{root}: snapshot {snapshot_id} was built by another version and lacks {missing}.",
                f"Ask for less, or have it built anew: {how}.",
            ) from error

    def _too_large(self) -> AnswerTooLarge:
        return AnswerTooLarge(
            f"The answer has more than {self._most_bytes:,} bytes, which is the most that is sent.",
            "Ask for fewer rows or fields, or fetch a whole list as a file from /export.",
            zh=f"应答超过 {self._most_bytes:,} 字节的上限。请减少行数或字段，或通过 /export 导出整张表。",
        )

    def explain(
        self, root: str, read: Read, variables: Mapping[str, Any], asked: Explaining, seconds: float
    ) -> dict[str, Any]:
        """What the root field that was read last cost, and why. Raises as `read` does."""
        opened = self._open(choose_snapshot(self._store, root, read, variables))
        readings = list(rows_read(read.plan, root, opened.snapshot.row_counts, variables))
        return explain(
            Told(root, read, readings, self._most_rows, self._read_from, seconds), opened.reader, variables, asked
        )

    def stop(self) -> None:
        """Makes the statement under way end and every later one fail with QueryTimedOut."""
        self._stopped.set()
        for opened in list(self._opened.values()):
            # The operation may have ended just now, and its cursor with it.
            with suppress(duckdb.ConnectionException):
                opened.cursor.interrupt()

    def close(self) -> None:
        """Gives the snapshots back."""
        self._held.close()

    @property
    def _read_first(self) -> _Opened | None:
        return self._published or next(iter(self._opened.values()), None)

    def _note(self, root: str, read: Read, opened: _Opened) -> None:
        self._fields.setdefault(opened.snapshot.snapshot_id, []).append(root)
        self._is_named = self._is_named or read.named.is_given

    def _open_chosen(self, root: str, snapshot_id: str | None) -> _Opened:
        try:
            return self._open(snapshot_id)
        except SnapshotNotFound as error:
            # That nothing is published is no matter of one field.
            raise error if snapshot_id is None else SnapshotNotFound(f"{root}: {error.message}", error.hint) from None

    def _open(self, snapshot_id: str | None) -> _Opened:
        if snapshot_id is None:
            if self._published is None:
                self._published = self._acquire(None)
            return self._published
        return self._opened.get(snapshot_id) or self._acquire(snapshot_id)

    def _acquire(self, snapshot_id: str | None) -> _Opened:
        if self._stopped.is_set():
            raise QueryTimedOut("The query waited too long and was not begun.", "Try again in a moment.")
        snapshot = self._held.enter_context(self._store.acquire(snapshot_id))
        cursor = snapshot.cursor()
        self._held.callback(cursor.close)
        opened = _Opened(snapshot, cursor, Reader(cursor, snapshot.snapshot_id, self._stopped.is_set))
        self._opened.setdefault(snapshot.snapshot_id, opened)
        return self._opened[snapshot.snapshot_id]


@dataclass(frozen=True)
class _Opened:
    snapshot: Snapshot
    cursor: duckdb.DuckDBPyConnection
    reader: Reader


def _widest(read: Read, opened: _Opened) -> int:
    """The bytes that a row of the plan has at most, in this snapshot."""
    snapshot_id = opened.snapshot.snapshot_id
    found = read.widest.get(snapshot_id)
    if found is None:
        tables, catalog = tables_of(read.plan), load_catalog().tables
        try:
            lengths = {
                key: text_lengths(opened.cursor, key, [column.name for column in catalog[key].columns])
                for key in tables & catalog.keys()
            }
        except (duckdb.BinderException, duckdb.CatalogException):
            return ANSWER_BYTES  # It was built by another version, and the statement says so.
        if len(read.widest) > 8:
            read.widest.clear()
        found = read.widest[snapshot_id] = widest_row(read.plan, lengths)
    return found


def _missing(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """The first table or column of the catalog that the file lacks: it was built by another version."""
    found = set(
        cursor.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns()"
            " where database_name = current_database()"
        ).fetchall()
    )
    tables = {table for table, _ in found}
    for table in load_catalog().tables.values():
        if table.key not in tables:
            return table.key
        for column in table.columns:
            if (table.key, column.name) not in found:
                return f"{table.key}.{column.name}"
    return None
