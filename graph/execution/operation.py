"""The state of one operation: the snapshots of its root fields, opened on first use, and the bytes and rows read."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

import duckdb
import polars as pl

from graph.execution.explain import MEMORY, STATEMENT, ExplainOptions, FieldReading, explain
from graph.execution.read import PUBLISHED, NamedSnapshot, Read
from graph.execution.response_budget import BudgetShare
from graph.execution.snapshot_choice import choose_for_inputs, choose_snapshot
from graph.execution.snapshot_store import Snapshot, Store
from warehouse.catalog.catalog import load_catalog
from warehouse.connections import open_scratch
from warehouse.environment import ANSWER_BYTES
from warehouse.errors import AccessDenied, AnswerTooLarge, LimitExceeded, QueryTimedOut, SnapshotNotFound
from warehouse.query.access import Access
from warehouse.query.cost import MOST_INPUT_ROWS, MOST_ROWS, check_cost, rows_read
from warehouse.query.memory.column_cache import ColumnCache
from warehouse.query.memory.lists import TooWide
from warehouse.query.run import Reader, query_stopped, reported_errors
from warehouse.query.statement import Statement
from warehouse.query.values import BYTES_LEFT
from warehouse.query.width import tables_of, text_lengths, widest_row
from warehouse.snapshots.past.past import Retained

_BYTES_PER_INPUT_ROW = 100
_SCRATCH_MEGABYTES = 512
_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 0.0005, 0.02


@dataclass(frozen=True)
class InputRows:
    """Rows that a computed root field reads: a query with named values."""

    sql: str
    values: Mapping[str, object] = field(default_factory=dict)


class Operation:
    """One GraphQL operation, run by one thread; `stop` may be called from another.

    Reads the published snapshot from the column cache where possible, everything else by statements.
    """

    def __init__(
        self,
        store: Store,
        column_cache: ColumnCache | None = None,
        most_rows: int = MOST_ROWS,
        most_bytes: int = ANSWER_BYTES,
        share: BudgetShare | None = None,
        most_input_rows: int = MOST_INPUT_ROWS,
    ) -> None:
        self._store = store
        self._most_input_rows = most_input_rows
        self._input_rows = 0
        self._scratches: list[duckdb.DuckDBPyConnection] = []
        self._most_rows = most_rows
        self._most_bytes = most_bytes
        self._share = share
        self._bytes_made = 0
        self._column_cache = column_cache
        self._held = ExitStack()
        self._opened: dict[str, _Opened] = {}
        self._published: _Opened | None = None
        self._rows_read = 0
        self._read_from = STATEMENT
        self._fields: dict[str, list[str]] = {}
        self._is_named = False
        self.lists_retained = False
        self._stopped = threading.Event()

    @property
    def snapshot_id(self) -> str | None:
        """The snapshot that was read, the published one if there are several; None if nothing was read."""
        read = self._read_first
        return read.snapshot.snapshot_id if read else None

    @property
    def freshness(self) -> Mapping[str, str]:
        """Build time of that snapshot, and the instant up to which it includes received files."""
        read = self._read_first
        return read.snapshot.freshness if read else {}

    @property
    def sources(self) -> Sequence[Mapping[str, Any]]:
        """Each snapshot with the root fields that read it, if there are several; else empty."""
        if len(self._fields) < 2:
            return []
        return [
            {"snapshot": snapshot_id, **self._opened[snapshot_id].snapshot.freshness, "fields": fields}
            for snapshot_id, fields in self._fields.items()
        ]

    @property
    def is_unnamed(self) -> bool:
        """Whether no root field selects a snapshot by id or instant."""
        return not self._is_named

    def retained(self) -> Sequence[Retained]:
        """The snapshots that are retained now."""
        self.lists_retained = True
        return self._store.retained()

    @property
    def statements(self) -> Sequence[Statement]:
        """The statements run so far."""
        return [statement for opened in self._opened.values() for statement in opened.reader.statements]

    def read(self, root: str, read: Read, variables: Mapping[str, Any]) -> str | None:
        """The JSON of a root field; None if a single row does not exist.

        Reads the published snapshot, or the one that the request selects (snapshot_choice). Raises RequestError,
        QueryTimedOut, and SnapshotNotFound if that snapshot is no longer retained or was built by a version without
        the tables or columns.
        """
        opened = self._open_selected(root, choose_snapshot(self._store, root, read, variables))
        self._note(root, read.named, opened)
        count_with = partial(rows_read, read.plan, root, opened.snapshot.row_counts, variables)
        readings = list(count_with())
        check_cost(readings, self._rows_read, self._most_rows, count_with)
        rows = sum(reading.rows for reading in readings)
        self._rows_read += rows
        left = self._most_bytes - self._bytes_made
        could_be = rows * _widest(read, opened)
        if self._share is not None:
            self._share.reserve(self._bytes_made + min(could_be, left))
        text = self._read(root, read, opened, variables, left, is_bounded=could_be > left)
        self._bytes_made += 0 if text is None else len(text)
        if self._bytes_made > self._most_bytes:
            raise self._too_large()
        return text

    def _read(
        self, root: str, read: Read, opened: _Opened, variables: Mapping[str, Any], left: int, *, is_bounded: bool
    ) -> str | None:
        is_cached = opened is self._published and self._column_cache is not None and read.in_memory is not None
        if is_cached and not is_bounded:
            assert self._column_cache is not None and read.in_memory is not None
            self._column_cache.follow(opened.snapshot)
            with suppress(TooWide):
                if answer := self._column_cache.find(read.in_memory, opened.snapshot.snapshot_id):
                    self._read_from = MEMORY
                    return answer(variables)
        self._read_from = STATEMENT
        statement = read.bounded if is_bounded else read.statement
        try:
            return opened.reader.read(statement, {**variables, str(BYTES_LEFT.path[0]): left}, root)
        except AnswerTooLarge as error:
            raise self._too_large() from error
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            raise self._of_other_version(root, opened) or error from error

    def _of_other_version(self, root: str, opened: _Opened) -> SnapshotNotFound | None:
        missing = _missing(opened.cursor)
        if missing is None:
            return None
        snapshot_id = opened.snapshot.snapshot_id
        is_published = snapshot_id == self._store.published_id()
        how = "longmai refresh" if is_published else "longmai refresh --as-of INSTANT --beside"
        return SnapshotNotFound(
            f"{root}: snapshot {snapshot_id} was built by another version and lacks {missing}.",
            f"Leave the field out, or have the snapshot rebuilt: {how}.",
        )

    def _too_large(self) -> AnswerTooLarge:
        return AnswerTooLarge(
            f"The response exceeds the limit of {self._most_bytes:,} bytes.",
            "Select fewer rows or fields, or export the list as a file from /export.",
            zh=f"应答超过 {self._most_bytes:,} 字节的上限。请减少行数或字段，或通过 /export 导出整张表。",
        )

    def read_inputs(
        self,
        root: str,
        access: Access,
        rests_on: Sequence[str],
        inputs: Mapping[str, InputRows],
        named: NamedSnapshot = PUBLISHED,
    ) -> dict[str, pl.DataFrame]:
        """The input rows of a computed root field, by name, from the published snapshot or the one that it names.

        A column `as_of`, the instant of the build, is the instant that the request names.

        `rests_on` are the tables whose rows the numbers use. The caller has to be allowed to read them whole: a sum
        over the visible rows would be a number of something else, one over all rows would reveal the others. Raises
        AccessDenied, LimitExceeded before anything is loaded, Busy, QueryTimedOut, MemoryExceeded.
        """
        for key in rests_on:
            if not access.reads_whole(key):
                raise AccessDenied(
                    f"{root} is computed from all rows of {key}, and your role may read only a part.",
                    zh=f"{root} 由 {key} 的全部行计算，您的角色只能读取其中一部分。",
                )
        tables = load_catalog().tables.keys() & {*rests_on, *inputs}
        opened = self._open_selected(root, choose_for_inputs(self._store, root, named, tables))
        self._note(root, named, opened)
        try:
            rows = sum(self._count(opened, each) for each in inputs.values())
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            raise self._of_other_version(root, opened) or error from error
        if self._input_rows + rows > self._most_input_rows:
            raise LimitExceeded(
                f"{root} would be computed from {self._input_rows + rows:,} rows; the limit is"
                f" {self._most_input_rows:,} for one request.",
                "Ask for a smaller subject or fewer periods, or in several requests.",
                zh=f"{root} 需读取 {self._input_rows + rows:,} 行，一次请求最多 {self._most_input_rows:,} 行。"
                "请缩小对象或期间，或分几次请求。",
            )
        self._input_rows += rows
        if self._share is not None:
            self._share.reserve(self._bytes_made + self._input_rows * _BYTES_PER_INPUT_ROW)
        frames = {name: self._frame(opened, each) for name, each in inputs.items()}
        if isinstance(named.as_of, datetime):
            instant = pl.lit(named.as_of.astimezone(UTC).replace(tzinfo=None)).alias("as_of")
            frames |= {name: each.with_columns(instant) for name, each in frames.items() if "as_of" in each.columns}
        return frames

    def _count(self, opened: _Opened, rows: InputRows) -> int:
        counted = self._frame(opened, InputRows(f"select count(*) as row_count from ({rows.sql})", rows.values))
        return int(counted["row_count"][0])

    def _frame(self, opened: _Opened, rows: InputRows) -> pl.DataFrame:
        with reported_errors():
            self._check_running()
            return pl.DataFrame(opened.cursor.execute(rows.sql, dict(rows.values)).to_arrow_table())

    def collect(self, rows: pl.LazyFrame) -> pl.DataFrame:
        """The rows of a computation, which `stop` ends. Raises QueryTimedOut."""
        self._check_running()
        query = rows.collect(background=True)
        wait = _FIRST_WAIT_SECONDS
        try:
            while (found := query.fetch()) is None:
                if self._stopped.is_set():
                    query.cancel()
                # Polars ends the process when it has the result of a query that was dropped: always wait for it.
                time.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT_SECONDS)
        except pl.exceptions.PolarsError:
            self._check_running()
            raise
        self._check_running()
        return found

    @contextmanager
    def scratch(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """An empty database in memory for a computation, which `stop` interrupts. Raises QueryTimedOut and
        MemoryExceeded."""
        self._check_running()
        connection = open_scratch()
        self._scratches.append(connection)
        try:
            with reported_errors():
                connection.execute("set memory_limit = ?", [f"{_SCRATCH_MEGABYTES}MB"])
                yield connection
        finally:
            # It closes with its last reference: `stop` may be interrupting it.
            self._scratches.remove(connection)

    def _check_running(self) -> None:
        if self._stopped.is_set():
            raise query_stopped()

    def explain(
        self, root: str, read: Read, variables: Mapping[str, Any], options: ExplainOptions, seconds: float
    ) -> dict[str, Any]:
        """Explains the root field that was read last. Raises the errors of `read`."""
        opened = self._open(choose_snapshot(self._store, root, read, variables))
        readings = list(rows_read(read.plan, root, opened.snapshot.row_counts, variables))
        return explain(
            FieldReading(root, read, readings, self._most_rows, self._read_from, seconds),
            opened.reader,
            variables,
            options,
        )

    def stop(self) -> None:
        """Interrupts the running statement and makes later ones fail with QueryTimedOut."""
        self._stopped.set()
        for connection in [*(opened.cursor for opened in self._opened.values()), *self._scratches]:
            # The operation may have ended and closed its cursor in the meantime.
            with suppress(duckdb.ConnectionException):
                connection.interrupt()

    def close(self) -> None:
        """Releases the snapshots."""
        self._held.close()

    @property
    def _read_first(self) -> _Opened | None:
        return self._published or next(iter(self._opened.values()), None)

    def _note(self, root: str, named: NamedSnapshot, opened: _Opened) -> None:
        self._fields.setdefault(opened.snapshot.snapshot_id, []).append(root)
        self._is_named = self._is_named or named.is_given

    def _open_selected(self, root: str, snapshot_id: str | None) -> _Opened:
        try:
            return self._open(snapshot_id)
        except SnapshotNotFound as error:
            # A missing publication does not concern one field.
            raise error if snapshot_id is None else SnapshotNotFound(f"{root}: {error.message}", error.hint) from None

    def _open(self, snapshot_id: str | None) -> _Opened:
        if snapshot_id is None:
            if self._published is None:
                self._published = self._acquire(None)
            return self._published
        return self._opened.get(snapshot_id) or self._acquire(snapshot_id)

    def _acquire(self, snapshot_id: str | None) -> _Opened:
        if self._stopped.is_set():
            raise QueryTimedOut(
                "The query waited too long and was not started.",
                "Try again in a moment.",
                zh="查询排队超过时限，未能执行。请稍后重试。",
            )
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
    """The largest bytes per row of the plan in this snapshot."""
    snapshot_id = opened.snapshot.snapshot_id
    found = read.widest.get(snapshot_id)
    if found is None:
        tables, catalog = tables_of(read.plan), load_catalog().tables
        try:
            lengths = {
                key: text_lengths(opened.cursor, key, [column.name for column in catalog[key].columns])
                for key in tables & catalog.keys()
            }
        except (duckdb.BinderException, duckdb.CatalogException, duckdb.OutOfMemoryException):
            return ANSWER_BYTES  # A snapshot of another version, or no memory: the statement raises the error.
        except duckdb.InterruptException as error:
            raise query_stopped() from error
        if len(read.widest) > 8:
            read.widest.clear()
        found = read.widest[snapshot_id] = widest_row(read.plan, lengths)
    return found


def _missing(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """The first table or column of the catalog that a snapshot of another version lacks."""
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
