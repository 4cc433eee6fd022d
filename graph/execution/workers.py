"""Thread pool for jobs off the event loop: bounded in number, each job with a deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from warehouse.errors import Busy
from warehouse.priority import lower_thread_priority

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

INTERRUPT_SECONDS = 0.1
"""Interval of repeated interrupts of a stopped job: an interrupt between two statements is lost."""


class Job(Protocol[T_co]):
    """A long-running job; `stop`, called from another thread, makes `run` end soon."""

    def run(self) -> T_co: ...

    def stop(self) -> None: ...


class Workers:
    """A pool for one kind of job. Its methods are called on the event loop only."""

    def __init__(self, threads: int, waiting: int, timeout_seconds: float, name: str = "query") -> None:
        # A statement uses all cores; with lower priority the event loop gets one as soon as it needs it.
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name, initializer=lower_thread_priority)
        self._most = threads + waiting
        self._timeout = timeout_seconds
        self._running = 0

    async def do(self, job: Job[T], gone: Coroutine[Any, Any, None], timeout_seconds: float | None = None) -> T:
        """Runs the job and returns its result; stops it at the deadline, or when `gone` returns (client disconnected).

        Raises Busy if the queue is full.
        """
        if self._running >= self._most:
            gone.close()
            raise Busy("The service has too many requests.", "Try again in a second.", zh="当前请求过多。请稍后重试。")
        work = asyncio.get_running_loop().run_in_executor(self._pool, job.run)
        leaving = asyncio.ensure_future(gone)
        self._running += 1
        try:
            either: set[asyncio.Future[Any]] = {work, leaving}
            await asyncio.wait(either, timeout=timeout_seconds or self._timeout, return_when=asyncio.FIRST_COMPLETED)
            while not work.done():
                job.stop()
                await asyncio.wait({work}, timeout=INTERRUPT_SECONDS)
            return work.result()
        finally:
            self._running -= 1
            leaving.cancel()

    async def run(self, function: Callable[[], T]) -> T:
        """Runs a short function that may read files or compress."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, function)

    def close(self) -> None:
        """Waits for running jobs."""
        self._pool.shutdown(cancel_futures=True)
