"""A kept answer leaves from the connection itself: the same bytes as from the app, in the same order, to the same
callers. Against the real server.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph.app import build_app
from graph.execution.caller import Caller
from graph.execution.requests import LARGEST_BODY, LARGEST_UNCOUNTED, read_headers
from graph.http.endpoint import Endpoint
from graph.http.protocol import BoundedProtocol
from graph.http.response_cache import RECEIVED, Key
from graph.settings import Settings
from tests.graph.running import Running, running
from tests.graph.stores import PublishingStore
from tests.planting import Fault
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

SHORT = "{ snapshot { snapshotId } }"
LONG = "{ __schema { types { name description } } }"


def post(
    query: str, *headers: str, version: str = "1.1", kind: str = "application/json", turn: int | None = None
) -> bytes:
    """A request; with a `turn` one of its own, of the same response."""
    body = b'{"query": "%s"%s}' % (query.encode(), b"" if turn is None else b', "variables": {"turn": %d}' % turn)
    lines = (
        f"POST /graphql HTTP/{version}",
        "host: 127.0.0.1",
        f"content-type: {kind}",
        f"content-length: {len(body)}",
    )
    return "\r\n".join((*lines, *headers, "\r\n")).encode() + body


def get(query: str, *headers: str, path: str = "/graphql", method: str = "GET") -> bytes:
    return "\r\n".join((f"{method} {path}?query={quote(query)} HTTP/1.1", "host: 127.0.0.1", *headers, "\r\n")).encode()


def read(reader: Any, method: bytes = b"POST") -> tuple[bytes, dict[bytes, bytes], bytes]:
    """Status line, headers but the date, and content of the next response."""
    status = reader.readline().strip()
    assert status, "no further answer"
    if status == b"HTTP/1.1 100 Continue":
        assert reader.readline() == b"\r\n"
        status = reader.readline().strip()
    headers = {}
    while line := reader.readline().strip():
        name, _, value = line.partition(b": ")
        assert name not in headers
        headers[name] = value
    assert headers.pop(b"date")
    has_content = not status.startswith(b"HTTP/1.1 304") and method != b"HEAD"
    return status, headers, reader.read(int(headers[b"content-length"])) if has_content else b""


def exchange(served: Running, *requests: bytes) -> list[tuple[bytes, dict[bytes, bytes], bytes]]:
    """The responses to requests that are sent in one piece on one connection."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        connection.sendall(b"".join(requests))
        with connection.makefile("rb") as reader:
            return [read(reader, request.partition(b" ")[0]) for request in requests]


def exchange_each(served: Running, *requests: bytes) -> list[tuple[bytes, dict[bytes, bytes], bytes]]:
    """The same, each sent when the one before it was answered."""
    return [answer for request in requests for answer in exchange(served, request)]


@pytest.fixture
def published(store: FixedStore) -> PublishingStore:
    return PublishingStore(store)


@pytest.fixture
def served(published: PublishingStore) -> Iterator[Running]:
    with running(published) as served:
        yield served


