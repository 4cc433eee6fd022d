"""Asks /graphql in process, as the caller of the page: rules, limits and response cache are the API's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.types import ASGIApp, Message, Receive

from graph.execution.accept import JSON

_OF_THE_CALLER = frozenset({b"authorization", b"cookie", b"host"})


@dataclass(frozen=True)
class ApiResponse:
    """The response of the API."""

    status: int
    body: Mapping[str, Any]

    @property
    def error(self) -> Mapping[str, Any] | None:
        """The first error."""
        errors = self.body.get("errors")
        return errors[0] if errors else None


async def ask(
    api: ASGIApp,
    headers: list[tuple[bytes, bytes]],
    receive: Receive,
    sha256: str,
    variables: Mapping[str, Any],
) -> ApiResponse:
    """Sends a listed document by its hash. `receive` is the page's, so that a reader who leaves stops the query."""
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": sha256}}
    content = orjson.dumps({"variables": variables, "extensions": extensions})
    own = [
        (b"accept", JSON.encode()),
        (b"content-type", JSON.encode()),
        (b"content-length", b"%d" % len(content)),
    ]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "headers": own + [(name, value) for name, value in headers if name in _OF_THE_CALLER],
    }
    is_sent = False
    status = 500
    chunks: list[bytes] = []

    async def receive_body() -> Message:
        nonlocal is_sent
        if not is_sent:
            is_sent = True
            return {"type": "http.request", "body": content, "more_body": False}
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return message

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        else:
            chunks.append(message.get("body", b""))

    await api(scope, receive_body, send)
    return ApiResponse(status, orjson.loads(b"".join(chunks)))
