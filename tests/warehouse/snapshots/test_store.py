"""Readers: one operation reads one snapshot, and the next operation the newest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.errors import SnapshotDamaged, SnapshotNotFound
from warehouse.snapshots import opening
from warehouse.snapshots.manifest import manifest_path, snapshot_path
from warehouse.snapshots.opening import check_unaltered
from warehouse.snapshots.store import OpenSnapshot, SnapshotStore


def _own_id(snapshot: OpenSnapshot) -> str:
    row = snapshot.cursor().execute("select snapshot_id from core.snapshot").fetchone()
    assert row is not None
    return str(row[0])


def test_before_the_first_publication_there_is_nothing_to_read(home: Home) -> None:
    with pytest.raises(SnapshotNotFound, match="longmai refresh"), SnapshotStore(home).acquire():
        pass


def test_an_operation_keeps_its_snapshot_while_a_newer_one_is_published(home: Home) -> None:
    refresh_part(home, ("core.task",))
    store = SnapshotStore(home)

    with store.acquire() as older:
        refresh_part(home, ("core.task",))
        with store.acquire() as newer:
            assert (_own_id(older), _own_id(newer)) == ("000001", "000002")
        assert _own_id(older) == "000001"

    store.close()


def test_a_snapshot_that_nobody_reads_any_more_is_closed(home: Home) -> None:
    refresh_part(home, ("core.task",))
    store = SnapshotStore(home)
    with store.acquire() as older:
        refresh_part(home, ("core.task",))
        with store.acquire():
            pass

    with pytest.raises(Exception, match=r"[Cc]losed"):
        older.cursor()
    store.close()


def test_a_damaged_newer_file_leaves_the_older_one_in_service(home: Home) -> None:
    refresh_part(home, ("core.task",))
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
    refresh_part(home, ("core.task",))
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


def test_a_published_file_that_somebody_wrote_to_is_not_opened(home: Home) -> None:
    refresh_part(home, ("core.task",))
    path = snapshot_path(home, "000001")
    found = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1  # the last block is padding: DuckDB itself would see nothing
    path.chmod(0o644)
    path.write_bytes(content)
    path.chmod(0o444)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    for _ in range(2):
        with (
            pytest.raises(SnapshotDamaged, match=r"000001 is not what its manifest says.*中文：.*与清单不符"),
            SnapshotStore(home).acquire(),
        ):
            pass


def test_a_file_is_hashed_again_only_where_it_was_touched(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh_part(home, ("core.task",))
    hashed: list[Path] = []
    digest = opening._digest
    monkeypatch.setattr(opening, "_digest", lambda path: hashed.append(path) or digest(path))

    check_unaltered(home, "000001")
    assert hashed == []
    snapshot_path(home, "000001").touch()
    check_unaltered(home, "000001")
    check_unaltered(home, "000001")
    assert len(hashed) == 1
    manifest_path(home, "000001").unlink()
    with pytest.raises(SnapshotDamaged, match="no manifest"):
        check_unaltered(home, "000001")
