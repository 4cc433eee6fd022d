"""What one operation carries: the snapshot that all its root fields read, taken when the first of them needs it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from typing import Protocol

import duckdb

from warehouse.catalog import load_catalog
from warehouse.errors import QueryTimedOut
from warehouse.query.run import Reader
from warehouse.query.statement import Statement
from warehouse.snapshots.manifest import Manifest


class Snapshot(Protocol):
    """A published build, open for reading."""

    @property
    def snapshot_id(self) -> str: ...

    @property
    def freshness(self) -> Mapping[str, str]: ...

    def cursor(self) -> duckdb.DuckDBPyConnection: ...


class Store(Protocol):
    """Where an operation finds the published snapshot (warehouse.snapshots.store)."""

    def acquire(self) -> AbstractContextManager[Snapshot]: ...

    def published_id(self) -> str | None:
        """The snapshot that an `acquire` would read now; cheap enough for every request."""

    def releases_after(self, number: int) -> Sequence[Manifest]:
        """What was published since the snapshot of that number, oldest first; reads files."""

    def close(self) -> None: ...


class Operation:
    """One GraphQL operation, run by one thread; `stop` may be called from another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held = ExitStack()
        self._reader: Reader | None = None
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._freshness: Mapping[str, str] = {}
        self._stopped = threading.Event()

    @property
    def snapshot_id(self) -> str | None:
        """The snapshot that was read; None where nothing was."""
        return self._reader.snapshot_id if self._reader else None

    @property
    def freshness(self) -> Mapping[str, str]:
        """When the snapshot that was read was built, and up to which instant it knows what was received."""
        return self._freshness

    @property
    def statements(self) -> Sequence[Statement]:
        """What was run so far."""
        return self._reader.statements if self._reader else ()

    @property
    def reader(self) -> Reader:
        """The reader of this operation.

        Raises SnapshotNotFound before the first publication, QueryTimedOut where it was stopped.
        """
        if self._reader is None:
            if self._stopped.is_set():
                raise QueryTimedOut("The query waited too long and was not begun.", "Try again in a moment.")
            snapshot = self._held.enter_context(self._store.acquire())
            self._cursor = snapshot.cursor()
            self._freshness = snapshot.freshness
            self._held.callback(self._cursor.close)
            self._reader = Reader(self._cursor, snapshot.snapshot_id, load_catalog(), self._stopped.is_set)
        return self._reader

    def stop(self) -> None:
        """Makes the statement under way end and every later one fail with QueryTimedOut."""
        self._stopped.set()
        if self._cursor is not None:
            # The operation may have ended just now, and its cursor with it.
            with suppress(duckdb.ConnectionException):
                self._cursor.interrupt()

    def close(self) -> None:
        """Gives the snapshot back."""
        self._held.close()
