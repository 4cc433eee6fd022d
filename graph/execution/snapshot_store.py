"""What execution needs of the snapshots, as protocols: the store of the warehouse has it, and that of a test may."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import duckdb

from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.past.past import Retained


class Snapshot(Protocol):
    """A published build, open for reading."""

    @property
    def snapshot_id(self) -> str: ...

    @property
    def freshness(self) -> Mapping[str, str]: ...

    @property
    def row_counts(self) -> Mapping[str, int]: ...

    def cursor(self) -> duckdb.DuckDBPyConnection: ...


class Store(Protocol):
    """Where an operation finds the published snapshot, or an earlier one (warehouse.snapshots.store)."""

    def acquire(self, snapshot_id: str | None = None) -> AbstractContextManager[Snapshot]: ...

    def published_id(self) -> str | None:
        """The snapshot that an `acquire` would read now; cheap enough for every request."""

    def releases_after(self, number: int) -> Sequence[Manifest]:
        """What was published since the snapshot of that number, oldest first; reads files."""

    def find_as_of(self, instant: datetime, tables: Collection[str]) -> str:
        """The kept snapshot that tells of these tables what was known at an instant (warehouse.snapshots.past.past)."""

    def answers_as_of(self, snapshot_id: str, instant: datetime, tables: Collection[str]) -> bool:
        """Whether that snapshot does."""

    def retained(self) -> Sequence[Retained]:
        """The snapshots that are kept."""

    def close(self) -> None: ...
