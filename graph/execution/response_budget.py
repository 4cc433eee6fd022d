"""Budget of bytes of all responses in progress; a request beyond it is refused."""

from __future__ import annotations

import threading

from warehouse.errors import Busy


class ResponseBudget:
    """Bytes of the responses in progress. Thread-safe."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self.size = 0

    def share(self) -> BudgetShare:
        """A share for one request, returned by its `release`."""
        return BudgetShare(self)

    def _add(self, size: int) -> None:
        with self._lock:
            if size > 0 and self.size + size > self._most:
                raise Busy(
                    f"Responses in progress use {self._most // 1_000_000} MB, and this one may be large.",
                    "Try again in a moment, or select fewer rows or fields: small responses are not limited.",
                    zh=f"正在发送的应答已占满 {self._most // 1_000_000} MB。请稍后重试，或减少行数、字段数。",
                )
            self.size += size


class BudgetShare:
    """The bytes of one request, used by one thread at a time; after `release` it reserves nothing."""

    def __init__(self, budget: ResponseBudget) -> None:
        self._budget = budget
        self._lock = threading.Lock()
        self._reserved = 0
        self._is_open = True

    def reserve(self, size: int) -> None:
        """Sets the reserved bytes. Raises Busy if the budget is exceeded."""
        with self._lock:
            if self._is_open:
                self._budget._add(size - self._reserved)
                self._reserved = size

    def release(self) -> None:
        """Returns all bytes and closes the share."""
        with self._lock:
            self._budget._add(-self._reserved)
            self._reserved, self._is_open = 0, False
