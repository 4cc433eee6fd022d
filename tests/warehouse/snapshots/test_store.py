"""Readers: one operation reads one snapshot, and the next operation the newest."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.archive.home import Home
from warehouse.errors import SnapshotDamaged, SnapshotNotFound
from warehouse.snapshots.manifest import snapshot_path
from warehouse.snapshots.refresh import refresh
from warehouse.snapshots.store import OpenSnapshot, SnapshotStore


def _own_id(snapshot: OpenSnapshot) -> str:
    row = snapshot.cursor().execute("select snapshot_id from core.snapshot").fetchone()
    assert row is not None
    return str(row[0])


def test_before_the_first_publication_there_is_nothing_to_read(home: Home) -> None:
    with pytest.raises(SnapshotNotFound, match="longmai refresh"), SnapshotStore(home).acquire():
        pass


def test_an_operation_keeps_its_snapshot_while_a_newer_one_is_published(home: Home) -> None:
    refresh(home)
    store = SnapshotStore(home)

    with store.acquire() as older:
        refresh(home)
        with store.acquire() as newer:
            assert (_own_id(older), _own_id(newer)) == ("000001", "000002")
        assert _own_id(older) == "000001"

    store.close()


def test_a_snapshot_that_nobody_reads_any_more_is_closed(home: Home) -> None:
    refresh(home)
    store = SnapshotStore(home)
    with store.acquire() as older:
        refresh(home)
        with store.acquire():
            pass

    with pytest.raises(Exception, match=r"[Cc]losed"):
        older.cursor()
    store.close()


def test_a_damaged_newer_file_leaves_the_older_one_in_service(home: Home) -> None:
    refresh(home)
    store = SnapshotStore(home)
    with store.acquire():
        pass
    _publish_garbage(home, "000002")

    with store.acquire() as snapshot:
        assert snapshot.snapshot_id == "000001"
    store.close()


def test_a_damaged_file_with_none_before_it_is_an_error(home: Home) -> None:
    _publish_garbage(home, "000001")

    with pytest.raises(SnapshotDamaged, match="000001"), SnapshotStore(home).acquire():
        pass


def test_a_reader_cannot_write_or_reach_other_files(home: Home, tmp_path: Path) -> None:
    refresh(home)
    store = SnapshotStore(home)
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with store.acquire() as snapshot:
        cursor = snapshot.cursor()
        for statement in (
            "delete from core.task",
            f"select * from read_csv('{secret}')",
            "set enable_external_access = true",
            f"attach '{tmp_path}/other.duckdb'",
        ):
            with pytest.raises(Exception, match=r"read-only|disabled|locked|Cannot|Permission"):
                cursor.execute(statement)
    store.close()


def _publish_garbage(home: Home, snapshot_id: str) -> None:
    path = snapshot_path(home, snapshot_id)
    path.write_bytes(b"no database" * 100)
    home.current.unlink(missing_ok=True)
    home.current.symlink_to(path.relative_to(home.root))
