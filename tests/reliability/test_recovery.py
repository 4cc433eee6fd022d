"""P5: the power goes while a run is under way under `longmai up`; nobody does anything but start it again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.graph.running import free_port
from tests.reliability.checking import drop, wrong
from tests.reliability.conftest import IS_SOAK, PROJECT, Figures, Worker
from tests.waiting import PATIENCE, wait_until
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.connections import open_reader
from warehouse.snapshots.manifest import current_snapshot_id, snapshot_path

SERIES = """宏观经济指标序列,,,,,,,,,
指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源
gdp,地区生产总值,620000,{year},年,4{year},亿元,first_release,,
"""

RECOVERY = 400.0
"""Seconds until the file of a run that was cut off is published."""


# Before anything is written, and when the file is taken in and the inbox empty already.
@pytest.mark.skipif(not IS_SOAK, reason="takes three minutes: a part of make soak")
@pytest.mark.parametrize("point", ["ingest.read", "build.table_made"])
def test_a_power_cut_under_a_run_needs_nobody(point: str, tmp_path: Path, worker: Worker, figures: Figures) -> None:
    home = Home(tmp_path / "data").ensure()
    drop(home, "1990.csv", SERIES.format(year=1990).encode())
    assert worker.run(home.root) == 0
    trace = tmp_path / "points"
    fault = {"LONGMAI_FAULT": f"{point}:1:stall", "LONGMAI_FAULT_TRACE": str(trace)}
    with _service(home, **fault) as service:
        drop(home, "1991.csv", SERIES.format(year=1991).encode())
        wait_until(
            lambda: trace.exists() and point in trace.read_text().split(), "the run never came to the fault", RECOVERY
        )
        _cut_power(service)
    assert _years(home) == [1990]

    with _service(home):
        started = time.monotonic()
        wait_until(lambda: _years(home) == [1990, 1991], "the file of the run that was cut off is missing", RECOVERY)
        first = time.monotonic() - started
        drop(home, "1992.csv", SERIES.format(year=1992).encode())
        wait_until(lambda: _years(home) == [1990, 1991, 1992], "the queue does not move", RECOVERY)
        second = time.monotonic() - started
    assert wrong(home, files=3) == []
    figures(
        "P5", f"daemon, code server, run and step killed at {point}; started again", 1,
        f"each file once; the cut one after {first:.0f} s, the next after {second:.0f} s",
    )  # fmt: skip


def test_a_queue_that_nobody_frees_would_be_noticed(tmp_path: Path) -> None:
    home = Home(tmp_path / "data").ensure()

    with pytest.raises(AssertionError, match="does not move"):
        wait_until(lambda: read_submissions(home), "the queue does not move", 0.3)


@contextmanager
def _service(home: Home, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    ports = [str(free_port()) for _ in range(2)]
    service = subprocess.Popen(
        [sys.executable, "-m", "orchestration.cli", "up", "--port", ports[0], "--dagster-port", ports[1]],
        env={**os.environ, **environment, "LONGMAI_HOME": str(home.root), "PYTHONPATH": str(PROJECT)},
        cwd=PROJECT, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield service
    finally:
        service.terminate()
        try:
            service.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            _cut_power(service)


def _cut_power(service: subprocess.Popen[bytes]) -> None:
    """SIGKILL for the service and everything below it, so fast that none can say goodbye to another."""
    family = [service.pid, *_below(service.pid)]
    for pid in family:
        os.kill(pid, signal.SIGSTOP)
    family = sorted({*family, *_below(service.pid)})
    for pid in family:
        os.kill(pid, signal.SIGKILL)
    service.wait()
    wait_until(lambda: not any(map(_lives, family)), "something outlived the power cut")


def _below(pid: int) -> list[int]:
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for child in task.read_text().split()
    ]  # fmt: skip
    return [found for child in children for found in (child, *_below(child))]


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _years(home: Home) -> list[int]:
    """The years that the published snapshot has, each as often as it has it."""
    reader = open_reader(snapshot_path(home, current_snapshot_id(home)))
    try:
        rows = reader.execute("select period from core.observation where indicator_id = 'gdp' order by 1").fetchall()
    finally:
        reader.close()
    return [int(period) for (period,) in rows]
