"""What survives a power cut: bytes that were synced, under names whose folder was synced.

Neither follows from the other. A file is synced before it gets its name, and the folder of the name before anybody is
told that the file is there.
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
    """Makes the bytes of a file, or the names in a folder, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it where they are missing, each by a name that survives."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync(folder.parent)


def write_once(path: Path, content: bytes) -> None:
    """Writes a file, complete or not at all. Raises FileExistsError where there is one of that name."""
    make_folder(path.parent)
    arriving = path.parent / f".arriving-{secrets.token_hex(8)}"
    try:
        with arriving.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fault("ingest.entry_written")
        # A link, not a rename: it fails where there is one of that name instead of replacing it.
        os.link(arriving, path)
        fault("ingest.entry_linked")
    finally:
        arriving.unlink(missing_ok=True)
    sync(path.parent)


def close_to_others(root: Path) -> None:
    """Makes a data directory, and whatever this process and those that it starts write from now on, its owner's alone.

    One that others may enter becomes 0700. Who opens it to a group says so by a mode that has nothing for others
    (docs/reliability.md, Who may read the files): that stays.
    """
    os.umask(0o077)
    if stat.S_IMODE(root.stat().st_mode) & 0o007:
        try:
            root.chmod(0o700)
        except PermissionError:
            _log.warning("%s can be read by others, and is not ours to close. 中文：数据目录可被他人读取。", root)


def share_as_folder(path: Path, mode: int) -> None:
    """Gives a file its mode, and its group the right to read it where the group may read the folder."""
    is_shared = stat.S_IMODE(path.parent.stat().st_mode) & 0o040
    path.chmod(mode | is_shared)
