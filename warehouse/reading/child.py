"""Reads files in a child process with limits, so that a hostile file ends the child and never the service.

The child is a fresh interpreter, not a fork and not a multiprocessing worker: it imports nothing of its parent program
(`longmai`, pytest, a Dagster run). Answers are Arrow and JSON, never pickles.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import warehouse
from warehouse.errors import DataError, SourceChanged, UnreadableFile
from warehouse.reading.container import Limits
from warehouse.reading.messages import HEADER_SIZE, decode_contents, decode_header, encode_request
from warehouse.reading.open_file import Contents

_MAX_ANSWER = 1_000_000_000
MAX_MEMORY = 1 << 30
"""Bytes of address space of the child, of which resident memory is a part. A file with the maximum of cells needs 0.8
GB of it."""
_PIPE_SIZE = 1 << 20
_ERRORS: Mapping[str, type[DataError]] = {error.code: error for error in (UnreadableFile, SourceChanged, DataError)}
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "PYTHONDONTWRITEBYTECODE")
_NOT_READ = "The file could not be read within the limits of memory and time."
_HINT = "Look for cells far from the table, or split the file."


class ChildReader:
    """Reads files, one at a time, in one child that is replaced after a crash or a timeout.

    Use it as a context manager, in the thread that created it: the kernel ends the child with that thread.
    `wall_seconds` bounds one file by the clock and, in the child, by processor time; `memory_bytes` its address space.
    """

    def __init__(
        self, *, limits: Limits | None = None, wall_seconds: float = 60.0, memory_bytes: int = MAX_MEMORY
    ) -> None:
        self._limits = limits or Limits()
        self._wall_seconds = wall_seconds
        self._memory_bytes = memory_bytes
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> ChildReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path) -> Contents:
        """The contents of the file. Raises UnreadableFile or SourceChanged as the reader of its kind does, and
        UnreadableFile where the child crashed or timed out."""
        child = self._running_child()
        deadline = time.monotonic() + self._wall_seconds
        try:
            assert child.stdin is not None
            child.stdin.write(encode_request(path.resolve(), self._limits))
            child.stdin.flush()
            header = decode_header(self._receive(child, HEADER_SIZE, deadline))
            body = self._receive(child, header, deadline)
        except (EOFError, TimeoutError, OSError):
            self._stop()
            raise UnreadableFile(
                _NOT_READ, _HINT, zh="文件未能读取：读取程序中断或超时；请另存为 .xlsx 后重新报送。"
            ) from None
        except BaseException:
            # Half an answer is still in the pipe: it must not be taken for the next file's.
            self._stop()
            raise
        text_length = int.from_bytes(body[:HEADER_SIZE], "big")
        message = json.loads(body[HEADER_SIZE : HEADER_SIZE + text_length])
        if "error" in message:
            raise _ERRORS.get(message["error"], UnreadableFile)(message["message"], message["hint"], zh=message["zh"])
        return decode_contents(message, memoryview(body)[HEADER_SIZE + text_length :])

    @property
    def process_id(self) -> int | None:
        """The child process, while there is one."""
        return self._child.pid if self._child is not None else None

    def close(self) -> None:
        """Ends the child, if there is one."""
        self._stop()

    def _running_child(self) -> subprocess.Popen[bytes]:
        # A child that died between two files is replaced; no file is at fault.
        if self._child is not None and self._child.poll() is not None:
            self._stop()
        if self._child is None:
            self._child = self._start()
        return self._child

    def _start(self) -> subprocess.Popen[bytes]:
        root = str(Path(warehouse.__file__).resolve().parent.parent)
        arguments = [str(os.getpid()), str(self._memory_bytes), str(int(self._wall_seconds))]
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "warehouse.reading.child_main", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE_SIZE,
            env={
                **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
                "PYTHONPATH": root,
                # One thread: each further one reserves address space, which the limit counts.
                "POLARS_MAX_THREADS": "1",
                # Otherwise threads of libraries reserve 64 MB each.
                "MALLOC_ARENA_MAX": "1",
                "RUST_BACKTRACE": "0",
            },
        )

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        child.wait()

    def _receive(self, child: subprocess.Popen[bytes], size: int, deadline: float) -> bytearray:
        """Exactly `size` bytes. Raises TimeoutError at the deadline and EOFError where the child has ended."""
        if size > _MAX_ANSWER:
            raise EOFError
        assert child.stdout is not None
        descriptor = child.stdout.fileno()
        received = bytearray(size)
        rest = memoryview(received)
        while rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise TimeoutError
            count = os.readv(descriptor, [rest])
            if not count:
                raise EOFError
            rest = rest[count:]
        return received
