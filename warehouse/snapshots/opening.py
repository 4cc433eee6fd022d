"""Opens the file of a snapshot and compares it with its manifest: a published file is read-only, but not for root.

Hashing a gigabyte takes a second, so the identity and hash of a hashed file are stored next to it (`000012.checked`):
inode, size, modification and change time. The kernel sets the change time at every change of the file, and no program
can choose it. While identity and manifest agree, opening needs two stat calls; a file that was touched or copied is
hashed again, in another process: this one may have the file open, and DuckDB's lock on a file is lost when its holder
closes it.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import duckdb

from warehouse.archive.home import Home
from warehouse.connections import open_reader
from warehouse.errors import SnapshotDamaged, SnapshotNotFound, StorageFailed
from warehouse.snapshots.manifest import manifest_path, snapshot_path

_HASH = """
import hashlib, sys
with open(sys.argv[1], "rb") as file:
    print(hashlib.file_digest(file, "sha256").hexdigest())
"""
_TO_DO = (
    "Go back to another one: longmai rollback ID; or build it again: longmai refresh.",
    "请退回其他快照：longmai rollback 编号；或重新生成：longmai refresh。",
)


def open_snapshot(
    home: Home,
    snapshot_id: str,
    threads: int | None = None,
    memory_mb: int | None = None,
    spill: Path | None = None,
) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a snapshot that agrees with its manifest.

    Raises SnapshotDamaged where it does not, Busy where another process has it open for writing.
    """
    path = snapshot_path(home, snapshot_id)
    try:
        before = _identity(path)
    except FileNotFoundError:
        raise SnapshotNotFound(f"There is no snapshot {snapshot_id}.", zh=f"没有快照 {snapshot_id}。") from None
    # Opened before hashing: a file that another program writes to is reported as busy at once.
    connection = open_reader(path, threads, memory_mb, spill)
    try:
        if check_unaltered(home, snapshot_id) != before:
            raise _altered(snapshot_id, "changed while it was opened", "在打开时被改动")
    except BaseException:
        connection.close()
        raise
    return connection


def check_unaltered(home: Home, snapshot_id: str) -> list[int]:
    """Compares a file with its manifest and returns its identity. Raises SnapshotDamaged, SnapshotNotFound."""
    path = snapshot_path(home, snapshot_id)
    try:
        identity = _identity(path)
        sha256 = json.loads(manifest_path(home, snapshot_id).read_text("utf-8"))["sha256"]
    except FileNotFoundError as error:
        if path.exists():
            raise _altered(snapshot_id, "has no manifest", "没有清单") from None
        raise SnapshotNotFound(f"There is no snapshot {snapshot_id}.", zh=f"没有快照 {snapshot_id}。") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotDamaged(
            f"The manifest of snapshot {snapshot_id} cannot be read: {error}", zh=f"快照 {snapshot_id} 的清单无法读取。"
        ) from error
    known = _remembered(home, snapshot_id)
    if known[:-1] != identity:
        known = [*identity, _digest(path)]
        if _identity(path) != identity:
            raise _altered(snapshot_id, "changed while it was compared", "在比对时被改动")
        remember(home, snapshot_id, str(known[-1]))
    if known[-1] != sha256:
        raise _altered(snapshot_id, "is not what its manifest says: its SHA-256 differs", "与清单不符：哈希不同")
    return identity


def remember(home: Home, snapshot_id: str, sha256: str) -> None:
    """Records the hash of a file. If the disk refuses, the next opening hashes again."""
    path = checked_path(home, snapshot_id)
    arriving = path.with_name(f".arriving-{secrets.token_hex(8)}")
    with suppress(OSError):
        arriving.write_text(json.dumps([*_identity(snapshot_path(home, snapshot_id)), sha256]), "utf-8")
        arriving.replace(path)


def checked_path(home: Home, snapshot_id: str) -> Path:
    """The file with the identity of a verified snapshot."""
    return snapshot_path(home, snapshot_id).with_suffix(".checked")


def _remembered(home: Home, snapshot_id: str) -> list[object]:
    try:
        found = json.loads(checked_path(home, snapshot_id).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return found if isinstance(found, list) else []


def _identity(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _digest(path: Path) -> str:
    outcome = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _HASH, str(path)], capture_output=True, text=True, check=False
    )
    if outcome.returncode:
        reason = outcome.stderr.strip().rpartition("\n")[2]
        raise StorageFailed(
            f"{path.name} cannot be compared with its manifest: {reason}", zh=f"无法将 {path.name} 与其清单比对。"
        )
    return outcome.stdout.strip()


def _altered(snapshot_id: str, en: str, zh: str) -> SnapshotDamaged:
    return SnapshotDamaged(
        f"The file of snapshot {snapshot_id} {en}. {_TO_DO[0]} 中文：快照 {snapshot_id} 的文件{zh}。{_TO_DO[1]}"
    )
