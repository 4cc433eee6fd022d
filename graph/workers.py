"""Runs operations on threads, off the event loop: a bounded number at a time, each with a deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson

from graph.context import Operation, Store
from graph.execution import Answer, Executor, Request
from graph.settings import Settings
from warehouse.errors import Busy

_INTERRUPT_SECONDS = 0.1
"""How often a stopped operation is interrupted again: an interrupt between two statements is lost."""


class Workers:
    """The threads of one process. Methods are called on its event loop only."""

    def __init__(self, executor: Executor, store: Store, settings: Settings) -> None:
        self._executor = executor
        self._store = store
        self._pool = ThreadPoolExecutor(settings.workers, thread_name_prefix="query")
        self._most = settings.workers + settings.waiting
        self._timeout = settings.query_timeout_seconds
        self._running = 0

    async def answer(self, request: Request, gone: Coroutine[Any, Any, None]) -> tuple[Answer, bytes]:
        """The answer and its JSON. Stopped after the deadline and as soon as `gone` ends: the client has left.

        Raises Busy where too many wait already.
        """
        if self._running >= self._most:
            gone.close()
            raise Busy("The service has more requests than it can answer.", "Try again in a second.")
        operation = Operation(self._store)
        work = asyncio.get_running_loop().run_in_executor(self._pool, self._work, request, operation)
        leaving = asyncio.ensure_future(gone)
        self._running += 1
        try:
            either: set[asyncio.Future[Any]] = {work, leaving}
            await asyncio.wait(either, timeout=self._timeout, return_when=asyncio.FIRST_COMPLETED)
            while not work.done():
                operation.stop()
                await asyncio.wait({work}, timeout=_INTERRUPT_SECONDS)
            return work.result()
        finally:
            self._running -= 1
            leaving.cancel()

    async def run(self, function: Callable[[], Any]) -> Any:
        """The result of a function that may read files."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, function)

    def close(self) -> None:
        """Waits for what is under way."""
        self._pool.shutdown(cancel_futures=True)

    def _work(self, request: Request, operation: Operation) -> tuple[Answer, bytes]:
        answer = self._executor.execute(request, operation)
        return answer, orjson.dumps(answer.to_json_dict())
