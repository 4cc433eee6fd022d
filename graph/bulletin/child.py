"""Makes a bulletin in a child process with limits, so that no layout can take the memory or the time of the API.

The child is `python -m graph.bulletin`; the order goes in as JSON, the file comes out on its standard output, a
temporary file, and an error on its standard error. The command and the route both start it here.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import orjson

import graph
from graph.bulletin.order import Order
from graph.bulletin.refusals import over_limits, restore
from graph.settings import Settings
from warehouse.errors import InvalidArgument, QueryTimedOut

LARGEST_FILE = 64_000_000
REFUSED = 3
"""Exit code of a child that reports an error as JSON."""
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "HOME", "MPLCONFIGDIR", "XDG_CACHE_HOME", "PYTHONDONTWRITEBYTECODE")
_LOOK_SECONDS = 0.2


class BulletinJob:
    """One bulletin. `run` is called by one thread, `stop` by any other (graph.execution.workers)."""

    def __init__(self, order: Order, settings: Settings) -> None:
        self._order = order
        self._settings = settings
        self._stopping = threading.Event()
        self.process_id: int | None = None

    def run(self) -> IO[bytes]:
        """The file, at its start; the caller closes it. Raises the error of the child, and then leaves no file."""
        seconds = self._settings.export_timeout_seconds
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        try:
            with tempfile.TemporaryFile() as said:
                code = self._wait(self._start(file, said, seconds), seconds)
                said.seek(0)
                self._check(code, said.read(100_000))
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def stop(self) -> None:
        self._stopping.set()

    def _start(self, file: IO[bytes], said: IO[bytes], seconds: float) -> subprocess.Popen[bytes]:
        order = {
            **self._order.to_json_dict(),
            "limits": {
                "parent": os.getpid(),
                "memory_mb": self._settings.bulletin_memory_mb,
                "cpu_seconds": int(seconds) + 1,
                "file_bytes": LARGEST_FILE,
            },
        }
        root = str(Path(graph.__file__).resolve().parent.parent)
        passed = {name: text for name, text in os.environ.items() if name in _PASSED_ON or name.startswith("LONGMAI_")}
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "graph.bulletin"],
            stdin=subprocess.PIPE,
            stdout=file,
            stderr=said,
            env={
                **passed,
                "PYTHONPATH": root,
                # Each further thread reserves address space, which the limit counts.
                "POLARS_MAX_THREADS": "1",
                "OPENBLAS_NUM_THREADS": "1",
                "MALLOC_ARENA_MAX": "1",
            },
            start_new_session=True,
        )
        self.process_id = child.pid
        assert child.stdin is not None
        with suppress(BrokenPipeError), child.stdin:
            child.stdin.write(orjson.dumps(order))
        return child

    def _wait(self, child: subprocess.Popen[bytes], seconds: float) -> int:
        deadline = time.monotonic() + seconds
        try:
            while True:
                with suppress(subprocess.TimeoutExpired):
                    return child.wait(_LOOK_SECONDS)
                if self._stopping.is_set() or time.monotonic() > deadline:
                    raise QueryTimedOut(
                        f"The bulletin took longer than {seconds:g} seconds.",
                        "LONGMAI_EXPORT_TIMEOUT_SECONDS is the limit.",
                        zh=f"月报生成超过 {seconds:g} 秒；时限由 LONGMAI_EXPORT_TIMEOUT_SECONDS 设定。",
                    )
        finally:
            if child.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    def _check(self, code: int, said: bytes) -> None:
        """Raises the error that the child reports, or that says how it ended."""
        if code == 0:
            return
        if code == REFUSED:
            report = orjson.loads(said.splitlines()[-1])
            raise restore(report["code"], report["message"], report["hint"], report["zh"])
        if code < 0:
            # Libraries end the process where the system refuses them memory.
            raise over_limits(self._settings.bulletin_memory_mb)
        raise ChildFailed(said.decode("utf-8", "replace"))


class ChildFailed(Exception):
    """The child ended by a bug; the text is what it wrote last, for the log."""


def write_bulletin(order: Order, settings: Settings, out: Path) -> None:
    """Writes an order's file to a path, which is whole or as it was. Raises InvalidArgument and errors of the child."""
    file = BulletinJob(order, settings).run()
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with file, part.open("wb") as target:
            shutil.copyfileobj(file, target)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InvalidArgument(
            f"'{out}' cannot be written: {error.strerror}.", "Name another file.", zh=f"“{out}”无法写入，请换一个文件。"
        ) from error
