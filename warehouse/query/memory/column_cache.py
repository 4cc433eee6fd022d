"""Column cache of a process: holds data of the published snapshot, bounded in bytes, loaded on a background thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import duckdb

from warehouse.errors import AvailabilityError
from warehouse.priority import lower_thread_priority
from warehouse.query.memory.cache_keys import LEAST_BYTES, MOST_ROWS, CachedData, CacheKey, NotCacheable
from warehouse.query.memory.in_memory_plans import Answer, InMemoryPlan
from warehouse.query.values import SNAPSHOT_ID

_log = logging.getLogger(__name__)

REQUESTS_BEFORE_LOADING = 2
"""A plan's data are loaded at this request: a plan requested only once is not worth it."""


class Snapshot(Protocol):
    """A published build, open for reading."""

    @property
    def snapshot_id(self) -> str: ...

    @property
    def freshness(self) -> Mapping[str, str]: ...

    @property
    def row_counts(self) -> Mapping[str, int]: ...

    def cursor(self) -> duckdb.DuckDBPyConnection: ...


class Memory:
    """The cached data of one snapshot, with the plans bound to them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot_id = snapshot.snapshot_id
        self.freshness = snapshot.freshness
        self.row_counts = snapshot.row_counts
        self.cached: dict[CacheKey, CachedData] = {}
        self.requested: set[CacheKey] = set()
        self.refused: set[CacheKey] = set()
        self.size = 0
        self.request_counts: WeakKeyDictionary[InMemoryPlan, int] = WeakKeyDictionary()
        """How often a plan without bound answer was requested."""
        self.answers: WeakKeyDictionary[InMemoryPlan, Answer] = WeakKeyDictionary()
        self.last_used: WeakKeyDictionary[InMemoryPlan, int] = WeakKeyDictionary()
        """The turn in which a bound plan was last requested."""
        self.turn = 0

    def make_room(self, size: int) -> None:
        """Evicts the data of the least recently requested plans until so many bytes are free."""
        waiting = sorted(self.answers, key=lambda plan: self.last_used.get(plan, 0))
        while size > 0 and waiting:
            dropped = waiting.pop(0)
            del self.answers[dropped]
            still = {key for plan in waiting for key in plan.cache_keys}
            for key in dropped.cache_keys:
                if key not in still and key in self.cached:
                    freed = self.cached.pop(key).size
                    self.requested.discard(key)
                    self.size -= freed
                    size -= freed


class ColumnCache:
    """Caches the data that plans need of the published snapshot, for any number of threads; loads them on its own
    thread."""

    def __init__(
        self,
        acquire: Callable[[], AbstractContextManager[Snapshot]],
        most_bytes: int,
        requests_before_loading: int = REQUESTS_BEFORE_LOADING,
    ) -> None:
        self._acquire = acquire
        self._requests_before_loading = requests_before_loading
        self._most_bytes = most_bytes
        self._memory: Memory | None = None
        self._lock = threading.Lock()
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="memory", initializer=lower_thread_priority)

    @property
    def size(self) -> int:
        """Bytes in use, estimated."""
        return self._memory.size if self._memory else 0

    def memory(self, snapshot_id: str | None) -> Memory | None:
        """The cached data of that snapshot; None for any other one."""
        memory = self._memory
        return memory if memory is not None and memory.snapshot_id == snapshot_id else None

    def follow(self, snapshot: Snapshot) -> None:
        """Starts over for a newly published snapshot and requests the data that were cached of the previous one."""
        if not self._most_bytes or self.memory(snapshot.snapshot_id) is not None:
            return
        with self._lock:
            before, self._memory = self._memory, Memory(snapshot)
            if before is not None:
                self._request(self._memory, before.cached)

    def find(self, plan: InMemoryPlan, snapshot_id: str) -> Answer | None:
        """The plan bound to the cached data of a snapshot; None where data are missing, which may be loaded by the next
        request."""
        memory = self.memory(snapshot_id)
        if memory is None:
            return None
        answer = memory.answers.get(plan)
        if answer is not None:
            memory.turn += 1
            memory.last_used[plan] = memory.turn
            return answer
        with self._lock:
            times = memory.request_counts[plan] = memory.request_counts.get(plan, 0) + 1
            missing = [key for key in plan.cache_keys if key not in memory.cached]
            if missing:
                if times >= self._requests_before_loading and memory.refused.isdisjoint(missing):
                    self._request(memory, missing)
                return None
            answer = memory.answers[plan] = plan.bind(memory.cached.__getitem__)
            return answer

    def settle(self) -> None:
        """Waits until all requested data are loaded."""
        self._reader.submit(lambda: None).result()

    def close(self) -> None:
        """Stops loading."""
        self._reader.shutdown(cancel_futures=True)

    def _request(self, memory: Memory, keys: Any) -> None:
        for key in keys:
            if key not in memory.requested:
                memory.requested.add(key)
                with suppress(RuntimeError):  # the service is closing
                    self._reader.submit(self._read, memory, key)

    def _read(self, memory: Memory, key: CacheKey) -> None:
        try:
            rows = max(memory.row_counts.get(table, 0) for table in key.tables)
            if rows > MOST_ROWS or rows * LEAST_BYTES > self._most_bytes:
                raise NotCacheable(key)
            with self._acquire() as snapshot:
                if memory is not self._memory or snapshot.snapshot_id != memory.snapshot_id:
                    return
                cursor = snapshot.cursor()
                try:
                    cached = key.load(cursor, {str(SNAPSHOT_ID.path[0]): snapshot.snapshot_id})
                finally:
                    cursor.close()
            with self._lock:
                memory.make_room(memory.size + cached.size - self._most_bytes)
                if memory.size + cached.size > self._most_bytes:
                    raise NotCacheable(key)
                memory.cached[key] = cached
                memory.size += cached.size
        except (NotCacheable, duckdb.Error, AvailabilityError) as error:
            _log.info("Not cached, so answered by statements: %s (%s)", key, type(error).__name__)
            memory.refused.add(key)
