"""The releases published since a given snapshot, read from manifests alone."""

from __future__ import annotations

from warehouse.archive.home import Home
from warehouse.errors import SnapshotNotFound
from warehouse.snapshots.manifest import Manifest, current_snapshot_id, read_manifest


def releases_after(home: Home, number: int) -> tuple[Manifest, ...]:
    """The releases from the snapshot of that number to the published one, oldest first.

    Each was compared with the previous one, as far back as they are retained: if the first was compared with another
    snapshot than `number`, releases in between are no longer retained, or there was a rollback. After a rollback the
    published snapshot is the only one. Empty where `number` is published. Raises SnapshotDamaged for an unreadable
    manifest.
    """
    try:
        newest = read_manifest(home, current_snapshot_id(home))
    except SnapshotNotFound:
        return ()
    if newest.snapshot_number == number:
        return ()
    chain = [newest]
    while (before := _before(home, chain[-1])) is not None and before.snapshot_number > number:
        chain.append(before)
    return tuple(reversed(chain)) if newest.snapshot_number > number else (newest,)


def _before(home: Home, manifest: Manifest) -> Manifest | None:
    if manifest.compared_with is None:
        return None
    try:
        return read_manifest(home, manifest.compared_with)
    except SnapshotNotFound:
        return None
