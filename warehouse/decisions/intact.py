"""Checks staged rows against their hashes, which are stored with them; damaged rows are rebuilt.

Also finds staged folders that are no longer needed: readings under decisions and lists that have been replaced.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from warehouse.archive.backup import file_digest
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.decisions.folders import is_staged, read_readings
from warehouse.decisions.ledger import read_decisions

DIGESTS_FILE = "sha256"
RETENTION_DAYS = 7
"""How long a reading under replaced decisions or lists is retained: a build as of an earlier instant, or a rollback of
the programme, may need it."""


def write_digests(folder: Path) -> None:
    """Writes the SHA-256 of every file of rows in the format of `sha256sum`."""
    lines = [f"{file_digest(path)}  {path.name}\n" for path in sorted(folder.glob("*.parquet"))]
    (folder / DIGESTS_FILE).write_text("".join(lines), encoding="utf-8")


def staged_damages(home: Home, folder: str) -> list[str]:
    """The damages of a staged folder, as sentences; [] for an intact one."""
    return list(_damages(home.staged / folder))


def is_intact(home: Home, folder: str) -> bool:
    """Whether a folder has undamaged rows in the present shape of the datasets."""
    return is_staged(home, folder) and not staged_damages(home, folder)


def _damages(folder: Path) -> Iterator[str]:
    listed = folder / DIGESTS_FILE
    if not listed.is_file():
        yield f"{folder.name} has no list of hashes"
        return
    expected = {name: digest for digest, _, name in (line.partition("  ") for line in _lines(listed))}
    for name in sorted(expected.keys() | {path.name for path in folder.glob("*.parquet")}):
        path = folder / name
        if name not in expected:
            yield f"{folder.name}/{name} is not in the list of hashes"
        elif not path.is_file():
            yield f"{folder.name}/{name} is not there"
        elif file_digest(path) != expected[name]:
            yield f"{folder.name}/{name} is not what was written: its SHA-256 differs"


def _lines(listed: Path) -> list[str]:
    # A damaged list names files that do not exist.
    return listed.read_text(encoding="utf-8", errors="replace").splitlines()


def sweep_readings(home: Home, now: datetime) -> list[str]:
    """Deletes unreferenced readings that are older than RETENTION_DAYS; returns their names.

    Only the holder of the writer's lock may call it: nobody stages or reads rows for a build meanwhile.
    """
    oldest = (now - timedelta(days=RETENTION_DAYS)).timestamp()
    old = [folder for folder in home.staged.glob("S*") if folder.is_dir() and folder.stat().st_mtime < oldest]
    if not old:
        return []
    readings = read_readings(home, read_submissions(home), read_decisions(home))
    needed = {name for reading in readings for name in (reading.folder, reading.folder_without_decisions)}
    swept = [folder for folder in old if folder.name not in needed]
    for folder in swept:
        # Renamed first: an incomplete folder must never look complete.
        leaving = folder.with_name(f".arriving-{folder.name}-swept")
        folder.rename(leaving)
        shutil.rmtree(leaving)
    return sorted(folder.name for folder in swept)
