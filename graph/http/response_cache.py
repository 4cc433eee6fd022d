"""Answers that are kept in memory: bounded in bytes, the longest unused go first.

An answer is found under the bytes of its request, the scope of its caller (graph.execution.caller) and the snapshot
that was read, so it can neither be stale nor reach somebody who sees something else. Only whole answers are kept: one
with an error is asked anew.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.execution.caller import Caller
from graph.execution.requests import Start

_OVERHEAD = 1_000
"""Bytes that an entry costs beside its texts, roundly."""
_LARGEST_SHARE = 8
"""One answer may take up to this part of the space."""


class Key(NamedTuple):
    """What an answer depends on. `asked` is the body of a POST or the query string of a GET, as it came."""

    method: str
    asked: bytes
    scope: str
    snapshot_id: str


class Received(NamedTuple):
    """A request as far as it is read to look for its answer; `headers` are those of
    graph.execution.requests.read_headers."""

    key: Key
    caller: Caller
    headers: Mapping[bytes, bytes]


RECEIVED = "longmai.received"
"""The scope of a request has it under this name where the connection has read it already."""


@dataclass
class CachedResponse:
    """An answer with the forms in which it was sent: under "" as it is, under "gzip" or "zstd" compressed.

    `starts` are the beginnings of responses, by status, media type and encoding: an answer of one key differs in no
    more.
    """

    etag: str
    forms: dict[str, bytes] = field(default_factory=dict)
    starts: dict[tuple[int, str, str], Start] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(map(len, self.forms.values()))


class Answers:
    """The answers of one process, for any number of threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Key, CachedResponse] = OrderedDict()
        self._bytes = 0
        self._snapshot_id: str | None = None
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes in use."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Key) -> CachedResponse | None:
        """The answer of exactly this request, or None."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def keep(self, key: Key, kept: CachedResponse) -> None:
        """Takes an answer in; the first of another snapshot drops all that came before it."""
        cost = _cost(key, kept)
        if cost > self._most_bytes // _LARGEST_SHARE:
            return
        with self._lock:
            if key.snapshot_id != self._snapshot_id:
                self._kept.clear()
                self._bytes = 0
                self._snapshot_id = key.snapshot_id
            replaced = self._kept.pop(key, None)
            self._bytes += cost - (_cost(key, replaced) if replaced else 0)
            self._kept[key] = kept
            self._make_room()

    def add_form(self, key: Key, encoding: str, content: bytes) -> None:
        """Keeps another form of an answer that is still here."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and encoding not in kept.forms:
                kept.forms[encoding] = content
                self._bytes += len(content)
                self._make_room()

    def _make_room(self) -> None:
        while self._bytes > self._most_bytes:
            key, kept = self._kept.popitem(last=False)
            self._bytes -= _cost(key, kept)


def _cost(key: Key, kept: CachedResponse) -> int:
    return len(key.asked) + kept.size + _OVERHEAD
