from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from warehouse.archive.backup import back_up, damaged_files
from warehouse.archive.damages import check_ledger, find_damages
from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
from warehouse.archive.order import check_arrival
from warehouse.archive.revisions import (
    Revision,
    files_of,
    read_revision,
    read_revisions,
    record_revision,
    revision_in_force,
)
from warehouse.archive.store import archived_path
from warehouse.errors import InvalidArgument, LedgerDamaged, StorageFailed, UnknownName

FILES = {"programme.toml": b'programme_id = "x"\n', "names/headings.csv": "heading\n主营业务利润\n".encode()}
NOON = datetime(2016, 4, 16, 4, tzinfo=UTC)


def _apply(home: Home, files: dict[str, bytes], applied_at: datetime = NOON) -> Revision:
    with writer_lock(home):
        return record_revision(
            home, files, programme_id="x", schema=1, by="王芳", reason="统计口径调整", applied_at=applied_at
        )


def test_a_revision_is_read_as_it_was_written_with_its_files(data_home: Home) -> None:
    revision = _apply(data_home, FILES)

    assert read_revisions(data_home) == (revision,)
    assert read_revision(data_home, "P000001") == revision
    assert files_of(data_home, revision) == FILES


def test_a_revision_names_the_one_that_it_replaces_and_shares_its_unchanged_files(data_home: Home) -> None:
    first = _apply(data_home, FILES)
    stored = len(list((data_home.archive / "files").rglob("*/*")))

    second = _apply(data_home, {**FILES, "programme.toml": b'programme_id = "x" # later\n'}, NOON + timedelta(days=1))

    assert (first.parent, second.parent) == (None, first.sha256)
    assert len(list((data_home.archive / "files").rglob("*/*"))) == stored + 1


def test_the_newest_revision_applied_by_an_instant_is_in_force_then(data_home: Home) -> None:
    applied = [_apply(data_home, {"a.csv": bytes([number])}, NOON + timedelta(days=number)) for number in (1, 2)]

    assert revision_in_force(applied) == applied[1]
    assert revision_in_force(applied, NOON + timedelta(days=1)) == applied[0]
    # No file is read without a programme: before the first one, the first one.
    assert revision_in_force(applied, NOON) == applied[0]
    assert revision_in_force(()) is None


def test_an_unknown_revision_is_refused_with_the_known_ones(data_home: Home) -> None:
    _apply(data_home, FILES)

    with pytest.raises(UnknownName, match=r"P000001.*中文"):
        read_revision(data_home, "P000007")


@pytest.mark.parametrize("harm", ["altered", "missing"])
def test_a_harmed_file_of_a_revision_is_found_and_never_backed_up(harm: str, data_home: Home, tmp_path: Path) -> None:
    revision = _apply(data_home, FILES)
    stored = archived_path(data_home, revision.files["programme.toml"])
    stored.chmod(0o600)
    if harm == "altered":
        stored.write_bytes(b"x" * stored.stat().st_size)
    else:
        stored.unlink()

    assert [entry_id for entry_id, _ in damaged_files(data_home)] == ["P000001"]
    with pytest.raises(LedgerDamaged, match=r"programme\.toml of P000001"):
        files_of(data_home, revision)
    with pytest.raises(StorageFailed, match="P000001"):
        back_up(data_home, tmp_path / "copy")


def test_a_backup_has_the_revisions_and_their_files(data_home: Home, tmp_path: Path) -> None:
    revision = _apply(data_home, FILES)

    back_up(data_home, tmp_path / "copy")

    copy = Home(tmp_path / "copy")
    assert read_revisions(copy) == (revision,) and files_of(copy, revision) == FILES
    check_ledger(copy)


def test_the_seal_reveals_an_edited_and_a_deleted_revision(data_home: Home) -> None:
    _apply(data_home, FILES)
    _apply(data_home, {"a.csv": b""})
    entry = data_home.archive / "programmes" / "000001.json"
    written = entry.read_bytes()

    entry.write_bytes(written.replace("王芳".encode(), "李四".encode()))
    assert [damage.entry for damage in find_damages(data_home)] == ["programmes/000001.json"]
    entry.write_bytes(written)
    (data_home.archive / "programmes" / "000002.json").unlink()
    assert [damage.entry for damage in find_damages(data_home)] == ["programmes/000002.json"]


def test_nothing_arrives_before_a_revision_that_was_already_applied(data_home: Home) -> None:
    _apply(data_home, FILES)

    check_arrival(data_home, NOON)
    with pytest.raises(InvalidArgument, match="before the newest arrival or revision"):
        check_arrival(data_home, NOON - timedelta(seconds=1))
