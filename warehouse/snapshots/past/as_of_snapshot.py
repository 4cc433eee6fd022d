"""Builds a past state as of an instant, checked like any build, never in force.

It answers requests for that instant (`asOf` in the API) or by its id. The newest RETAINED_BESIDE are retained.
"""

from __future__ import annotations

from datetime import datetime

from warehouse.archive.disk import make_folder
from warehouse.archive.home import Home
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import InvalidArgument, SnapshotNotFound
from warehouse.snapshots.build import start_build
from warehouse.snapshots.code import code_sha256
from warehouse.snapshots.manifest import Manifest, is_beside, read_manifest, retained_ids, snapshot_path
from warehouse.snapshots.past.past import PastStates
from warehouse.snapshots.publish import on_disk, put_in_place, remove_snapshot, seal
from warehouse.snapshots.refresh import OnTable, make_all

RETAINED_BESIDE = 10
"""How many past states are retained; a further one replaces the one built longest ago."""


def build_beside(
    home: Home, as_of: datetime, on_table: OnTable | None = None, retained: int = RETAINED_BESIDE
) -> tuple[Manifest, bool]:
    """The state known at an instant, and whether it had to be built; a retained snapshot with the same state is reused.

    Raises InvalidArgument for an instant in the future or before the first submission; CheckFailed, ContractBroken,
    SnapshotDamaged or Busy as any build does. `current` never changes.
    """
    past = PastStates(home)
    try:
        kept = read_manifest(home, past.find(as_of, load_catalog().tables))
        if kept.code_sha256 == code_sha256():
            return kept, False
    except SnapshotNotFound:
        pass
    with start_build(home, as_of, is_beside=True) as build:
        make_all(build, on_table)
        manifest = seal(build)
        with on_disk(manifest.snapshot_id):
            make_folder(home.beside)
            put_in_place(home, build.path, manifest)
        _retire(home, retained)
        return manifest, True


def remove_beside(home: Home, snapshot_id: str) -> None:
    """Deletes a past state; the caller holds the writer's lock. Raises InvalidArgument for any other snapshot."""
    if not is_beside(snapshot_id):
        raise InvalidArgument(
            f"'{snapshot_id[:40]}' is not a past state.",
            "longmai snapshots lists them; published ones go by themselves.",
        )
    read_manifest(home, snapshot_id)
    remove_snapshot(home, snapshot_id)


def _retire(home: Home, retained: int) -> None:
    kept = [snapshot_id for snapshot_id in retained_ids(home) if is_beside(snapshot_id)]
    kept.sort(key=lambda snapshot_id: snapshot_path(home, snapshot_id).stat().st_mtime_ns)
    for snapshot_id in kept[: max(0, len(kept) - retained)]:
        remove_snapshot(home, snapshot_id)
