"""The writer's lock: one process at a time archives or builds.

DuckDB's own lock is lost when its holder opens and closes the database file, so this lock is a separate file. The
kernel frees it when its process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.archive.home import Home
from warehouse.errors import Busy

_POLL_SECONDS = 0.1


@contextmanager
def writer_lock(home: Home, wait_seconds: float = 30.0) -> Iterator[None]:
    """Holds the writer's lock of a data directory, after waiting for its present holder.

    Raises Busy when it is still held after `wait_seconds`.
    """
    busy = Busy(
        f"Another process has been writing to {home.root} for {wait_seconds:g} seconds.",
        "Try again when it has finished.",
        zh="另一个进程正在写入数据目录；请待其结束后再试。",
    )
    with _locked(home.writer_lock, wait_seconds, busy):
        yield


@contextmanager
def service_lock(home: Home) -> Iterator[None]:
    """Makes this process the only service of a data directory. Raises Busy at once where another one runs."""
    busy = Busy(
        f"Another longmai up runs on {home.root}.",
        "End it first, or choose another LONGMAI_HOME.",
        zh="该数据目录上已有 longmai up 在运行；请先结束它，或另选 LONGMAI_HOME。",
    )
    with _locked(home.root / "service.lock", 0.0, busy):
        yield


@contextmanager
def _locked(path: Path, wait_seconds: float, busy: Busy) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise busy from None
                time.sleep(_POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)
