"""Statements stand back behind what is answered at once."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from graph.execution.workers import Workers
from warehouse.connections import open_reader
from warehouse.priority import NICENESS, lower_priority

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only on Linux has a thread a priority of its own.")


def niceness(thread: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, thread)


def threads() -> set[int]:
    return {int(entry.name) for entry in Path("/proc/self/task").iterdir()}


def test_statements_and_the_threads_of_the_engine_stand_back_and_the_loop_does_not(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    duckdb.connect(str(path)).close()
    workers = Workers(1, 1, 5)

    def look() -> list[int]:
        before = threads()
        with open_reader(path, threads=3):
            return [niceness(thread) for thread in (threading.get_native_id(), *(threads() - before))]

    async def ask() -> tuple[int, list[int]]:
        return niceness(threading.get_native_id()), await workers.run(look)

    own = niceness(threading.get_native_id())
    loop, found = asyncio.run(ask())
    workers.close()

    assert loop == own
    assert len(found) == 3, "the thread of the pool, and two of the engine"
    assert set(found) == {max(own, NICENESS)}


def test_a_priority_is_never_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "getpriority", lambda *_: 15)
    monkeypatch.setattr(os, "setpriority", lambda _which, _who, value: asked.append(value))

    lower_priority(1)

    assert asked == [15]
