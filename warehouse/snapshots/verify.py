"""Verifies a finished file in a process of its own: `python -m warehouse.snapshots.verify FILE < manifest.json`.

Prints the differences from the manifest and exits with 1, or exits with 0.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from warehouse.archive.backup import file_digest
from warehouse.connections import STORAGE_VERSION, open_reader
from warehouse.errors import SnapshotDamaged


def differences(path: Path, manifest: dict[str, object]) -> list[str]:
    """The differences between a file and its manifest: its bytes, the rows of every table, the storage version."""
    tables = manifest["tables"]
    assert isinstance(tables, dict)
    found = []
    if (digest := file_digest(path)) != manifest["sha256"]:
        found.append(f"its SHA-256 is {digest} and not {manifest['sha256']}")
    try:
        connection = open_reader(path, threads=1)
    except SnapshotDamaged as error:
        return [*found, error.message]
    try:
        for key, content in tables.items():
            row = connection.execute(f"select count(*) from {key}").fetchone()
            if row is None or row[0] != content["row_count"]:
                found.append(f"{key} has {row and row[0]} rows and not {content['row_count']}")
        storage = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where not internal"
        ).fetchone()
        if storage is None or not str(storage[0]).startswith(STORAGE_VERSION):
            found.append(f"the storage version is {storage and storage[0]} and not {STORAGE_VERSION}")
    finally:
        connection.close()
    return found


def main() -> int:
    found = differences(Path(sys.argv[1]), json.load(sys.stdin))
    print("; ".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
