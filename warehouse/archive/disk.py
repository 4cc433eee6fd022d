"""What survives a power cut: bytes that were synced, under names whose folder was synced.

Neither follows from the other. A file is synced before it gets its name, and the folder of the name before anybody is
told that the file is there.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from warehouse.faults import fault


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
