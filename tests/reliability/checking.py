"""What must hold of a data directory after a run was stopped, by whatever: nothing lost, doubled or left over."""

from __future__ import annotations

import os
import re
import time

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.catalog.catalog import load_catalog
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest


def wrong(home: Home, files: int) -> list[str]:
    """What is lost, doubled or left over."""
    entries = read_submissions(home)
    hashes = {entry.sha256 for entry in entries}
    kept = {path.name for path in (home.archive / "files").rglob("*") if path.is_file()}
    found = [] if len(entries) == files else [f"{len(entries)} submissions and not {files}"]
    if len(hashes) != len(entries):
        found.append(f"{len(hashes)} different files in {len(entries)} submissions")
    if hashes - kept:
        found.append(f"not in the archive: {hashes - kept}")
    found += [f"waits in the inbox: {path.name}" for path in home.inbox.iterdir()]
    temporary = re.compile(r"^\.arriving-|\.building|^current\..*new$|\.wal$")
    found += sorted(path.name for path in home.root.rglob("*") if temporary.search(path.name))
    found += [
        f"staged for nobody: {path.name}"
        for path in home.staged.glob("S*")
        if re.split(r"[.-]", path.name)[0] not in {entry.submission_id for entry in entries}
    ]
    found += [
        f"manifest of nothing: {path.name}"
        for path in home.snapshots.glob("*.json")
        if not path.with_suffix(".duckdb").exists()
    ]
    return found


def content(home: Home) -> dict[str, str]:
    """The hash of every published table, but for those that say which build it is and what it was compared with."""
    manifest = read_manifest(home, current_snapshot_id(home))
    own = {table.key for table in load_catalog().tables.values() if table.group == "snapshot"}
    return {key: found.content_hash for key, found in manifest.tables.items() if key not in own}


def drop(home: Home, name: str, sent: bytes) -> None:
    """A file in the inbox that nobody has touched for a while."""
    path = home.inbox / name
    path.write_bytes(sent)
    os.utime(path, (time.time() - 10,) * 2)
