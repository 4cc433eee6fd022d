"""A refresh: build every table, run every check, publish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from warehouse.archive.damages import check_ledger
from warehouse.archive.entries import read_head
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.revisions import read_revisions
from warehouse.catalog.catalog import Table, load_catalog
from warehouse.errors import InvalidArgument, SnapshotDamaged, SnapshotNotFound
from warehouse.snapshots.build import Build, duckdb_version, start_build
from warehouse.snapshots.code import code_sha256
from warehouse.snapshots.manifest import Manifest, TableContent, current_snapshot_id, read_manifest, read_manifests
from warehouse.snapshots.past.past import PastStates
from warehouse.snapshots.publish import publish

OnTable = Callable[[Table, TableContent, int, int], None]
"""Called after each table with the table, its content, its ordinal and how many there are."""


def refresh(home: Home, as_of: datetime | None = None, on_table: OnTable | None = None) -> Manifest:
    """Builds and publishes a snapshot of everything received up to `as_of` (UTC; default now).

    Raises CheckFailed, ContractBroken, SnapshotDamaged or Busy; the published snapshot then stays.
    """
    with start_build(home, as_of) as build:
        make_all(build, on_table)
        return publish(build)


def make_all(build: Build, on_table: OnTable | None = None) -> None:
    """Makes every table and runs every check."""
    tables = build.catalog.tables.values()
    for ordinal, table in enumerate(tables, start=1):
        content = build.make(table)
        if on_table is not None:
            on_table(table, content, ordinal, len(tables))
    for table in tables:
        build.check(table)


def published_if_current(home: Home, as_of: datetime | None = None) -> Manifest | None:
    """The published snapshot if a build would give the same tables; None if it might not.

    The tables are the same if it was built by this code, knows every entry of the ledger (up to `as_of`, where given),
    and no table has changed with time. Raises LedgerDamaged.
    """
    check_ledger(home)
    try:
        published = read_manifest(home, current_snapshot_id(home))
        # A published past state has its own instant: only the same instant is the same build.
        if as_of is not None and published.as_of != as_of:
            return None
        if published.ledger is None or published.ledger != read_head(home):
            return None
        if (published.code_sha256, published.duckdb_version) != (code_sha256(), duckdb_version()):
            return None
        past = PastStates(home)
        is_current = past.answers(published.snapshot_id, as_of or datetime.now(UTC), load_catalog().tables)
    except (SnapshotNotFound, SnapshotDamaged, InvalidArgument):
        return None
    return published if is_current else None


def has_unpublished(home: Home) -> bool:
    """Whether a file was received, or a programme applied, after the newest snapshot was begun: its refresh is pending,
    or was interrupted.

    The newest retained snapshot, not the one in force: a rollback is not undone automatically.
    """
    received = [entry.received_at for entry in read_submissions(home)]
    if received:
        received += [entry.applied_at for entry in read_revisions(home)]
    try:
        built = [manifest.built_at for manifest in read_manifests(home)]
    except SnapshotDamaged:
        return bool(received)
    return bool(received) and (not built or max(received) > max(built))
