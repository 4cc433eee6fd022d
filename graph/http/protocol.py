"""uvicorn's HTTP protocol with limits on the request head, which uvicorn does not bound, and with immediate responses.

Request line and headers may have LARGEST_HEAD bytes and take SLOWEST_HEAD_SECONDS; beyond that the response is 431 or
408 and the connection is closed. graph.execution.requests bounds bodies.

A response that is cached, or that the event loop executes from memory, is written here, without an asyncio task: that
costs less than half of the cheapest response of an ASGI app. Every other request goes to the app.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph.http.response_cache import RECEIVED, Received

LARGEST_HEAD = 64_000
"""Bytes; more than a GET with a long document needs."""
MOST_HEADERS = 200
SLOWEST_HEAD_SECONDS = 10.0
SLOWEST_READER_SECONDS = 30.0
"""Seconds after which the connection of a client that stopped reading is closed, to release the response's budget."""

_METHODS = {b"GET": "GET", b"POST": "POST"}


Respond = Callable[[str, bytes, list[tuple[bytes, bytes]], bool], tuple[bytes, bytes] | Received | None]
"""(method, body of a POST or query string of a GET, headers, whether the request may be executed here) -> head of the
response without date and end, and content. Otherwise the parsed request or None, and the app handles the request."""


class BoundedProtocol(HttpToolsProtocol):
    """One connection. The head timer starts at the connection, or at the first bytes of a later request."""

    def __init__(self, *arguments: Any, respond: Respond | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._respond = respond
        self._body_so_far: bytearray | None = None
        """Body of a request that may be responded to here; None once the app handles the request."""
        self._may_execute = True
        self._default_headers: list[tuple[bytes, bytes]] = []
        self._default_lines = b""
        self._is_too_large = False
        self._unfinished = 0
        self._is_in_head = True
        self._head_timer: asyncio.TimerHandle | None = None
        self._unread = 0
        self._reader_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._stop_watching()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch_reader()

    def resume_writing(self) -> None:
        self._stop_watching()
        super().resume_writing()

    def _watch_reader(self) -> None:
        self._unread = self.transport.get_write_buffer_size()
        self._reader_timer = self.loop.call_later(SLOWEST_READER_SECONDS, self._look_at_reader)

    def _look_at_reader(self) -> None:
        if self.transport.get_write_buffer_size() >= self._unread:
            self.transport.abort()
        else:
            self._watch_reader()

    def _stop_watching(self) -> None:
        if self._reader_timer is not None:
            self._reader_timer.cancel()
            self._reader_timer = None

    def data_received(self, data: bytes) -> None:
        # Only the first request of a packet: a packet may have hundreds, and other connections wait meanwhile.
        self._may_execute = True
        super().data_received(data)
        if self._body_so_far is not None and not self.transport.is_closing():
            self._hand_over()
        if self._is_in_head and not self.transport.is_closing():
            # The parser does not report a header before its end.
            self._unfinished += len(data)
            if self._unfinished > LARGEST_HEAD:
                self._refuse(b"431 Request Header Fields Too Large")
            elif self._head_timer is None:
                self._wait_for_head()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head = True
        # The response to an earlier request of the same packet may have set it.
        self._unset_keepalive_if_required()

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        self._unfinished = 0
        self._stop_waiting()
        if len(self.headers) > MOST_HEADERS or sum(len(value) for _, value in self.headers) > LARGEST_HEAD:
            self._is_too_large = True
            raise _HeadTooLarge
        if self._may_respond():
            self._body_so_far = bytearray()
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if self._body_so_far is None:
            super().on_body(body)
        else:
            self._body_so_far += body

    def on_message_complete(self) -> None:
        if self._body_so_far is not None:
            if self._respond_at_once(bytes(self._body_so_far)):
                self._body_so_far = None
                return
            self._hand_over()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        if self._is_too_large:
            self._refuse(b"431 Request Header Fields Too Large")
        else:
            super().send_400_response(msg)

    def _may_respond(self) -> bool:
        """Whether this is a plain request to /graphql with no other request pending."""
        parser = self.parser
        path = self.url.partition(b"?")[0]
        return (
            self._respond is not None
            and path == b"/graphql"
            and b"#" not in self.url
            and parser.get_method() in _METHODS
            and parser.get_http_version() == "1.1"
            and parser.should_keep_alive()
            and not parser.should_upgrade()
            and not self.expect_100_continue
            and not self.root_path
            and (self.cycle is None or self.cycle.response_complete)
            and not self.flow.write_paused
        )

    def _respond_at_once(self, body: bytes) -> bool:
        """Writes the response if it is cached or executed from memory."""
        assert self._respond is not None
        method = _METHODS[self.parser.get_method()]
        payload = body if method == "POST" else self.url.partition(b"?")[2]
        found = self._respond(method, payload, self.headers, self._may_execute)
        self._may_execute = False
        if found is None:
            return False
        if isinstance(found, Received):
            self.scope[RECEIVED] = found  # type: ignore[literal-required]
            return False
        head, content = found
        self.transport.write(head + self._default_head() + b"\r\n" + content)
        self.on_response_complete()
        return True

    def _default_head(self) -> bytes:
        headers = self.server_state.default_headers
        # uvicorn makes a new list each second, for the date.
        if headers is not self._default_headers:
            self._default_headers = headers
            self._default_lines = b"".join(b"%s: %s\r\n" % header for header in headers)
        return self._default_lines

    def _hand_over(self) -> None:
        """Passes the request to the app, with the body received so far."""
        body, self._body_so_far = self._body_so_far, None
        super().on_headers_complete()
        if body:
            super().on_body(bytes(body))

    def _wait_for_head(self) -> None:
        self._head_timer = self.loop.call_later(SLOWEST_HEAD_SECONDS, self._refuse, b"408 Request Timeout")

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _refuse(self, status: bytes) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            head = b"HTTP/1.1 %b\r\n%bconnection: close\r\ncontent-length: 0\r\n\r\n" % (status, self._default_head())
            self.transport.write(head)
            self.transport.close()


class _HeadTooLarge(Exception):
    """Stops the HTTP parser."""
