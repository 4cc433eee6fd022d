"""The inbox: which of its files are complete. A sender who can should write `name.part` and rename it when done."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from warehouse.archive.home import Home
from warehouse.archive.names import received_name
from warehouse.wording import bilingual

_SETTLED_SECONDS = 1.0
_UNSEEN_SECONDS = 30.0
"""How long a file must stay unchanged where the system does not report whether it is open for writing."""
_UNFINISHED = (".part", ".tmp", ".crdownload", ".partial", ".filepart")
_LOCK_UNKNOWN = (errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTTY)


def files_in_inbox(home: Home, *, settled: bool = True) -> list[Path]:
    """Complete files of the inbox, by name: no lock or part file of a program, unchanged for a second, and not open for
    writing in any process of this machine.

    With `settled` false, also files that may still be written.
    """
    now = time.time()
    complete = []
    for path in sorted(home.inbox.iterdir()) if home.inbox.is_dir() else []:
        if path.name.startswith((".", "~$")) or path.name.lower().endswith(_UNFINISHED):
            continue
        try:
            found = path.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if path.is_file() and not path.is_symlink() and (not settled or _is_complete(path, found, now)):
            complete.append(path)
    return complete


@dataclass(frozen=True)
class Stranger:
    """An entry of a delivery folder that is not a regular file, and is not read."""

    name: str
    message: str


_KINDS = (
    (stat.S_ISLNK, "a link", "链接"),
    (stat.S_ISDIR, "a folder", "文件夹"),
    (stat.S_ISFIFO, "a pipe", "管道"),
)


def non_regular_files(folder: Path) -> list[Stranger]:
    """The entries of the folder that are not regular files (folders, links, pipes), by name, without hidden ones."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            continue
        if path.name.startswith(".") or stat.S_ISREG(mode):
            continue
        en, zh = next(((en, zh) for is_kind, en, zh in _KINDS if is_kind(mode)), ("no plain file", "特殊文件"))
        name = received_name(path)
        told = bilingual(
            f"'{name}' is {en} and was not taken: put the file itself there.",
            f"“{name}”是{zh}，未读取；请放入文件本身。",
        )
        found.append(Stranger(name, told))
    return found


def is_being_written(path: Path) -> bool | None:
    """Whether any process of this machine has the file open for writing; None where the system does not report it.

    The kernel grants a read lease on a file exactly while nobody has it open for writing. It refuses for files of
    another user (unless we may take leases on any file) and on network file systems.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        # A process that opens the file for writing meanwhile waits until we release the lease; the signal sent to us
        # is one that is ignored by default, unlike SIGIO, which would end this process.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        return False
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EBUSY):
            return True
        if error.errno in _LOCK_UNKNOWN:
            return None
        raise
    finally:
        os.close(descriptor)


def _is_complete(path: Path, found: os.stat_result, now: float) -> bool:
    if not _is_settled(found, now, _SETTLED_SECONDS):
        return False
    is_open = is_being_written(path)
    return _is_settled(found, now, _UNSEEN_SECONDS) if is_open is None else not is_open


def _is_settled(found: os.stat_result, now: float, seconds: float) -> bool:
    """Unchanged for that long. A modification time in the future is of another clock: the change time counts
    instead."""
    if found.st_mtime <= now:
        return found.st_mtime <= now - seconds
    return not now - seconds < found.st_ctime <= now
