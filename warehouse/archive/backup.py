"""Compares the archive with its ledger, and copies it: everything else is built from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from warehouse.archive.damages import check_ledger
from warehouse.archive.disk import write_once
from warehouse.archive.entries import entries_in_order, read_head, write_head
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.archive.revisions import read_revisions
from warehouse.archive.seal import ensure_sealed
from warehouse.archive.store import archived_path, store_file
from warehouse.errors import InvalidArgument, StorageFailed


def damaged_files(home: Home) -> Iterator[tuple[str, str]]:
    """Submissions and revisions of the programme whose files are missing or altered: the id and what is wrong."""
    for entry_id, name, sha256 in _archived_files(home):
        path = archived_path(home, sha256)
        if not path.is_file():
            yield entry_id, f"{name!r} is not in the archive"
        elif file_digest(path) != sha256:
            yield entry_id, f"{name!r} is not what was received: its SHA-256 differs"


def _archived_files(home: Home) -> Iterator[tuple[str, str, str]]:
    """Every file that an entry names: the id of the entry, the name of the file and its SHA-256."""
    for submission in read_submissions(home):
        yield submission.submission_id, submission.file_name, submission.sha256
    for revision in read_revisions(home):
        for path, sha256 in revision.files.items():
            yield revision.revision_id, path, sha256


def back_up(home: Home, target: Path) -> int:
    """Copies to `target` what it lacks and returns how many submissions it holds.

    The copy is a data directory: `LONGMAI_HOME=target longmai refresh` restores everything. Raises StorageFailed where
    a file of the archive is damaged, LedgerDamaged where its ledger is, InvalidArgument where the target is inside the
    data directory or has entries that the archive lacks.
    """
    if target.resolve().is_relative_to(home.root.resolve()):
        raise InvalidArgument(f"{target} lies inside the data directory.", "Choose a folder on another disk.")
    copy = Home(target.resolve())
    with writer_lock(home), writer_lock(copy):
        check_ledger(home)
        ensure_sealed(home)
        head, copied = read_head(home), read_head(copy)
        if copied is not None and (head is None or copied.ordinal > head.ordinal):
            raise InvalidArgument(
                f"The backup in {target} knows more than the archive: its newest entry is {copied.entry}. "
                f"中文：{target} 中的备份比归档更新：其最新记录为 {copied.entry}。",
                "Restore the archive from it, or choose an empty folder. 中文：请用它恢复归档，或另选空文件夹。",
            )
        for entry_id, what in damaged_files(home):
            raise StorageFailed(
                f"{entry_id} cannot be backed up: {what}.",
                "Restore it from an earlier backup.",
                zh=f"{entry_id} 已损坏，无法备份；请用较早的备份恢复。",
            )
        submissions = read_submissions(home)
        copy.ensure()
        for sha256 in {sha256 for _, _, sha256 in _archived_files(home)}:
            store_file(copy, archived_path(home, sha256))
        # Entries come after the files that they name, each after its predecessor, the head last.
        for entry in entries_in_order(home):
            _copy_entry(entry, copy.archive / entry.relative_to(home.archive))
        if head is not None:
            write_head(copy, head)
    return len(submissions)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_entry(entry: Path, copy: Path) -> None:
    content = entry.read_bytes()
    if copy.exists():
        if copy.read_bytes() != content:
            raise StorageFailed(
                f"{copy} is an entry of another archive.",
                "Choose an empty folder for the backup.",
                zh=f"{copy} 属于另一个档案库；请另选空文件夹备份。",
            )
        return
    write_once(copy, content)
