"""Protocols of snapshots and their store; warehouse.snapshots.store implements them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import duckdb

from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.past.past import Retained


class Snapshot(Protocol):
    """A published snapshot, open for reading."""

    @property
    def snapshot_id(self) -> str: ...

    @property
    def freshness(self) -> Mapping[str, str]: ...

    @property
    def row_counts(self) -> Mapping[str, int]: ...

    def cursor(self) -> duckdb.DuckDBPyConnection: ...


class Store(Protocol):
    """Provides the published snapshot and retained earlier ones (warehouse.snapshots.store)."""

    def acquire(self, snapshot_id: str | None = None) -> AbstractContextManager[Snapshot]: ...

    def published_id(self) -> str | None:
        """The snapshot that `acquire` would read now; cheap enough to call on every request."""

    def releases_after(self, number: int) -> Sequence[Manifest]:
        """Snapshots published after that number, oldest first; reads files."""

    def find_as_of(self, instant: datetime, tables: Collection[str]) -> str:
        """The retained snapshot with these tables as known at an instant (warehouse.snapshots.past.past)."""

    def answers_as_of(self, snapshot_id: str, instant: datetime, tables: Collection[str]) -> bool:
        """Whether that snapshot has them as known at the instant."""

    def retained(self) -> Sequence[Retained]:
        """The retained snapshots."""

    def close(self) -> None: ...
