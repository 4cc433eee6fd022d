"""A small province whose files arrive month by month, and what was published after each arrival."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import BuildOnce
from warehouse.archive.home import Home
from warehouse.connections import open_reader
from warehouse.ingestion.receive import ingest_files
from warehouse.sample.generate import generate
from warehouse.snapshots.manifest import Manifest, snapshot_path
from warehouse.snapshots.refresh import refresh


@dataclass(frozen=True)
class Step:
    """Files that arrived together, and the snapshot published right after."""

    arrived_at: datetime
    files: tuple[Path, ...]
    manifest: Manifest


@dataclass(frozen=True)
class Province:
    home: Home
    steps: tuple[Step, ...]
    truths: dict[str, dict[str, Any]]
    series: tuple[Path, ...]

    @contextmanager
    def reading(self, step: int) -> Iterator[duckdb.DuckDBPyConnection]:
        """The snapshot of a step; -1 is the newest."""
        connection = open_reader(snapshot_path(self.home, self.steps[step].manifest.snapshot_id))
        try:
            yield connection
        finally:
            connection.close()

    def rows(self, step: int, query: str) -> list[tuple[Any, ...]]:
        with self.reading(step) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="session")
def province(build_once: BuildOnce) -> Province:
    """The province of `_publish`. No test changes it."""
    found: Province = build_once("stepwise", _publish)
    return found


def _publish(root: Path) -> Province:
    """Twelve enterprises, February to May 2014: registers in January, then each month on the 15th of the next, 10:00
    in China. The return that is missing from March comes a month later, and so does the correction of April. The macro
    series, which reach into later years, stay outside: `series`.
    """
    sample = generate(root / "files", enterprises=12, months=5)
    arrivals: dict[datetime, list[Path]] = {}
    series = tuple(path for path in sample.files if path.name.startswith("01"))
    for path in (path for path in sample.files if path not in series):
        year, month = (2013, 12) if path.name.startswith("0") else (int(path.name[:4]), int(path.name[5:7]))
        instant = datetime(year + month // 12, month % 12 + 1, 15, 2, tzinfo=UTC)
        arrivals.setdefault(instant, []).append(path)
    home = Home(root / "data").ensure()
    steps = []
    for instant, files in sorted(arrivals.items()):
        ingest_files(home, files, received_at=instant)
        steps.append(Step(instant, tuple(files), refresh(home, instant)))
    truth = json.loads(sample.truth.read_text("utf-8"))
    return Province(home, tuple(steps), {entry["id"]: entry for entry in truth["truths"]}, series)


@pytest.fixture
def copy_of(province: Province, tmp_path: Path) -> Callable[[], Home]:
    """A copy of the province's data directory, to be spoilt."""

    def copy() -> Home:
        root = tmp_path / "data"
        shutil.copytree(province.home.root, root, symlinks=True)
        return Home(root)

    return copy
