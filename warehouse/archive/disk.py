"""What survives a power cut: synced files, under names whose folder was synced.

Neither implies the other. A file is synced before it gets its name, and the folder before anybody learns of the file.
"""

from __future__ import annotations

import logging
import os
import secrets
import stat
from pathlib import Path

from warehouse.faults import fault

_log = logging.getLogger(__name__)


def sync(path: Path) -> None:
    """Makes the contents of a file, or the names in a folder, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Makes a folder and its missing parents, each with a name that survives a power cut."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync(folder.parent)


def write_once(path: Path, content: bytes) -> None:
    """Writes a file, complete or not at all. Raises FileExistsError where the name exists."""
    make_folder(path.parent)
    arriving = path.parent / f".arriving-{secrets.token_hex(8)}"
    try:
        with arriving.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fault("ingest.entry_written")
        # A link, not a rename: it fails on an existing name instead of replacing it.
        os.link(arriving, path)
        fault("ingest.entry_linked")
    finally:
        arriving.unlink(missing_ok=True)
    sync(path.parent)


def close_to_others(root: Path) -> None:
    """Makes a data directory, and everything that this process and its children write from now on, readable by the
    owner alone.

    A directory open to others becomes 0700. A mode without rights for others (docs/reliability.md, Who may read the
    files) opens it to a group on purpose and stays.
    """
    os.umask(0o077)
    if stat.S_IMODE(root.stat().st_mode) & 0o007:
        try:
            root.chmod(0o700)
        except PermissionError:
            _log.warning("%s can be read by others, and is not ours to close. 中文：数据目录可被他人读取。", root)


def share_as_folder(path: Path, mode: int) -> None:
    """Sets a file's mode, with the right to read for the group where the folder grants it."""
    is_shared = stat.S_IMODE(path.parent.stat().st_mode) & 0o040
    path.chmod(mode | is_shared)
