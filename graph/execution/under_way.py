"""Budget of bytes of all responses in progress; a request beyond it is refused."""

from __future__ import annotations

import threading

from warehouse.errors import Busy


class UnderWay:
    """Bytes of the responses in progress. Thread-safe."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self.size = 0

    def share(self) -> Share:
        """A share for one request, returned by its `release`."""
        return Share(self)

    def _add(self, size: int) -> None:
        with self._lock:
            if size > 0 and self.size + size > self._most:
                raise Busy(
                    f"Responses in progress use {self._most // 1_000_000} MB, and this one may be large.",
                    "Try again in a moment, or select fewer rows or fields: small responses are not limited.",
                    zh=f"正在发送的应答已占满 {self._most // 1_000_000} MB。请稍后重试，或减少行数、字段数。",
                )
            self.size += size


class Share:
    """The bytes of one request, used by one thread at a time; after `release` it reserves nothing."""

    def __init__(self, under_way: UnderWay) -> None:
        self._under_way = under_way
        self._lock = threading.Lock()
        self._held = 0
        self._is_open = True

    def hold(self, size: int) -> None:
        """Sets the reserved bytes. Raises Busy if the budget is exceeded."""
        with self._lock:
            if self._is_open:
                self._under_way._add(size - self._held)
                self._held = size

    def release(self) -> None:
        """Returns all bytes and closes the share."""
        with self._lock:
            self._under_way._add(-self._held)
            self._held, self._is_open = 0, False
