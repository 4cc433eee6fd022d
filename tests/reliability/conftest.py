"""The promises of docs/reliability.md, each with a planted fault. `make soak` runs the same tests more often.

A test takes its number of repetitions from `scale` and hands what it found to `figures`; soak.py prints the table.
`LONGMAI_SOAK_ROWS=file` notes the rows of any other run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.waiting import IS_SOAK

PROJECT = Path(__file__).parents[2]

Scale = Callable[[int, int], int]
Figures = Callable[[str, str, int, str], None]


@pytest.fixture(scope="session")
def scale() -> Scale:
    """How often: the first number in `make test`, the second in `make soak`, or a share of it on a busy machine.

    A second number that is smaller is that of a step, and has no share.
    """
    share = float(os.environ.get("LONGMAI_SOAK_SHARE", "1"))

    def choose(short: int, long: int) -> int:
        if not IS_SOAK:
            return short
        return long if long < short else max(short, round(long * share))

    return choose


@pytest.fixture(scope="session")
def figures() -> Figures:
    """Notes a row of the table: which promise, what was run, how often, and the figure."""

    def note(promise: str, what: str, times: int, figure: str) -> None:
        if rows := os.environ.get("LONGMAI_SOAK_ROWS"):
            with Path(rows).open("a", encoding="utf-8") as file:
                file.write(json.dumps([promise, what, times, figure], ensure_ascii=False) + "\n")

    return note


class Worker:
    """Takes the inbox in and publishes, each time in a new process that may be killed at a fault point."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("worker.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
        )

    def run(self, root: Path, job: str = "refresh", **environment: str) -> int:
        """The exit code: 0 done, 5 the disk, 3 another known error, -9 killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(root), job, environment]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.close()


@pytest.fixture
def second_worker() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.close()
