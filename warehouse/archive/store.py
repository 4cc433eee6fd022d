"""The file store: every file as received, under its SHA-256, written once."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from warehouse.archive.disk import make_folder, sync
from warehouse.archive.home import Home
from warehouse.errors import UnreadableFile
from warehouse.faults import fault

_BLOCK = 1 << 20


@dataclass(frozen=True)
class StoredFile:
    """A stored file: its SHA-256 in hexadecimal, its size in bytes, and whether it is new in the store."""

    sha256: str
    size: int
    is_new: bool = True


def archived_path(home: Home, sha256: str) -> Path:
    """The path of the file with that hash, whether or not it is stored."""
    return home.archive / "files" / sha256[:2] / sha256


def store_file(home: Home, path: Path) -> StoredFile:
    """Copies a file into the store and returns its hash; a file already stored stays untouched.

    Exactly the hashed bytes are stored. Raises UnreadableFile where the path is not a regular file or the file changes
    while it is read.
    """
    return _store(home, lambda arriving: _copy(path, arriving))


def store_bytes(home: Home, content: bytes) -> StoredFile:
    """Puts bytes into the store under their hash; those already stored stay untouched."""
    sha256 = hashlib.sha256(content).hexdigest()
    stored = archived_path(home, sha256)
    if _is_stored(stored, len(content)):
        sync(stored.parent)
        return StoredFile(sha256, len(content), is_new=False)
    return _store(home, lambda arriving: _write(content, arriving))


def _store(home: Home, write: Callable[[Path], StoredFile]) -> StoredFile:
    files = home.archive / "files"
    make_folder(files)
    arriving = files / f".arriving-{secrets.token_hex(8)}"
    try:
        stored = write(arriving)
        fault("ingest.hashed")
        final = archived_path(home, stored.sha256)
        # A lost file that arrives again is restored, and is not a new submission.
        stored = replace(stored, is_new=not final.exists())
        if not _is_stored(final, stored.size):
            make_folder(final.parent)
            arriving.chmod(0o400)
            arriving.rename(final)
            fault("ingest.named")
        # Also for an existing file: its writer may have been killed before this.
        sync(final.parent)
    finally:
        arriving.unlink(missing_ok=True)
    return stored


def _is_stored(final: Path, size: int) -> bool:
    # A shorter file under the right name is the trace of a failing disk: it is replaced.
    return final.is_file() and final.stat().st_size == size


def sweep_arriving(folder: Path) -> None:
    """Deletes incomplete files of a killed process. Only the holder of the writer's lock may call it."""
    for leftover in folder.glob(".arriving-*"):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def _read_block(source: int, path: Path) -> bytes:
    # An error of the sender's disk concerns one file; an error of our disk concerns all.
    try:
        return os.read(source, _BLOCK)
    except OSError as error:
        raise UnreadableFile(
            f"{path.name!r} cannot be read: {error.strerror}.", zh=f"无法读取“{path.name}”。"
        ) from error


def _write(content: bytes, arriving: Path) -> StoredFile:
    with arriving.open("xb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    return StoredFile(hashlib.sha256(content).hexdigest(), len(content))


def _copy(path: Path, arriving: Path) -> StoredFile:
    try:
        # Non-blocking: opening a named pipe would wait for ever for its writer. Links are not followed: otherwise
        # write access to a folder would suffice to make us archive, and show, any file that we may read.
        source = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError as error:
        if path.is_symlink():
            raise UnreadableFile(
                f"{path.name!r} is a symbolic link, which is not followed.",
                "Give the file itself.",
                zh=f"“{path.name}”是符号链接，系统不跟随链接。请直接提供文件本身。",
            ) from error
        raise UnreadableFile(
            f"{path.name!r} cannot be opened: {error.strerror}.", zh=f"无法打开“{path.name}”。"
        ) from error
    try:
        before = os.fstat(source)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableFile(
                f"{path.name!r} is not a regular file.",
                "Send the file itself, no folder, link or pipe.",
                zh=f"“{path.name}”不是普通文件；请报送文件本身，不要放文件夹、链接或管道。",
            )
        digest, size = hashlib.sha256(), 0
        with arriving.open("xb") as target:
            while block := _read_block(source, path):
                digest.update(block)
                target.write(block)
                size += len(block)
            target.flush()
            os.fsync(target.fileno())
        after = os.fstat(source)
    finally:
        os.close(source)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != before.st_size:
        raise UnreadableFile(
            f"{path.name!r} changed while it was being read.",
            "Send it again when it is completely written.",
            zh=f"“{path.name}”在读取时被改动；请写完后重新报送。",
        )
    return StoredFile(digest.hexdigest(), size)
