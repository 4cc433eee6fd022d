"""The route /graphql as a plain ASGI app: cached responses are sent without parsing and without a thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, Literal

from starlette.types import Message, Receive, Scope, Send

from graph.errors import write_bug, write_refusal
from graph.execution.accept import HTML, Accepted, read_accept
from graph.execution.caller import Caller, Identify
from graph.execution.encodings import SMALLEST, Encoding, choose_encoding, compress
from graph.execution.execution import Answer, Executor, Request, refuse
from graph.execution.in_memory import LARGEST_BODY, InMemoryResponder
from graph.execution.job import EncodedAnswer, QueryJob, name_answer
from graph.execution.persisted_queries import DocumentRefused, Documents
from graph.execution.requests import (
    LARGEST_UNCOUNTED,
    HttpRequestBody,
    Malformed,
    check_content_type,
    check_size,
    parse_body,
    parse_query_string,
    read_body,
    read_headers,
    response_start,
    send_body,
    send_content,
    send_malformed,
    status_of,
    wait_for_disconnect,
    write_head,
    write_malformed,
    write_refused,
)
from graph.execution.response_budget import BudgetShare, ResponseBudget
from graph.execution.snapshot_store import Store
from graph.execution.workers import Workers
from graph.http.event_stream import EventStreams
from graph.http.metrics import Metrics
from graph.http.response_cache import RECEIVED, CachedResponse, Executed, Key, Received, ResponseCache
from graph.settings import Settings
from warehouse.errors import AccessDenied, Busy, MemoryExceeded
from warehouse.query.memory.column_cache import ColumnCache

Admits = Callable[[Mapping[bytes, bytes]], bool]
"""Whether the connection may respond itself; otherwise the gates of the app decide (guard.gate)."""

_COMPRESSED_HERE = 64_000
"""Bytes up to which the event loop compresses; a thread compresses more."""
_VARY = {"Vary": "Accept, Accept-Encoding"}
_CACHEABLE = {"Cache-Control": "private, no-cache", **_VARY}
_NO_STORE = {"Cache-Control": "no-store"}
_LATER = {"Retry-After": "1", **_NO_STORE}


class Endpoint:
    """Handles GET and POST."""

    def __init__(
        self,
        executor: Executor,
        store: Store,
        workers: Workers,
        documents: Documents,
        cache: ResponseCache,
        column_cache: ColumnCache,
        metrics: Metrics,
        identify: Identify,
        event_streams: EventStreams,
        page: bytes,
        page_headers: Mapping[str, str],
        settings: Settings,
        admits: Admits,
    ) -> None:
        self._executor = executor
        self._store = store
        self._workers = workers
        self._documents = documents
        self._cache = cache
        self._column_cache = column_cache
        self._in_memory = InMemoryResponder(executor.document_cache, column_cache)
        self._metrics = metrics
        self._identify = identify
        self._event_streams = event_streams
        self._page = page
        self._page_headers = page_headers
        self._settings = settings
        self._budget = ResponseBudget(int(settings.answers_mb * 1_000_000))
        self._admits = admits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = time.perf_counter()
        method: str = scope["method"]
        received: Received | None = scope.get(RECEIVED)
        headers = read_headers(scope["headers"]) if received is None else received.headers
        accepted = read_accept(headers.get(b"accept", b"").decode("latin-1"))
        media_type = accepted.media_type
        if method == "GET" and accepted.is_page:
            await send_content(send, 200, HTML, self._page, {**self._page_headers, **_VARY})
            return
        if accepted.takes_events_alone and method in {"GET", "POST"}:
            await self._event_streams(scope, headers, receive, send)
            return
        share = self._budget.share()
        try:
            if received is None:
                if method not in {"GET", "POST"}:
                    raise Malformed(405, "Send a GET or a POST.", {"Allow": "GET, POST"})
                payload = scope["query_string"]
                if method == "POST":
                    check_content_type(headers)
                    payload = await read_body(headers, receive)
                received = self._received(method, payload, headers)
            executed = received.executed
            if executed is not None:
                await self._send_cached(send, received.key, executed.response, media_type, headers, share)
                self._metrics.count(executed.answer, time.perf_counter() - begun)
                return
            # Second lookup: the response may have been cached while this request waited.
            cached = self._cache.find(received.key)
            if cached is not None:
                await self._send_cached(send, received.key, cached, media_type, headers, share)
                self._metrics.count_cached(time.perf_counter() - begun)
                return
            await self._execute(received, accepted, receive, send, begun, share)
        except Malformed as error:
            await send_malformed(send, receive, error, media_type, write_malformed(error), _NO_STORE)
        except Busy as busy:
            await self._send_refused(send, refuse(write_refusal(busy)), media_type, 503, begun)
        except Exception as error:
            await send_content(send, 500, media_type, refuse(write_bug(error)).content(), _NO_STORE)
        finally:
            share.release()

    def respond(
        self, method: str, payload: bytes, sent_headers: Iterable[tuple[bytes, bytes]], may_execute: bool = True
    ) -> tuple[bytes, bytes] | Received | None:
        """Head (graph.execution.requests.write_head) and content of a response that is cached or executed from memory.

        Otherwise returns the parsed request for `__call__`; None for a request that `__call__` has to refuse. Header
        names are in lower case.
        """
        begun = time.perf_counter()
        headers = read_headers(sent_headers)
        if not self._admits(headers):
            return None
        accepted = read_accept(headers.get(b"accept", b"").decode("latin-1"))
        if accepted.takes_events_alone or (method == "GET" and accepted.is_page):
            return None
        try:
            if method == "POST":
                check_content_type(headers)
                check_size(len(payload))
            received = self._received(method, payload, headers)
        except Exception:
            return None
        cached, executed = self._cache.find(received.key), None
        if cached is None and may_execute:
            # On an error `__call__` reports it.
            with suppress(Exception):
                executed = self._execute_in_memory(received.key, received.caller)
            cached = None if executed is None else executed.response
            received = received._replace(is_tried=True, executed=executed)
        found = None if cached is None else _find_form(received.key, cached, headers)
        if cached is None or found is None:
            return received
        status, encoding, content = found
        if _counted(content):
            # The connection buffers a copy, for as long as a slow client reads it; `__call__` counts it.
            return received
        if executed is None:
            self._metrics.count_cached(time.perf_counter() - begun)
        else:
            self._metrics.count(executed.answer, time.perf_counter() - begun)
        head = cached.heads.get((status, accepted.media_type, encoding))
        if head is None:
            head = write_head(_start(status, received.key, cached, accepted.media_type, encoding, content))
            cached.heads[status, accepted.media_type, encoding] = head
        return head, content

    def _received(self, method: str, payload: bytes, headers: Mapping[bytes, bytes]) -> Received:
        caller = self._identify(headers)
        return Received(Key(method, payload, caller.scope, self._store.published_id() or ""), caller, headers)

    async def _execute(
        self,
        received: Received,
        accepted: Accepted,
        receive: Receive,
        send: Send,
        begun: float,
        share: BudgetShare,
    ) -> None:
        key, caller, headers = received.key, received.caller, received.headers
        media_type = accepted.media_type
        encoding = choose_encoding(headers.get(b"accept-encoding", b""))
        try:
            executed = None if received.is_tried else self._execute_in_memory(key, caller)
            if executed is not None:
                await self._send_cached(send, key, executed.response, media_type, headers, share)
                self._metrics.count(executed.answer, time.perf_counter() - begun)
                return
            parsed, request = self._parse(key, caller)
            if request.explain_options is not None:
                self._check_explainable(key, caller)
            limits = self._settings.limits_of(caller.role)
            job = QueryJob(self._executor, self._store, request, encoding, self._column_cache, limits, share)
            done = await self._workers.do(job, wait_for_disconnect(receive), limits.query_seconds)
        except DocumentRefused as refusal:
            await self._send_refused(send, write_refused(refusal), media_type, refusal.status, begun)
            return
        except AccessDenied as denied:
            await self._send_refused(send, refuse(write_refusal(denied)), media_type, None, begun)
            return
        except Busy as busy:
            await self._send_refused(send, refuse(write_refusal(busy)), media_type, 503, begun)
            return
        answer = done.answer
        if answer.is_subscription and accepted.takes_events:
            await self._event_streams.answer(parsed, headers, receive, send)
            return
        self._metrics.count(answer, time.perf_counter() - begun)
        if key.method == "GET" and not answer.is_query:
            raise Malformed(405, "A GET can only query.", {"Allow": "POST"})
        if not answer.is_refused:
            self._documents.register(request.query, parsed.sha256)
        if answer.errors or answer.lists_retained or request.explain_options is not None:
            is_full = bool(answer.errors) and all(map(_is_out_of_memory, answer.errors)) and not _has_data(answer)
            status, headers_sent = (503, _LATER) if is_full else (status_of(answer, media_type), _NO_STORE)
            await send_content(send, status, media_type, done.content, headers_sent)
            return
        cached = _cached_response(done, encoding)
        snapshot_id = answer.snapshot_id or key.snapshot_id
        read = Key(key.method, key.payload, key.scope, snapshot_id)
        # A response of another snapshot would never be found, and would evict those of the published one.
        if answer.is_cacheable and snapshot_id and snapshot_id == self._store.published_id():
            self._cache.store(read, cached)
        await self._send_cached(send, read, cached, media_type, headers, share)

    def _execute_in_memory(self, key: Key, caller: Caller) -> Executed | None:
        """Executes a request on the event loop and caches the response; None if a thread has to execute it.

        Raises Malformed and DocumentRefused.
        """
        if len(key.payload) > LARGEST_BODY or not self._is_usual(caller):
            return None
        parsed, request = self._parse(key, caller)
        if request.explain_options is not None:
            return None
        answer = self._in_memory.answer(request, key.snapshot_id)
        if answer is None:
            return None
        self._documents.register(request.query, parsed.sha256)
        # Only a GET has an entity tag (see _response), whose hash costs as much as a short response.
        etag = name_answer(request, answer) if key.method == "GET" else ""
        response = CachedResponse(etag, {"": answer.content()})
        self._cache.store(key, response)
        return Executed(answer, response)

    def _parse(self, key: Key, caller: Caller) -> tuple[HttpRequestBody, Request]:
        parsed = parse_query_string(key.payload) if key.method == "GET" else parse_body(key.payload)
        text = self._documents.text(parsed.query, parsed.sha256)
        return parsed, Request(text, parsed.variables, parsed.operation_name, caller, parsed.explain_options)

    def _is_usual(self, caller: Caller) -> bool:
        """Whether the default limits apply: responses from memory are far below them."""
        return caller.role not in self._settings.role_limits

    def _check_explainable(self, key: Key, caller: Caller) -> None:
        """Raises Malformed for a GET, whose response may be cached, and AccessDenied for a role without permission."""
        if key.method == "GET":
            raise Malformed(400, "'explain' is not supported for GET: use POST.")
        if caller.role not in self._settings.explain_roles:
            raise AccessDenied(f"The role '{caller.role}' may not explain.", "LONGMAI_EXPLAIN_ROLES lists the roles.")

    async def _send_cached(
        self,
        send: Send,
        key: Key,
        cached: CachedResponse,
        media_type: str,
        headers: Mapping[bytes, bytes],
        share: BudgetShare,
    ) -> None:
        """Sends a response. Raises Busy before sending if the budget of responses is exceeded."""
        found = _find_form(key, cached, headers)
        if found is None:
            compressed = choose_encoding(headers.get(b"accept-encoding", b""))
            assert compressed
            found = (200, compressed, await self._form(key, cached, compressed))
        status, encoding, content = found
        share.reserve(_counted(content))
        await send(_start(status, key, cached, media_type, encoding, content))
        await send_body(send, content)

    async def _form(self, key: Key, cached: CachedResponse, encoding: Literal["zstd", "gzip"]) -> bytes:
        plain = cached.forms[""]
        if len(plain) <= _COMPRESSED_HERE:
            content = compress(plain, encoding)
        else:
            content = await self._workers.run(lambda: compress(plain, encoding))
        self._cache.add_form(key, encoding, content)
        return content

    async def _send_refused(
        self, send: Send, answer: Answer, media_type: str, status: int | None, begun: float
    ) -> None:
        self._metrics.count(answer, time.perf_counter() - begun)
        headers = _LATER if status == 503 else _NO_STORE
        await send_content(send, status or status_of(answer, media_type), media_type, answer.content(), headers)


def _is_out_of_memory(error: Mapping[str, Any]) -> bool:
    return error["extensions"]["code"] in {MemoryExceeded.code, Busy.code}


def _counted(content: bytes) -> int:
    """The bytes of a response that count in the budget."""
    return len(content) if len(content) > LARGEST_UNCOUNTED else 0


def _has_data(answer: Answer) -> bool:
    return any(value is not None for value in (answer.data or {}).values())


def _cached_response(done: EncodedAnswer, encoding: Encoding) -> CachedResponse:
    forms = {"": done.content}
    if done.compressed is not None:
        forms[encoding] = done.compressed
    return CachedResponse(done.etag, forms)


def _find_form(key: Key, cached: CachedResponse, headers: Mapping[bytes, bytes]) -> tuple[int, Encoding, bytes] | None:
    """Status, encoding and content: 304 if a GET's entity tag matches, None if the encoding is not cached yet.

    A POST has neither entity tag nor 304: it selects no representation (RFC 9110, 8.8.3 and 13.1.2).
    """
    if key.method == "GET" and _has_it(headers.get(b"if-none-match"), cached.etag):
        return 304, "", b""
    is_long = len(cached.forms[""]) >= SMALLEST
    encoding: Encoding = choose_encoding(headers.get(b"accept-encoding", b"")) if is_long else ""
    content = cached.forms.get(encoding)
    return None if content is None else (200, encoding, content)


def _start(
    status: int, key: Key, cached: CachedResponse, media_type: str, encoding: Encoding, content: bytes
) -> Message:
    headers = {**_CACHEABLE, "ETag": cached.etag} if key.method == "GET" else dict(_VARY)
    if encoding:
        headers["Content-Encoding"] = encoding
    return response_start(status, media_type, content, headers)


def _has_it(if_none_match: bytes | None, etag: str) -> bool:
    """Whether the client's tags include ours, by weak comparison (RFC 9110, 13.1.2)."""
    if if_none_match is None:
        return False
    names = [name.strip().removeprefix("W/") for name in if_none_match.decode("latin-1").split(",")]
    return "*" in names or etag.removeprefix("W/") in names