@pytest.fixture
def of_the_app(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The methods of the requests that came to the app."""
    seen: list[str] = []
    call = Endpoint.__call__

    async def note(self: Endpoint, scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["method"])
        await call(self, scope, receive, send)

    monkeypatch.setattr(Endpoint, "__call__", note)
    return seen


KEPT = {
    "post": post(SHORT),
    "post, the newer media type": post(SHORT, "accept: application/graphql-response+json"),
    "post, events too": post(SHORT, "accept: application/json, text/event-stream"),
    "post, compressed": post(LONG, "accept-encoding: gzip"),
    "get": get(SHORT),
    "get, compressed": get(LONG, "Accept-Encoding: zstd"),
    "get, any tag": get(SHORT, "if-none-match: *"),
    "get, another tag": get(SHORT, 'if-none-match: "x"'),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_kept_answer_is_the_one_of_the_app(served: Running, of_the_app: list[str], name: str) -> None:
    first, *later = exchange_each(served, *[KEPT[name]] * 3)
    assert len(of_the_app) == 1

    assert later[0] == later[1]
    assert later[0][0] in {first[0], b"HTTP/1.1 304 Not Modified"}
    with pytest.MonkeyPatch.context() as without:
        without.setattr(BoundedProtocol, "_may_respond", lambda _self: False)
        assert exchange(served, KEPT[name]) == later[:1]
    assert len(of_the_app) == 2


FOR_THE_APP = {
    "another method": (get(SHORT, method="HEAD"), 405),
    "another path": (get(SHORT, path="/graphql/"), 307),
    "the page": (get(SHORT, "accept: text/html"), 200),
    "another content type": (post(SHORT, kind="text/plain"), 415),
    "a client that waits for leave": (post(SHORT, "expect: 100-continue"), 200),
    "the last request of its connection": (post(SHORT, "connection: close"), 200),
    "an older protocol": (post(SHORT, version="1.0"), 200),
}


@pytest.mark.parametrize("name", FOR_THE_APP)
def test_everything_else_is_for_the_app(served: Running, of_the_app: list[str], name: str) -> None:
    exchange(served, post(SHORT), get(SHORT))
    of_the_app.clear()
    request, status = FOR_THE_APP[name]

    ((line, _, _),) = exchange(served, request)

    assert line.startswith(b"HTTP/1.1 %d" % status)
    assert len(of_the_app) == (name != "another path")


def test_requests_sent_at_once_are_answered_in_their_order(served: Running, of_the_app: list[str]) -> None:
    aliases = [f"{{ a{i}: snapshot {{ snapshotId }} }}" for i in range(20)]
    exchange(served, *map(post, aliases[::2]))
    of_the_app.clear()

    answers = exchange(served, *map(post, aliases))

    assert [b'"a%d"' % i in content for i, (_, _, content) in enumerate(answers)] == [True] * 20
    assert len(of_the_app) < 20, "the first was not kept"
    assert exchange(served, *map(post, aliases)) == answers


def test_what_is_in_memory_is_answered_without_a_task(served: Running, of_the_app: list[str]) -> None:
    def ask(turn: int) -> bytes:
        return post("{ tasks(first: 2) { nodes { taskId } } }", turn=turn)

    first, *_ = exchange_each(served, *map(ask, range(3)))
    served.server.config.app.state.graphql._column_cache.settle()  # type: ignore[union-attr]
    exchange(served, ask(3))
    of_the_app.clear()

    assert exchange_each(served, ask(4), ask(4)) == [first] * 2
    assert of_the_app == []
    # A packet of many requests would hold up everybody else.
    assert exchange(served, *map(ask, range(5, 9))) == [first] * 4
    assert len(of_the_app) == 3


def test_a_body_in_pieces_is_one_request(served: Running, of_the_app: list[str]) -> None:
    request = post(SHORT)
    (whole,) = exchange(served, request)
    assert whole[0] == b"HTTP/1.1 200 OK"
    for cut in (1, 30, len(request) - 10, len(request) - 1):
        with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.sendall(request[:cut])
            # The server has read the first piece when it has answered another connection.
            exchange(served, request)
            connection.sendall(request[cut:])
            with connection.makefile("rb") as reader:
                assert read(reader) == whole
    assert len(of_the_app) == 3, "those cut in their body, and the first"


@pytest.mark.parametrize("uncounted", [LARGEST_UNCOUNTED, 10**9])
def test_a_reader_that_waits_gets_every_answer(
    served: Running, monkeypatch: pytest.MonkeyPatch, uncounted: int
) -> None:
    # By the app, which counts it among those on their way, and by the connection.
    monkeypatch.setattr("graph.http.endpoint.LARGEST_UNCOUNTED", uncounted)
    served.server.config.timeout_keep_alive = 1
    exchange(served, post(LONG))
    (answer,) = exchange(served, post(LONG))
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        connection.sendall(post(LONG) * 100)
        time.sleep(1.5)
        # Others are served meanwhile.
        exchange(served, post(SHORT))
        with connection.makefile("rb") as reader:
            for _ in range(100):
                assert read(reader) == answer


def test_a_publication_is_seen_by_the_very_next_request(served: Running, published: PublishingStore) -> None:
    for number in range(8, 20):
        published.publish(number)
        for _, _, content in exchange_each(served, *[post(SHORT)] * 3):
            assert b'"snapshot":"%06d"' % number in content


def by_header(headers: Mapping[bytes, bytes]) -> Caller:
    """Of two roles, told by a header; `nobody` is refused."""
    role = headers.get(b"last-event-id", b"public").decode()
    if role == "nobody":
        raise KeyError(role)
    return Caller(role)


def test_a_kept_answer_reaches_nobody_else(published: PublishingStore, of_the_app: list[str]) -> None:
    with running(published, identify=by_header) as served:
        exchange_each(served, post(SHORT), post(SHORT))
        assert len(of_the_app) == 1
        ((other, _, _),) = exchange(served, post(SHORT, "last-event-id: finance"))
        ((nobody, _, _),) = exchange(served, post(SHORT, "last-event-id: nobody"))

    assert other.startswith(b"HTTP/1.1 200")
    assert nobody.startswith(b"HTTP/1.1 500")
    assert len(of_the_app) == 3


def test_a_request_is_read_once(served: Running, of_the_app: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    read_so_far: list[object] = []

    def note(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
        read_so_far.append(headers)
        return READ_HEADERS(headers)

    monkeypatch.setattr("graph.http.endpoint.read_headers", note)
    answers = exchange_each(served, post(SHORT), get(SHORT), post("{ snapshot { asOf } }"))

    assert [status for status, _, _ in answers] == [b"HTTP/1.1 200 OK"] * 3
    assert len(of_the_app) == len(read_so_far) == 3


def test_a_body_that_is_too_large_is_for_the_app(published: PublishingStore) -> None:
    endpoint = build_app(Settings(), published).state.graphql
    headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]

    assert endpoint.respond("POST", b" " * LARGEST_BODY, headers) is not None
    assert endpoint.respond("POST", b" " * (LARGEST_BODY + 1), headers) is None


READ_HEADERS = read_headers
MAY_BE_KEPT: Callable[[BoundedProtocol], bool] = BoundedProtocol._may_respond
ANSWER_KEPT: Callable[[BoundedProtocol, bytes], bool] = BoundedProtocol._respond_at_once


def out_of_order(self: BoundedProtocol) -> bool:
    """What was asked before is not waited for."""
    cycle, self.cycle = self.cycle, None  # type: ignore[assignment]
    try:
        return MAY_BE_KEPT(self)
    finally:
        self.cycle = cycle


def without_its_body(self: BoundedProtocol) -> None:
    self._body_so_far = None
    HttpToolsProtocol.on_headers_complete(self)


def begun_without_a_word(self: BoundedProtocol) -> None:
    """The clock of an idle connection runs on."""
    HttpToolsProtocol.on_message_begin(self)
    self._is_in_head = True


def never_later(self: BoundedProtocol, body: bytes) -> bool:
    self._may_execute = True
    return ANSWER_KEPT(self, body)


def not_handed_over(self: BoundedProtocol, body: bytes) -> bool:
    is_answered = ANSWER_KEPT(self, body)
    self.scope.pop(RECEIVED, None)  # type: ignore[misc]
    return is_answered


PLANTED = {
    "what was read is not handed over": Fault(
        test_a_request_is_read_once,
        {"graph.http.protocol.BoundedProtocol._respond_at_once": not_handed_over},
        "== 6|3 == 6",
    ),
    "a body of any size is looked for": Fault(
        test_a_body_that_is_too_large_is_for_the_app,
        {"graph.http.endpoint.check_size": lambda _length: None},
        "is None",
    ),
    "a kept answer overtakes one that is worked out": Fault(
        test_requests_sent_at_once_are_answered_in_their_order,
        {"graph.http.protocol.BoundedProtocol._may_respond": out_of_order},
        r"== \[True",
    ),
    "a connection is idle while a later request is worked on": Fault(
        test_a_reader_that_waits_gets_every_answer,
        {"graph.http.protocol.BoundedProtocol.on_message_begin": begun_without_a_word},
        "no further answer",
        {"uncounted": 10**9},
    ),
    "every request of a packet is executed at once": Fault(
        test_what_is_in_memory_is_answered_without_a_task,
        {"graph.http.protocol.BoundedProtocol._respond_at_once": never_later},
        "== 3",
    ),
    "nothing is answered here": Fault(
        test_a_kept_answer_is_the_one_of_the_app,
        {"graph.http.protocol.BoundedProtocol._may_respond": lambda _self: False},
        "assert 3 == 1",
        {"name": "post"},
    ),
    "every content type is taken": Fault(
        test_everything_else_is_for_the_app,
        {"graph.http.endpoint.check_content_type": lambda _headers: None},
        r"startswith",
        {"name": "another content type"},
    ),
    "the snapshot is no part of the key": Fault(
        test_a_publication_is_seen_by_the_very_next_request,
        {"graph.http.endpoint.Key": lambda method, asked, scope, _snapshot: Key(method, asked, scope, "000007")},
        "in content|in b'",
    ),
    "the role is no part of the key": Fault(
        test_a_kept_answer_reaches_nobody_else,
        {"graph.http.endpoint.Key": lambda method, asked, _scope, snapshot: Key(method, asked, "x", snapshot)},
        "== 3",
    ),
    "the first piece of a body is lost": Fault(
        test_a_body_in_pieces_is_one_request,
        {"graph.http.protocol.BoundedProtocol._hand_over": without_its_body},
        "HTTP/1.1 400",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)
