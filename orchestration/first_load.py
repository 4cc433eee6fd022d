"""Ingests the inbox and publishes without Dagster: `longmai up` runs it before Dagster has started.

record.py records the result in Dagster afterwards. If it fails, the job `refresh` follows, with its retries.
"""

from datetime import UTC, datetime

from orchestration.settings import read_home
from warehouse.archive.arrivals import sample_arrivals
from warehouse.archive.home import Home
from warehouse.ingestion.receive import files_in_inbox, ingest_files
from warehouse.ingestion.restage import ensure_staged
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.refresh import refresh


def first_load(home: Home) -> Manifest:
    """Ingests the files of the inbox and publishes a snapshot."""
    now = datetime.now(UTC)
    ingest_files(home, files_in_inbox(home), received_at=now, remove_source=True, arrivals=sample_arrivals(home))
    ensure_staged(home)
    return refresh(home)


if __name__ == "__main__":
    print(f"Snapshot {first_load(read_home().ensure()).snapshot_id} is published.")
