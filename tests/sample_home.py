"""The sample of a province, ingested and published once for all tests of a run. No test changes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warehouse.archive.arrivals import read_arrivals
from warehouse.archive.home import Home
from warehouse.ingestion.receive import FileReport, ingest_files
from warehouse.sample.generate import generate
from warehouse.snapshots.refresh import refresh


@dataclass(frozen=True)
class SampleHome:
    """The data directory, the files as they were sent, what the sample knows to be true, and what ingestion said."""

    home: Home
    files: Path
    truth: dict[str, Any]
    reports: list[FileReport]


def publish_sample(root: Path) -> SampleHome:
    """The whole sample with its arrivals. Half a minute and more: tests take the fixture `sample_home`."""
    sample = generate(root / "files")
    home = Home(root / "data").ensure()
    reports = ingest_files(home, sample.files, received_at=datetime.now(UTC), arrivals=read_arrivals(sample.truth))
    refresh(home)
    return SampleHome(home, root / "files", json.loads(Path(sample.truth).read_text("utf-8")), reports)
