"""The bytes of all answers that are being made or sent: one more than there is room for is refused."""

from __future__ import annotations

import threading

from warehouse.errors import Busy


class UnderWay:
    """How many bytes of answers there are now. For any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self.size = 0

    def share(self) -> Share:
        """What one request holds of it; given back by `release`."""
        return Share(self)

    def _add(self, size: int) -> None:
        with self._lock:
            if size > 0 and self.size + size > self._most:
                raise Busy(
                    f"Answers of {self._most // 1_000_000} MB are on their way, and this one could be large.",
                    "Try again in a moment, or ask for fewer rows or fields: a small answer needs no room.",
                    zh=f"正在发送的应答已占满 {self._most // 1_000_000} MB。请稍后重试，或减少行数、字段数。",
                )
            self.size += size


class Share:
    """Held by one thread at a time; what comes after its release holds nothing."""

    def __init__(self, under_way: UnderWay) -> None:
        self._under_way = under_way
        self._lock = threading.Lock()
        self._held = 0
        self._is_open = True

    def hold(self, size: int) -> None:
        """Holds so many bytes, no more and no fewer. Raises Busy where there is no room for more."""
        with self._lock:
            if self._is_open:
                self._under_way._add(size - self._held)
                self._held = size

    def release(self) -> None:
        """Gives everything back, for good."""
        with self._lock:
            self._under_way._add(-self._held)
            self._held, self._is_open = 0, False
