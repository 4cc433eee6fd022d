"""GraphQL over HTTP: parses requests and sends responses. A malformed request is a 4xx, never a 500."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.types import Message, Receive, Send

from graph.errors import BAD_REQUEST, write_message
from graph.execution.accept import GRAPHQL, JSON
from graph.execution.execution import Answer, refuse
from graph.execution.explain import ExplainOptions
from graph.execution.persisted_queries import DocumentRefused, unsupported_version
from warehouse.wording import bilingual

LARGEST_BODY = 256_000
SLOWEST_BODY_SECONDS = 10
DISCARD_SECONDS = 5.0
"""Seconds for which the rest of a too large body is read and discarded after the response."""

_READ = frozenset(
    {
        *(b"accept", b"accept-encoding", b"content-type", b"content-length", b"if-none-match", b"last-event-id"),
        *(b"host", b"origin", b"authorization", b"cookie"),
    }
)


LARGEST_UNCOUNTED = 64_000
"""Bytes up to which a response is not counted in the budget of responses: the connection's own buffer."""


class Malformed(Exception):
    """A malformed GraphQL request, with its HTTP status."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


@dataclass(frozen=True)
class HttpRequestBody:
    """The parsed body or query string: a document, its hash, or both."""

    query: str | None
    sha256: str | None
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    explain_options: ExplainOptions | None = None


def read_headers(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The relevant headers, names in lower case; repeated headers are joined to one list."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in _READ:
            found[name] = found[name] + b"," + value if name in found else value
    return found


def check_content_type(headers: Mapping[bytes, bytes]) -> None:
    """Raises Malformed unless the body is JSON in UTF-8: without a CORS preflight other sites cannot send JSON."""
    if not _is_json(headers.get(b"content-type", b"")):
        raise Malformed(415, f"The content type must be {JSON}, in UTF-8.")


def check_size(length: int) -> None:
    """Raises Malformed for a body over the limit."""
    if length > LARGEST_BODY:
        raise _too_large()


async def read_body(headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
    """The whole body. Raises Malformed if it is too large or too slow."""
    declared = headers.get(b"content-length", b"0")
    if not declared.isdigit() or int(declared[:12]) > LARGEST_BODY:
        raise _too_large()
    try:
        async with asyncio.timeout(SLOWEST_BODY_SECONDS):
            return await _read_chunks(receive)
    except TimeoutError:
        raise Malformed(408, "The body took too long to arrive.", {"Connection": "close"}) from None


def parse_body(body: bytes) -> HttpRequestBody:
    """The request of a POST. Raises Malformed."""
    return parse_content(_decode(body))


def parse_query_string(query_string: bytes) -> HttpRequestBody:
    """The request of a GET. Raises Malformed."""
    try:
        parameters: dict[str, Any] = dict(parse_qsl(query_string.decode("ascii"), errors="strict"))
    except (ValueError, UnicodeDecodeError):
        raise Malformed(400, "The query string is not UTF-8, percent-encoded.") from None
    for name in ("variables", "extensions"):
        if parameters.get(name):
            parameters[name] = _decode(parameters[name].encode())
        else:
            parameters.pop(name, None)
    return parse_content(parameters)


def status_of(answer: Answer, media_type: str) -> int:
    """The HTTP status: only the newer media type reports a refused request as 400."""
    return 400 if answer.is_refused and media_type == GRAPHQL else 200


def write_malformed(error: Malformed) -> bytes:
    return refuse(write_message(error.message, BAD_REQUEST)).content()


def write_refused(error: DocumentRefused) -> Answer:
    return refuse(write_message(error.message, error.code, error.hint))


async def send_content(send: Send, status: int, media_type: str, content: bytes, headers: Mapping[str, str]) -> None:
    """Sends a whole response."""
    await send(response_start(status, media_type, content, headers))
    await send_body(send, content)


async def send_body(send: Send, content: bytes) -> None:
    """Sends the body; for a long one, returns once most of it is sent."""
    if len(content) > LARGEST_UNCOUNTED:
        await send({"type": "http.response.body", "body": content, "more_body": True})
        content = b""
    await send({"type": "http.response.body", "body": content})


async def send_malformed(
    send: Send, receive: Receive, error: Malformed, media_type: str, content: bytes, headers: Mapping[str, str]
) -> None:
    """Sends the response to a malformed request, then discards the unread rest of its body for some seconds.

    Closing a connection with unread bytes resets it, and the client would not see the response.
    """
    await send(response_start(error.status, media_type, content, {**error.headers, **headers}))
    if error.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        await send({"type": "http.response.body", "body": content, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(DISCARD_SECONDS):
                while (await receive()).get("more_body"):
                    pass
        content = b""
    await send({"type": "http.response.body", "body": content})


def response_start(status: int, media_type: str, content: bytes, headers: Mapping[str, str]) -> Message:
    """The ASGI start message of a response with this content."""
    # A 304 must not have the length of its empty content (RFC 9110, 8.6).
    of_content = [] if status == 304 else [
        (b"content-type", b"%s; charset=utf-8" % media_type.encode()),
        (b"content-length", b"%d" % len(content)),
    ]  # fmt: skip
    raw = [
        *of_content,
        *((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()),
    ]
    return {"type": "http.response.start", "status": status, "headers": raw}


def write_head(start: Message) -> bytes:
    """The start of a response as bytes, without the date and the empty line."""
    return _status_line(start["status"]) + b"".join([b"%s: %s\r\n" % pair for pair in start["headers"]])


@lru_cache
def _status_line(status: int) -> bytes:
    return b"HTTP/1.1 %d %s\r\n" % (status, HTTPStatus(status).phrase.encode())


async def wait_for_disconnect(receive: Receive) -> None:
    """Returns when the client disconnects."""
    while (await receive())["type"] != "http.disconnect":
        pass


@lru_cache(maxsize=256)
def _is_json(content_type: bytes) -> bool:
    kind, _, options = content_type.decode("latin-1").partition(";")
    charset = options.partition("charset=")[2].strip(' "').lower()
    return kind.strip().lower() == JSON and charset in {"", "utf-8", "utf8"}


def _too_large() -> Malformed:
    message = bilingual(f"The body may have at most {LARGEST_BODY} bytes.", f"请求体最多 {LARGEST_BODY} 字节。")
    return Malformed(413, message, {"Connection": "close"})


async def _read_chunks(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        check_size(len(body))
        return body
    chunks = bytearray(body)
    while message.get("more_body"):
        message = await receive()
        chunks += message.get("body", b"")
        check_size(len(chunks))
    return bytes(chunks)


def _decode(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(400, f"The request is not valid JSON: {error.msg}.") from error


def parse_content(content: Any) -> HttpRequestBody:
    """The request in a decoded JSON value. Raises Malformed and DocumentRefused."""
    if not isinstance(content, dict):
        raise Malformed(400, "The request must be a JSON object with a 'query'.")
    query, variables, name = content.get("query"), content.get("variables"), content.get("operationName")
    extensions = content.get("extensions")
    sha256, explain_options = _parse_hash(extensions), _parse_explain(extensions)
    if query is None or query == "":
        query = None
    if (query is None and sha256 is None) or (query is not None and (not isinstance(query, str) or not query.strip())):
        raise Malformed(400, "'query' must be the text of a GraphQL document.")
    if variables is not None and variables != "" and not isinstance(variables, dict):
        raise Malformed(400, "'variables' must be an object.")
    if name is not None and not isinstance(name, str):
        raise Malformed(400, "'operationName' must be a text.")
    return HttpRequestBody(query, sha256, variables or {}, name or None, explain_options)


def _parse_explain(extensions: Any) -> ExplainOptions | None:
    """The requested explanation. Raises Malformed."""
    requested = extensions.get("explain") if isinstance(extensions, dict) else None
    if requested is None or requested is False:
        return None
    if requested is True:
        return ExplainOptions()
    if (
        isinstance(requested, dict)
        and requested.keys() <= {"engine"}
        and isinstance(requested.get("engine", False), bool)
    ):
        return ExplainOptions(requested.get("engine", False))
    raise Malformed(400, "'extensions.explain' must be true or {\"engine\": true}.")


def refuse_explain(parsed: HttpRequestBody, where: str) -> None:
    """Raises Malformed if the request has `extensions.explain`."""
    if parsed.explain_options is not None:
        raise Malformed(400, f"{where} is not explained: send the query by POST to /graphql.")


def _parse_hash(extensions: Any) -> str | None:
    """The hash of Apollo's protocol. Raises Malformed, and DocumentRefused for an unsupported version."""
    if extensions is None or extensions == "":
        return None
    if not isinstance(extensions, dict):
        raise Malformed(400, "'extensions' must be an object.")
    persisted = extensions.get("persistedQuery")
    if persisted is None:
        return None
    if not isinstance(persisted, dict) or not isinstance(persisted.get("sha256Hash"), str):
        raise Malformed(400, "'persistedQuery' must be an object with 'version' and 'sha256Hash'.")
    if persisted.get("version") != 1:
        raise unsupported_version(persisted.get("version"))
    return str(persisted["sha256Hash"])
