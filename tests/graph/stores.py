"""Stores for tests of the transport: shared, empty, slow, and one that publishes when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from tests.waiting import PATIENCE
from warehouse.errors import SnapshotNotFound
from warehouse.snapshots.manifest import Manifest, TableChange

# One row takes hours to find.
SLOW = "select i from range(3000000) as a(i), range(3000000) as b(j) where i * j = -1"


class SharedStore:
    """The store of the session, which an app that ends must not close."""

    def __init__(self, store: Any) -> None:
        self.acquire = store.acquire
        self.published_id = store.published_id
        self.retained = getattr(store, "retained", tuple)

    def close(self) -> None:
        pass


class EmptyStore:
    """Nothing has been published yet."""

    @contextmanager
    def acquire(self, _snapshot_id: str | None = None) -> Iterator[Any]:
        raise SnapshotNotFound("No snapshot has been published yet.", "Run: longmai refresh.")
        yield

    def published_id(self) -> None:
        return None

    def close(self) -> None:
        pass


class Renamed:
    """A snapshot under another id."""

    def __init__(self, snapshot: Any, snapshot_id: str) -> None:
        self.snapshot_id = snapshot_id
        self.freshness = {**snapshot.freshness, "builtAt": f"2016-04-16T03:00:{int(snapshot_id) % 60:02d}Z"}
        self.row_counts = snapshot.row_counts
        self.cursor = snapshot.cursor


class PublishingStore(SharedStore):
    """The rows stay; `publish` gives them a new id, as a publication would."""

    def __init__(self, store: Any) -> None:
        super().__init__(store)
        self._acquire = store.acquire
        self._number = 7
        self.acquire = self._acquire_renamed
        self.published_id = lambda: f"{self._number:06d}"

    def publish(self, number: int | None = None) -> None:
        self._number = number or self._number + 1

    def releases_after(self, number: int) -> tuple[Manifest, ...]:
        """Each release was compared with the one before."""
        if number >= self._number:
            return () if number == self._number else (release(self._number),)
        return tuple(release(between) for between in range(number + 1, self._number + 1))

    @contextmanager
    def _acquire_renamed(self, snapshot_id: str | None = None) -> Iterator[Any]:
        with self._acquire() as snapshot:
            yield Renamed(snapshot, snapshot_id or f"{self._number:06d}")


class ChangingStore(PublishingStore):
    """Releases of the numbers `changed` have the rows of another store; those before `oldest` are no longer kept."""

    def __init__(self, store: Any, other: Any, changed: frozenset[int], oldest: int = 1) -> None:
        super().__init__(store)
        self._other = other
        self._changed = changed
        self._oldest = oldest
        self.acquire = self._acquire_of_number

    @contextmanager
    def _acquire_of_number(self, snapshot_id: str | None = None) -> Iterator[Any]:
        number = int(snapshot_id or self._number)
        if not self._oldest <= number <= self._number:
            raise SnapshotNotFound(f"There is no snapshot {number}.")
        rows = self._other.acquire if number in self._changed else self._acquire
        with rows() as snapshot:
            yield Renamed(snapshot, f"{number:06d}")


def release(number: int) -> Manifest:
    """A release that corrects as many rows as its number says."""
    return Manifest(
        snapshot_id=f"{number:06d}",
        snapshot_number=number,
        built_at=datetime(2016, 4, 16, 3),  # noqa: DTZ001 - instants are UTC without a zone
        as_of=datetime(2016, 4, 16, 2),  # noqa: DTZ001
        longmai_version="0",
        duckdb_version="0",
        submission_count=2,
        tables={},
        checks=(),
        size_bytes=0,
        sha256="",
        compared_with=f"{number - 1:06d}",
        changes=(TableChange("core.observation", "form", "correction", 10, 0, number, 0, 0, None, 0),),
    )


class ReplacedCursor:
    """Runs `execute` instead of its own."""

    def __init__(self, cursor: Any, execute: Any) -> None:
        self._cursor, self._execute = cursor, execute

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def execute(self, text: str, values: list[object] | None = None) -> Any:
        return self._execute(self._cursor, text, values)


class SlowStore(SharedStore):
    """Every statement takes hours. `begun` counts them."""

    def __init__(self, store: Any) -> None:
        super().__init__(store)
        self._store = store
        self.begun = 0
        self.acquire = self._acquire_slow

    @contextmanager
    def _acquire_slow(self, _snapshot_id: str | None = None) -> Iterator[Any]:
        with self._store.acquire() as snapshot:
            replaced, execute = Renamed(snapshot, snapshot.snapshot_id), self._execute
            replaced.freshness = snapshot.freshness
            replaced.cursor = lambda: ReplacedCursor(snapshot.cursor(), execute)
            yield replaced

    def _execute(self, cursor: Any, _text: str, _values: list[object] | None) -> Any:
        self.begun += 1
        return cursor.execute(SLOW)


class HeldStore(SlowStore):
    """Every statement waits until all are released. `begun` counts those that have come so far."""

    def __init__(self, store: Any) -> None:
        super().__init__(store)
        self.released = threading.Event()

    def _execute(self, cursor: Any, text: str, values: list[object] | None) -> Any:
        self.begun += 1
        assert self.released.wait(PATIENCE * 2)
        return cursor.execute(text, values)
