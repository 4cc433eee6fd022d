"""How readers find the published snapshot and move to the next one between two queries.

A reader acquires the snapshot for one operation and reads the whole operation from it. Each acquire reads the `current`
link; a newer file is opened, and the older one is closed when its last operation ends.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.archive.home import Home
from warehouse.errors import AvailabilityError, SnapshotDamaged, SnapshotNotFound
from warehouse.snapshots.manifest import Manifest, current_snapshot_id, is_snapshot_id, snapshot_path
from warehouse.snapshots.opening import open_snapshot
from warehouse.snapshots.past.history import releases_after
from warehouse.snapshots.past.past import PastStates, Retained

_log = logging.getLogger(__name__)


class OpenSnapshot:
    """An open snapshot file. Take a `cursor()` for every statement or thread."""

    def __init__(self, snapshot_id: str, connection: duckdb.DuckDBPyConnection) -> None:
        self.snapshot_id = snapshot_id
        self._connection = connection
        self.users = 0
        self.freshness = _freshness(connection)
        self.row_counts = _row_counts(connection)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A new connection to the same open file."""
        return self._connection.cursor()

    def close(self) -> None:
        self._connection.close()


def _freshness(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The build time and the as-of instant, as clients read them."""
    try:
        row = connection.cursor().execute("select built_at, as_of from core.snapshot").fetchone()
    except duckdb.Error as error:
        connection.close()
        raise SnapshotDamaged(
            f"A snapshot lacks its build time: {error}", zh="快照缺少构建时间，文件可能已损坏。"
        ) from error
    return {} if row is None else {"builtAt": f"{row[0].isoformat()}Z", "asOf": f"{row[1].isoformat()}Z"}


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """The rows of each table: exact, since the file no longer changes."""
    counted = "select schema_name || '.' || table_name, estimated_size from duckdb_tables()"
    return dict(connection.cursor().execute(counted).fetchall())


class SnapshotStore:
    """The published snapshot of one data directory, for any number of threads."""

    def __init__(
        self, home: Home, threads: int | None = None, memory_mb: int | None = None, spill: Path | None = None
    ) -> None:
        self._home = home
        self._memory_mb = memory_mb
        self._spill = spill
        self._link = str(home.current)
        self._threads = threads
        self._lock = threading.Lock()
        self._newest: OpenSnapshot | None = None
        self._earlier: dict[str, OpenSnapshot] = {}
        self._past = PastStates(home, self._reading)

    @contextmanager
    def acquire(self, snapshot_id: str | None = None) -> Iterator[OpenSnapshot]:
        """The published snapshot, or an earlier retained one, held open until the operation ends.

        Raises SnapshotNotFound before the first publication and for a snapshot that is not retained. A newly published
        file that cannot be opened is logged and the previous one continues to be served; without a previous one,
        SnapshotDamaged is raised.
        """
        with self._lock:
            snapshot = self._follow_current() if snapshot_id is None else self._open_earlier(snapshot_id)
            snapshot.users += 1
        try:
            yield snapshot
        finally:
            with self._lock:
                snapshot.users -= 1
                if snapshot is not self._newest and snapshot.users == 0:
                    self._earlier.pop(snapshot.snapshot_id, None)
                    snapshot.close()

    def published_id(self) -> str | None:
        """The id of the published snapshot, or None before the first publication.

        Called for every request, so it only reads the link: a tenth of the time of a Path.
        """
        try:
            target = os.readlink(self._link)  # noqa: PTH115
        except OSError:
            return None
        return target.rpartition("/")[2].partition(".")[0]

    def releases_after(self, number: int) -> tuple[Manifest, ...]:
        """The releases since the snapshot of that number (warehouse.snapshots.past.history)."""
        return releases_after(self._home, number)

    def find_as_of(self, instant: datetime, tables: Collection[str]) -> str:
        """The retained snapshot with these tables as known at an instant (warehouse.snapshots.past.past)."""
        return self._past.find(instant, tables)

    def answers_as_of(self, snapshot_id: str, instant: datetime, tables: Collection[str]) -> bool:
        """Whether that snapshot has these tables as known at an instant."""
        return self._past.answers(snapshot_id, instant, tables)

    def retained(self) -> Sequence[Retained]:
        """The retained snapshots, newest as-of instant first."""
        return self._past.retained()

    def close(self) -> None:
        """Closes the file; running operations fail with an error of DuckDB."""
        with self._lock:
            if self._newest is not None:
                self._newest.close()
                self._newest = None

    @contextmanager
    def _reading(self, snapshot_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
        with self.acquire(snapshot_id) as snapshot:
            cursor = snapshot.cursor()
            try:
                yield cursor
            finally:
                cursor.close()

    def _follow_current(self) -> OpenSnapshot:
        try:
            return self._open(current_snapshot_id(self._home))
        except AvailabilityError:
            if self._newest is None:
                raise
            _log.exception("The published snapshot cannot be opened; %s goes on.", self._newest.snapshot_id)
            return self._newest

    def _open_earlier(self, snapshot_id: str) -> OpenSnapshot:
        """Opened for its present readers: a file deleted meanwhile must not stay open for ever."""
        newest = self._follow_current()
        if newest.snapshot_id == snapshot_id:
            return newest
        opened = self._earlier.get(snapshot_id)
        if opened is None:
            if not is_snapshot_id(snapshot_id):
                raise _not_retained(snapshot_id)
            if not snapshot_path(self._home, snapshot_id).exists():
                raise _not_retained(snapshot_id)
            opened = self._earlier[snapshot_id] = self._read(snapshot_id)
        return opened

    def _read(self, snapshot_id: str) -> OpenSnapshot:
        opened = open_snapshot(self._home, snapshot_id, self._threads, self._memory_mb, self._spill)
        return OpenSnapshot(snapshot_id, opened)

    def _open(self, snapshot_id: str) -> OpenSnapshot:
        if self._newest is not None and self._newest.snapshot_id == snapshot_id:
            return self._newest
        path = snapshot_path(self._home, snapshot_id)
        if not path.exists():
            raise SnapshotNotFound(
                f"The published snapshot {snapshot_id} is not in {path.parent}.",
                zh=f"{path.parent} 中没有已发布的快照 {snapshot_id}。",
            )
        opened = self._read(snapshot_id)
        retired, self._newest = self._newest, opened
        if retired is not None and retired.users == 0:
            retired.close()
        return opened


def _not_retained(snapshot_id: str) -> SnapshotNotFound:
    return SnapshotNotFound(
        f"Snapshot {snapshot_id[:60]} is not retained: it was removed, or never existed.",
        "retainedSnapshots lists those that are. Restart paging without a cursor.",
        zh=f"快照 {snapshot_id[:60]} 已清除或从未存在；现有的见 retainedSnapshots，分页请不带游标重新开始。",
    )


@contextmanager
def published(home: Home, *, memory_mb: int | None = None, spill: Path | None = None) -> Iterator[OpenSnapshot]:
    """The published snapshot until the block ends, for who reads once. Raises SnapshotNotFound or SnapshotDamaged."""
    store = SnapshotStore(home, memory_mb=memory_mb, spill=spill)
    try:
        with store.acquire() as snapshot:
            yield snapshot
    finally:
        store.close()
