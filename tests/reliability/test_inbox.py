"""F8, P4, P8 at the inbox: watched twice, changed while it is read, bad files between good ones, a clock that moved."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.reliability.checking import drop
from tests.reliability.conftest import PROJECT, Figures, Worker
from warehouse.archive import store
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.store import archived_path
from warehouse.connections import open_reader
from warehouse.ingestion.receive import files_in_inbox, ingest_files
from warehouse.snapshots.manifest import current_snapshot_id, snapshot_path

RECEIVED_AT = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
DELIVERIES = PROJECT / "tests" / "data"
RETURN = (DELIVERIES / "financial_2016-03_gbk.csv").read_bytes()
OUTPUT = (DELIVERIES / "output_2016-02.csv").read_bytes()
BAD = {
    "0_empty.xlsx": b"",
    "1_noise.csv": bytes(range(256)) * 40,
    "2_cut_off.xlsx": b"PK\x03\x04\x14\x00\x06\x00",
    "3_page.xlsx": "<html><body>系统登录</body></html>".encode(),
    "z_other_form.csv": "姓名,年龄\n甲,3\n".encode(),
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data").ensure()


def test_two_watchers_of_one_inbox_take_each_file_once(
    home: Home, worker: Worker, second_worker: Worker, figures: Figures
) -> None:
    _fill(home)

    codes = _both(home, worker, second_worker, "refresh")

    assert codes == [0, 0]
    assert len(read_submissions(home)) == len(BAD) + 2
    assert list(home.inbox.iterdir()) == []
    figures("P4", "one inbox watched by two processes", 1, f"{len(BAD) + 2} files, each once")


def test_two_watchers_without_the_lock_would_be_found(home: Home, worker: Worker, second_worker: Worker) -> None:
    _fill(home)

    codes = _both(home, worker, second_worker, "refresh_without_lock")

    assert codes != [0, 0] or len(read_submissions(home)) != len(BAD) + 2


def _appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def _cut(path: Path) -> None:
    os.truncate(path, 10)


def _overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"other")


def _replaced(path: Path) -> None:
    other = path.with_name(".other")
    other.write_bytes(OUTPUT)
    other.replace(path)


@pytest.mark.parametrize("change", [_appended, _cut, _overwritten, _replaced])
def test_of_a_file_that_changes_while_it_is_read_nothing_is_taken_that_was_not_sent(
    change: Callable[[Path], None], home: Home, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    path = home.inbox / "a.csv"
    drop(home, path.name, RETURN)
    _changing(monkeypatch, change)

    ingest_files(home, [path], received_at=RECEIVED_AT, remove_source=True)

    _assert_all_kept_was_sent(home)
    assert path.exists()  # what it is now was not read
    figures("F8", "a file appended to, cut, overwritten or replaced while it is read", 4, "0 taken that was never sent")


def test_a_file_that_changes_unseen_would_be_found(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.inbox / "a.csv"
    drop(home, path.name, RETURN)
    stat = path.stat()
    monkeypatch.setattr(
        store.os, "fstat", lambda descriptor: stat
    )  # the planted fault: nobody looks whether it changed

    def half_way(changed: Path) -> None:
        changed.write_bytes(b"#" * len(RETURN))

    monkeypatch.setattr(store, "_BLOCK", 64)
    _changing(monkeypatch, half_way)
    ingest_files(home, [path], received_at=RECEIVED_AT)

    with pytest.raises(AssertionError):
        _assert_all_kept_was_sent(home)


def test_bad_files_keep_no_good_file_beside_them_out(
    home: Home, tmp_path: Path, worker: Worker, figures: Figures
) -> None:
    alone = Home(tmp_path / "alone").ensure()
    drop(alone, "m.csv", RETURN)
    drop(alone, "n.csv", OUTPUT)
    _fill(home)
    for each in (alone, home):
        assert worker.run(each.root) == 0

    assert {
        entry.file_name: entry.status for entry in read_submissions(home) if entry.file_name in BAD
    } == dict.fromkeys(BAD, "refused")
    assert _values(home) == _values(alone) != []
    figures("F18", f"{len(BAD)} bad files around two good ones", 1, "each refused by itself, the same values")


def test_a_good_file_that_is_kept_out_would_be_found(home: Home, tmp_path: Path, worker: Worker) -> None:
    less = Home(tmp_path / "less").ensure()
    drop(less, "m.csv", RETURN)
    _fill(home)
    for each in (less, home):
        assert worker.run(each.root) == 0

    assert _values(home) != _values(less)


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_clock_that_moved_between_two_files_changes_neither_order_nor_rows(days: int, home: Home) -> None:
    for number, (name, sent) in enumerate({"m.csv": RETURN, "n.csv": OUTPUT}.items()):
        drop(home, name, sent)
        moved = RECEIVED_AT + timedelta(days=days * number)
        ingest_files(home, files_in_inbox(home), received_at=moved, remove_source=True)

    assert [entry.file_name for entry in read_submissions(home)] == ["m.csv", "n.csv"]
    assert [entry.number for entry in read_submissions(home)] == [1, 2]


def _fill(home: Home) -> None:
    for name, sent in {**BAD, "m.csv": RETURN, "n.csv": OUTPUT}.items():
        drop(home, name, sent)


def _both(home: Home, one: Worker, other: Worker, job: str) -> list[int]:
    codes: list[int] = []
    runs = [threading.Thread(target=lambda by: codes.append(by.run(home.root, job)), args=(by,)) for by in (one, other)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    return codes


def _changing(monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]) -> None:
    """Changes the file once, after its first block was read."""
    read_block, changed = store._read_block, []

    def read_and_change(source: int, path: Path) -> bytes:
        block = read_block(source, path)
        if not changed:
            changed.append(path)
            change(path)
        return block

    monkeypatch.setattr(store, "_read_block", read_and_change)


def _assert_all_kept_was_sent(home: Home) -> None:
    sent = {hashlib.sha256(whole).hexdigest() for whole in (RETURN, OUTPUT)}
    for entry in read_submissions(home):
        assert entry.sha256 in sent
        assert archived_path(home, entry.sha256).read_bytes() in (RETURN, OUTPUT)


def _values(home: Home) -> list[tuple[object, ...]]:
    reader = open_reader(snapshot_path(home, current_snapshot_id(home)))
    try:
        return reader.execute(
            "select indicator_id, period, period_kind, value from core.unmatched_observation"
            " union all select indicator_id, period, period_kind, value from core.observation order by all"
        ).fetchall()
    finally:
        reader.close()
