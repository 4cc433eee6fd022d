"""Subscriptions as server-sent events: "GraphQL over SSE", distinct connections mode.

The id of an event is its number; a browser that reconnects sends the last one as Last-Event-ID.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping

import orjson
from starlette.types import Receive, Scope, Send

from graph.execution.accept import JSON
from graph.execution.caller import Identify
from graph.execution.persisted_queries import DocumentRefused
from graph.execution.requests import (
    HttpRequestBody,
    Malformed,
    check_content_type,
    parse_body,
    parse_query_string,
    read_body,
    send_content,
    send_malformed,
    wait_for_disconnect,
    write_malformed,
    write_refused,
)
from graph.subscriptions.streams import Event, StreamRefused, Streams, busy_content
from warehouse.errors import Busy

_QUIET_SECONDS = 12
"""Seconds without events after which a comment keeps the connection alive for proxies."""
_NO_STORE = {"Cache-Control": "no-store"}


class EventStreams:
    """Handles requests that accept text/event-stream only, and subscriptions that accept it."""

    def __init__(self, streams: Streams, identify: Identify) -> None:
        self._streams = streams
        self._identify = identify

    async def __call__(self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive, send: Send) -> None:
        try:
            if scope["method"] == "POST":
                check_content_type(headers)
                parsed = parse_body(await read_body(headers, receive))
            else:
                parsed = parse_query_string(scope["query_string"])
        except Malformed as error:
            await send_malformed(send, receive, error, JSON, write_malformed(error), _NO_STORE)
        except DocumentRefused as error:
            await send_content(send, 400, JSON, write_refused(error).content(), _NO_STORE)
        else:
            await self.answer(parsed, headers, receive, send)

    async def answer(
        self, parsed: HttpRequestBody, headers: Mapping[bytes, bytes], receive: Receive, send: Send
    ) -> None:
        """Sends the events of a parsed subscription until either side ends it."""
        try:
            with self._streams.admitted():
                caller = self._identify(headers)
                events = await self._streams.begin(parsed, caller, _resume_after(headers))
                await _send_until_gone(events, receive, send)
        except StreamRefused as error:
            await send_content(send, 400, JSON, orjson.dumps({"errors": error.errors}), _NO_STORE)
        except Busy as error:
            await send_content(send, 503, JSON, busy_content(error), {"Retry-After": "60", **_NO_STORE})


async def _send_until_gone(events: AsyncIterator[Event], receive: Receive, send: Send) -> None:
    sending = asyncio.ensure_future(_send_events(events, send))
    leaving = asyncio.ensure_future(wait_for_disconnect(receive))
    try:
        await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if sending.done():
            sending.result()
    finally:
        for work in (sending, leaving):
            work.cancel()
        await asyncio.gather(sending, leaving, return_exceptions=True)


async def _send_events(events: AsyncIterator[Event], send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b":\n\n", "more_body": True})
    following = asyncio.ensure_future(anext(events, None))
    try:
        while True:
            done, _ = await asyncio.wait({following}, timeout=_QUIET_SECONDS)
            if not done:
                await send({"type": "http.response.body", "body": b":\n\n", "more_body": True})
                continue
            event = following.result()
            if event is None:
                break
            number = b"id: %d\n" % event.number if event.number is not None else b""
            written = b"event: next\n%bdata: %b\n\n" % (number, event.content)
            await send({"type": "http.response.body", "body": written, "more_body": True})
            following = asyncio.ensure_future(anext(events, None))
        await send({"type": "http.response.body", "body": b"event: complete\ndata:\n\n"})
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


def _resume_after(headers: Mapping[bytes, bytes]) -> int | None:
    """The number in Last-Event-ID; a forged one at worst repeats events."""
    text = headers.get(b"last-event-id", b"")
    return int(text) if text.isdigit() and len(text) < 10 else None
