from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from warehouse.archive import store
from warehouse.archive.home import Home
from warehouse.errors import UnreadableFile


def _send(tmp_path: Path, content: bytes = b"a,b\n1,2\n", name: str = "sent.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_the_bytes_kept_are_those_sent_under_their_own_hash(data_home: Home, tmp_path: Path) -> None:
    kept = store.store_file(data_home, _send(tmp_path))

    path = store.archived_path(data_home, kept.sha256)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == kept.sha256 == hashlib.sha256(b"a,b\n1,2\n").hexdigest()
    assert kept.size == 8 and kept.is_new


def test_a_kept_file_cannot_be_written(data_home: Home, tmp_path: Path) -> None:
    kept = store.store_file(data_home, _send(tmp_path))

    mode = stat.S_IMODE(store.archived_path(data_home, kept.sha256).stat().st_mode)
    assert mode == 0o400


def test_the_same_bytes_are_kept_once_and_left_untouched(data_home: Home, tmp_path: Path) -> None:
    first = store.store_file(data_home, _send(tmp_path))
    before = store.archived_path(data_home, first.sha256).stat()

    second = store.store_file(data_home, _send(tmp_path, name="other.csv"))

    after = store.archived_path(data_home, first.sha256).stat()
    assert second.sha256 == first.sha256 and not second.is_new
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_cut_off_copy_in_the_store_is_replaced(data_home: Home, tmp_path: Path) -> None:
    sent = _send(tmp_path)
    final = store.archived_path(data_home, store.store_file(data_home, sent).sha256)
    final.chmod(0o644)
    final.write_bytes(b"a,b")

    store.store_file(data_home, sent)

    assert final.read_bytes() == sent.read_bytes()


def test_a_file_that_grows_while_it_is_read_is_not_taken(
    data_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = _send(tmp_path)
    read = os.read

    def read_and_append(descriptor: int, size: int) -> bytes:
        block = read(descriptor, size)
        if not block:
            with sent.open("ab") as file:
                file.write(b"3,4\n")
        return block

    monkeypatch.setattr(store.os, "read", read_and_append)

    with pytest.raises(UnreadableFile, match="changed while it was being read"):
        store.store_file(data_home, sent)
    assert [path for path in (data_home.archive / "files").rglob("*") if path.is_file()] == []


def test_a_named_pipe_and_a_folder_are_not_taken(data_home: Home, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    for path in (pipe, tmp_path, tmp_path / "absent.csv"):
        with pytest.raises(UnreadableFile):
            store.store_file(data_home, path)
