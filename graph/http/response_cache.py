"""In-memory response cache: LRU, bounded in bytes.

The key is the bytes of the request, the caller's scope (graph.execution.caller) and the snapshot, so a response can
neither be stale nor reach a caller with other access. Responses with errors are not cached.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.execution.caller import Caller
from graph.execution.execution import Answer

_OVERHEAD = 1_000
"""Approximate bytes of an entry in addition to its content."""
_LARGEST_SHARE = 8
"""One response may use up to 1/8 of the cache."""


class Key(NamedTuple):
    """Cache key of a response. `payload` is the unparsed body of a POST or query string of a GET."""

    method: str
    payload: bytes
    scope: str
    snapshot_id: str


@dataclass
class CachedResponse:
    """A response with its content by encoding ("" for none, "gzip", "zstd").

    `heads` are those that the connection sent, by status, media type and encoding, which determine them.
    """

    etag: str
    forms: dict[str, bytes] = field(default_factory=dict)
    heads: dict[tuple[int, str, str], bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(map(len, self.forms.values()))


class Executed(NamedTuple):
    """The outcome of a request that was executed on the event loop."""

    answer: Answer
    response: CachedResponse


class Received(NamedTuple):
    """A request parsed far enough for a lookup; `headers` are those of graph.execution.requests.read_headers.

    `is_tried` tells that the connection tried to execute it, `executed` with which outcome.
    """

    key: Key
    caller: Caller
    headers: Mapping[bytes, bytes]
    is_tried: bool = False
    executed: Executed | None = None


RECEIVED = "longmai.received"
"""Key of a Received in the ASGI scope, set if the connection has parsed the request."""


class ResponseCache:
    """The cached responses of one process. Thread-safe."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._entries: OrderedDict[Key, CachedResponse] = OrderedDict()
        self._bytes = 0
        self._snapshot_id: str | None = None
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes in use."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, key: Key) -> CachedResponse | None:
        """The response to exactly this request, or None."""
        with self._lock:
            cached = self._entries.get(key)
            if cached is not None:
                self._entries.move_to_end(key)
            return cached

    def store(self, key: Key, cached: CachedResponse) -> None:
        """Stores a response; the first one of a new snapshot clears the cache."""
        cost = _cost(key, cached)
        if cost > self._most_bytes // _LARGEST_SHARE:
            return
        with self._lock:
            if key.snapshot_id != self._snapshot_id:
                self._entries.clear()
                self._bytes = 0
                self._snapshot_id = key.snapshot_id
            replaced = self._entries.pop(key, None)
            self._bytes += cost - (_cost(key, replaced) if replaced else 0)
            self._entries[key] = cached
            self._make_room()

    def add_form(self, key: Key, encoding: str, content: bytes) -> None:
        """Adds an encoding to a cached response."""
        with self._lock:
            cached = self._entries.get(key)
            if cached is not None and encoding not in cached.forms:
                cached.forms[encoding] = content
                self._bytes += len(content)
                self._make_room()

    def _make_room(self) -> None:
        while self._bytes > self._most_bytes:
            key, cached = self._entries.popitem(last=False)
            self._bytes -= _cost(key, cached)


def _cost(key: Key, cached: CachedResponse) -> int:
    return len(key.payload) + cached.size + _OVERHEAD
