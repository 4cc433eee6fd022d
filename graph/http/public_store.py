"""A store of public snapshots: built from synthetic files and from macro series that are already public.

A service without authentication (`--allow-public`) reads through this store, so the next request refuses a publication
with other data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

from graph.execution.snapshot_store import Snapshot, Store
from warehouse.errors import AvailabilityError, NotPublic, SnapshotNotFound
from warehouse.sample.generate import packaged_macro_files
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.past.past import Retained

_OTHERS = "select count(*) from core.submission where not is_synthetic and not list_contains(?, sha256)"


def open_public(store: Store) -> PublicStore:
    """Wraps a store. Raises NotPublic if the published snapshot is not public."""
    public = PublicStore(store)
    with suppress(SnapshotNotFound), public.acquire():
        pass
    return public


class PublicStore:
    """A store that raises NotPublic for snapshots that are not public."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._published = [hashlib.sha256(content).hexdigest() for _, content in packaged_macro_files()]
        self._public: set[tuple[str, str | None]] = set()
        """Checked snapshots with their build time: numbers restart in a cleared data directory."""

    @contextmanager
    def acquire(self, snapshot_id: str | None = None) -> Iterator[Snapshot]:
        with self._store.acquire(snapshot_id) as snapshot:
            self._check(snapshot)
            yield snapshot

    def published_id(self) -> str | None:
        return self._store.published_id()

    def releases_after(self, number: int) -> Sequence[Manifest]:
        return [manifest for manifest in self._store.releases_after(number) if self._is_public(manifest)]

    def find_as_of(self, instant: datetime, tables: Collection[str]) -> str:
        return self._store.find_as_of(instant, tables)

    def answers_as_of(self, snapshot_id: str, instant: datetime, tables: Collection[str]) -> bool:
        return self._store.answers_as_of(snapshot_id, instant, tables)

    def retained(self) -> Sequence[Retained]:
        return [entry for entry in self._store.retained() if self._is_public(entry.manifest)]

    def close(self) -> None:
        self._store.close()

    def _is_public(self, manifest: Manifest) -> bool:
        try:
            with self.acquire(manifest.snapshot_id):
                return True
        except AvailabilityError:
            return False

    def _check(self, snapshot: Snapshot) -> None:
        key = (snapshot.snapshot_id, snapshot.freshness.get("builtAt"))
        if key in self._public:
            return
        cursor = snapshot.cursor()
        try:
            (others,) = cursor.execute(_OTHERS, [self._published]).fetchone() or (1,)
        finally:
            cursor.close()
        if others:
            raise NotPublic(
                f"Snapshot {snapshot.snapshot_id} has data that are not synthetic, but this service is public."
                f" 中文：快照 {snapshot.snapshot_id} 含有非合成数据，而本服务对所有人开放，故不予答复。",
                "Serve it with --readers-key FILE. 中文：请改用 --readers-key 启动服务。",
            )
        self._public.add(key)
