"""Runs jobs on threads, off the event loop: a bounded number at a time, each with a deadline."""

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
"""How often a stopped job is interrupted again: an interrupt between two statements is lost."""


class Job(Protocol[T_co]):
    """Something that takes a while; `stop` is called from another thread and makes `run` end soon."""

    def run(self) -> T_co: ...

    def stop(self) -> None: ...


class Workers:
    """The threads for one kind of work. Methods are called on the event loop only."""

    def __init__(self, threads: int, waiting: int, timeout_seconds: float, name: str = "query") -> None:
        # A statement keeps all cores busy; the event loop has to get one as soon as it has something to answer.
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name, initializer=lower_thread_priority)
        self._most = threads + waiting
        self._timeout = timeout_seconds
        self._running = 0

    async def do(self, job: Job[T], gone: Coroutine[Any, Any, None], timeout_seconds: float | None = None) -> T:
        """What the job returns. Stopped after the deadline, its own or that of all, and as soon as `gone` ends: the
        client has left.

        Raises Busy where too many wait already.
        """
        if self._running >= self._most:
            gone.close()
            raise Busy("The service has more requests than it can answer.", "Try again in a second.")
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
        """The result of a function that is short but may read files or compress."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, function)

    def close(self) -> None:
        """Waits for what is under way."""
        self._pool.shutdown(cancel_futures=True)
