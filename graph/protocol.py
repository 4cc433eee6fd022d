"""The HTTP protocol of uvicorn with bounds on what comes before a body: uvicorn itself waits and stores without end.

The line and headers of a request may have LARGEST_HEAD bytes and take SLOWEST_HEAD_SECONDS; then the answer is 431 or
408 and the connection is closed. A body is bounded where it is read (graph.http).
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD = 64_000
"""Above what a GET with a long document needs."""
MOST_HEADERS = 200
SLOWEST_HEAD_SECONDS = 10.0


class BoundedProtocol(HttpToolsProtocol):
    """One connection. The clock runs from the connection, or from a later request that did not come at once."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._is_too_large = False
        self._unfinished = 0
        self._is_in_head = True
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_in_head and not self.transport.is_closing():
            # One endless header is none that the parser would tell of.
            self._unfinished += len(data)
            if self._unfinished > LARGEST_HEAD:
                self._refuse(b"431 Request Header Fields Too Large")
            elif self._head_timer is None:
                self._wait_for_head()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head = True

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        self._unfinished = 0
        self._stop_waiting()
        if len(self.headers) > MOST_HEADERS or sum(len(value) for _, value in self.headers) > LARGEST_HEAD:
            self._is_too_large = True
            raise _HeadTooLarge
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        if self._is_too_large:
            self._refuse(b"431 Request Header Fields Too Large")
        else:
            super().send_400_response(msg)

    def _wait_for_head(self) -> None:
        self._head_timer = self.loop.call_later(SLOWEST_HEAD_SECONDS, self._refuse, b"408 Request Timeout")

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _refuse(self, status: bytes) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 %b\r\nconnection: close\r\ncontent-length: 0\r\n\r\n" % status)
            self.transport.close()


class _HeadTooLarge(Exception):
    """Stops the parser."""
