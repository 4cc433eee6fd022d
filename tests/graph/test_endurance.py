"""What a slow, large or vanished client does to the others: nothing. Against the real server."""

from __future__ import annotations

import asyncio
import gzip
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import httpx2
import orjson
import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

import graph.execution.requests
import graph.http.protocol
from graph.errors import write_bug, write_refusal
from graph.execution.execution import refuse
from graph.execution.job import EncodedAnswer, QueryJob
from graph.execution.operation import Operation
from graph.execution.requests import HttpRequestBody, Malformed, read_body, response_start
from graph.execution.workers import Workers
from graph.http.protocol import BoundedProtocol
from graph.settings import RoleLimits, Settings
from tests.graph.running import Running, running
from tests.graph.stores import HeldStore, PublishingStore, SharedStore, SlowStore
from tests.planting import Fault
from tests.waiting import IS_SOAK, PATIENCE, wait_until
from warehouse.errors import LimitExceeded, QueryTimedOut

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

HEAD = b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
# A condition on a text: no answer from memory, so that it needs a thread.
SLOW = {"query": '{ tasks(where: { taskId: { contains: "" } }) { totalCount } }'}
CHEAP = {"query": "{ limits { depth } }"}


@pytest.fixture(scope="module")
def served(store: FixedStore) -> Iterator[Running]:
    with running(PublishingStore(store)) as served:
        yield served


SILENT_SECONDS = PATIENCE
"""A server that says nothing for so long has left the connection open."""
TRICKLES = 300
"""Pieces of a request that would take a minute to send."""
LARGE_HEADS = {
    "10,000 headers": HEAD + b"".join(b"x-%d: 1\r\n" % i for i in range(10_000)) + b"\r\n",
    "one endless header": HEAD + b"x: " + b"a" * 1_000_000,
    "a long address": b"GET /graphql?query=" + b"a" * 100_000 + b" HTTP/1.1\r\nhost: localhost\r\n\r\n",
}


def exchange(served: Running, parts: Iterable[bytes], pause: float = 0.0) -> bytes:
    """What comes back, until the server closes the connection or is silent; it is listened to in each pause."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        received = b""
        with suppress(BrokenPipeError, ConnectionResetError):
            for part in parts:
                connection.sendall(part)
                begun = time.monotonic()
                while (rest := begun + pause - time.monotonic()) > 0:
                    connection.settimeout(rest)
                    with suppress(TimeoutError):
                        chunk = connection.recv(65_536)
                        if not chunk:
                            return received
                        received += chunk
        connection.settimeout(SILENT_SECONDS)
        try:
            while chunk := connection.recv(65_536):
                received += chunk
                if not pause and b"\r\n\r\n" in received:
                    break
        except (TimeoutError, ConnectionResetError):
            received += b" (left open)" if not received else b""
        return received


@pytest.mark.parametrize("head", LARGE_HEADS)
def test_a_large_head_is_refused(served: Running, head: str) -> None:
    # httptools itself knows no address of more than 65,535 bytes.
    expected = b"HTTP/1.1 400" if head == "a long address" else b"HTTP/1.1 431"

    assert exchange(served, [LARGE_HEADS[head]]).startswith(expected)


@pytest.mark.parametrize("sent", [b"", HEAD], ids=["silent", "cut"])
def test_a_slow_head_is_408(served: Running, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(graph.http.protocol, "SLOWEST_HEAD_SECONDS", 0.5)

    assert exchange(served, [sent], pause=0.2).startswith(b"HTTP/1.1 408")


def test_a_slow_body_is_408(served: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.execution.requests, "SLOWEST_BODY_SECONDS", 0.5)

    assert exchange(served, [HEAD + b"content-length: 100\r\n\r\n{"], pause=0.2).startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(("begin", "piece"), [(b"", b"x: 1\r\n"), (b"content-length: 100\r\n\r\n", b" ")])
def test_what_trickles_in_is_408_long_before_its_end(
    served: Running, monkeypatch: pytest.MonkeyPatch, begin: bytes, piece: bytes
) -> None:
    monkeypatch.setattr(graph.http.protocol, "SLOWEST_HEAD_SECONDS", 0.5)
    monkeypatch.setattr(graph.execution.requests, "SLOWEST_BODY_SECONDS", 0.5)
    pieces = iter([HEAD + begin, *[piece] * TRICKLES])

    assert exchange(served, pieces, pause=0.2).startswith(b"HTTP/1.1 408")
    assert next(pieces, None) is not None, "sent to its end"


def test_a_second_request_on_a_connection_has_its_own_clock(served: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = list[asyncio.TimerHandle | None]()
    wait_for_head = BoundedProtocol._wait_for_head

    def note(self: BoundedProtocol) -> None:
        wait_for_head(self)
        clocks.append(self._head_timer)

    monkeypatch.setattr(BoundedProtocol, "_wait_for_head", note)
    monkeypatch.setattr(graph.http.protocol, "SLOWEST_HEAD_SECONDS", PATIENCE)
    body = b'{"query": "{ limits { depth } }"}'
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        for _ in range(3):
            connection.sendall(HEAD + b"content-length: %d\r\n\r\n" % len(body) + body)
            assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
        stopped = [clock is not None and clock.cancelled() for clock in clocks]
        monkeypatch.setattr(graph.http.protocol, "SLOWEST_HEAD_SECONDS", 0.2)
        connection.settimeout(SILENT_SECONDS)
        connection.sendall(HEAD)
        with suppress(TimeoutError):
            assert connection.recv(65_536).startswith(b"HTTP/1.1 408")
            stopped.append(connection.recv(1) == b"")

    # A request that comes whole needs no clock of its own: one of the connection, and the answer to the fourth.
    assert stopped == [True, True]


@pytest.mark.parametrize("path", ["/graphql", "/export", "/graphql, for events"])
@pytest.mark.parametrize("how", ["declared", "chunked", "announced"])
def test_who_sends_a_body_that_is_too_large_to_its_end_reads_that_it_is(
    served: Running, monkeypatch: pytest.MonkeyPatch, path: str, how: str
) -> None:
    head = (
        b"POST %b HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n" % path.partition(",")[0].encode()
    )
    head += b"accept: text/event-stream\r\n" if "events" in path else b""
    head += b"expect: 100-continue\r\n" if how == "announced" else b""
    pieces = [b"x" * 65_536] * 40
    if how == "chunked":
        sent = [b"transfer-encoding: chunked\r\n\r\n", *(b"10000\r\n%b\r\n" % piece for piece in pieces), b"0\r\n\r\n"]
    else:
        sent = [b"content-length: %d\r\n\r\n" % sum(map(len, pieces)), *pieces]

    monkeypatch.setattr(graph.execution.requests, "DISCARD_SECONDS", PATIENCE)
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        connection.sendall(head)
        for part in sent:
            connection.sendall(part)  # It raised: the connection was reset on what nobody read.
        received = b""
        while chunk := connection.recv(65_536):
            received += chunk

    assert received.startswith(b"HTTP/1.1 413 ") and b"BAD_REQUEST" in received


def test_a_compressed_bomb_is_not_unpacked(served: Running) -> None:
    bomb = gzip.compress(b'{"query": "{ limits { depth } }"}' + b" " * 50_000_000)
    headers = {"content-type": "application/json", "content-encoding": "gzip"}

    assert httpx2.post(f"{served.http}/graphql", content=bomb, headers=headers).status_code == 400


def test_a_wrong_length_and_a_chunked_body_are_judged_by_what_came(served: Running) -> None:
    # Its answer is kept for nobody yet.
    body = b'{"query": "{ limits { depth } } # %d"}' % time.monotonic_ns()
    chunked = b"%x\r\n%b\r\n0\r\nx-trailer: 1\r\n\r\n" % (len(body), body)

    assert exchange(served, [HEAD + b"transfer-encoding: chunked\r\n\r\n" + chunked]).startswith(b"HTTP/1.1 200")
    cut = HEAD + b"connection: close\r\ncontent-length: 5\r\n\r\n" + body[:5]
    assert b"not valid JSON" in exchange(served, [cut], pause=0.1)
    assert exchange(served, [HEAD + b"content-length: 5\r\n\r\n" + body]).startswith(b"HTTP/1.1 400")
    both = HEAD + b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n" + chunked
    assert exchange(served, [both]).startswith(b"HTTP/1.1 400")


class SometimesSlowStore(PublishingStore):
    """Statements take hours until `is_slow` is taken back."""

    def __init__(self, store: Any) -> None:
        super().__init__(store)
        self.is_slow = True
        self.slow = SlowStore(store)
        quick = self.acquire
        self.acquire = lambda snapshot_id=None: (self.slow.acquire if self.is_slow else quick)(snapshot_id)


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When operations were stopped."""
    moments: list[float] = []
    stop = Operation.stop

    def note(self: Operation) -> None:
        moments.append(time.monotonic())
        stop(self)

    monkeypatch.setattr(Operation, "stop", note)
    return moments


LONG_SECONDS = 2 * PATIENCE
"""How long a query may take whose client leaves."""
ANSWER_SECONDS = PATIENCE
"""How long a client waits for an answer."""
AGAIN_SECONDS = PATIENCE
"""How long it waits for one of a thread that has to be free."""
GAVE_UP = threading.Event()


def ask(served: Running, query: Mapping[str, str], seconds: float = PATIENCE) -> dict[str, Any]:
    """The answer, or NO_ANSWER."""
    try:
        body: dict[str, Any] = httpx2.post(f"{served.http}/graphql", json=query, timeout=seconds).json()
        return body
    except httpx2.ReadTimeout:
        GAVE_UP.set()
        return NO_ANSWER


NO_ANSWER: dict[str, Any] = {"errors": [{"extensions": {"code": "no answer"}}]}


def test_a_client_that_leaves_stops_its_query_and_the_only_thread_is_free(
    store: FixedStore, stopped: list[float]
) -> None:
    slow = SometimesSlowStore(store)
    settings = Settings(workers=1, query_timeout_seconds=LONG_SECONDS)
    body = orjson.dumps(SLOW)
    with running(slow, settings) as served:
        with socket.create_connection(("127.0.0.1", served.port)) as client:
            client.sendall(HEAD + b"content-length: %d\r\n\r\n" % len(body) + body)
            wait_until(lambda: slow.slow.begun, "the query did not begin")
            assert not stopped
        left = time.monotonic()
        slow.is_slow = False
        # Long before the query is beyond its time.
        assert "errors" not in ask(served, SLOW, AGAIN_SECONDS)

    assert stopped
    assert not IS_SOAK or stopped[0] - left < 1


def test_a_query_beyond_its_time_is_answered_and_runs_no_more(store: FixedStore) -> None:
    slow, limits = SometimesSlowStore(store), {"public": RoleLimits(query_seconds=0.5)}
    with running(slow, Settings(workers=1, role_limits=limits)) as served:
        begun = time.monotonic()
        answer = ask(served, SLOW, ANSWER_SECONDS)
        took = time.monotonic() - begun
        slow.is_slow = False
        limits["public"] = RoleLimits(query_seconds=PATIENCE)
        again = ask(served, SLOW, AGAIN_SECONDS)

    assert answer["errors"][0]["extensions"]["code"] == "QUERY_TIMED_OUT"
    assert not IS_SOAK or took < 3
    assert "errors" not in again


def answers_beside_a_held_query(store: FixedStore, workers: int) -> list[int]:
    """The statuses of forty cheap requests that are answered while a query waits: until all are, or all threads wait
    and a request has none.
    """
    held = HeldStore(store)
    with (
        running(held, Settings(workers=workers, query_timeout_seconds=2 * PATIENCE)) as served,
        ThreadPoolExecutor(2) as threads,
        httpx2.Client(base_url=served.http, timeout=2 * PATIENCE) as client,
    ):
        pool = served.server.config.app.state.graphql._workers._pool  # type: ignore[union-attr]
        statuses: list[int] = []

        def ask_cheap_ones() -> None:
            for ordinal in range(20):
                cheap = {"query": f"{CHEAP['query']} # {ordinal}"}
                statuses.append(client.post("/graphql", json=cheap).status_code)
                statuses.append(client.get("/healthz").status_code)

        slow = threads.submit(httpx2.post, f"{served.http}/graphql", json=SLOW, timeout=2 * PATIENCE)
        try:
            wait_until(lambda: held.begun, "the query did not begin")
            cheap = threads.submit(ask_cheap_ones)
            wait_until(
                lambda: cheap.done() or (held.begun == workers and pool._work_queue.qsize()),
                "the cheap requests are neither answered nor waiting",
            )
            meanwhile = list(statuses)
            assert not slow.done()
        finally:
            held.released.set()
        assert "errors" not in slow.result().json()
        cheap.result()
    return meanwhile


def test_a_slow_query_does_not_hold_up_cheap_ones(store: FixedStore) -> None:
    assert answers_beside_a_held_query(store, workers=2) == [200] * 40


def test_a_service_with_one_thread_would_be_found_out(store: FixedStore) -> None:
    assert answers_beside_a_held_query(store, workers=1) == []


def test_an_answer_that_is_too_large_points_to_the_export(served: Running, store: FixedStore) -> None:
    query = "{ enterprises(first: 120) { nodes { nameZh } } }"
    size = len(httpx2.post(f"{served.http}/graphql", json={"query": query}).content)
    limits = {"public": RoleLimits(answer_bytes=size)}
    with running(SharedStore(store), Settings(role_limits=limits)) as limited:
        at_limit = ask(limited, {"query": query})
        limits["public"] = RoleLimits(answer_bytes=size - 1)
        # An answer that was kept is not measured again.
        beyond = ask(limited, {"query": f"{query} #"})

    assert "errors" not in at_limit
    assert [error["extensions"]["code"] for error in beyond.get("errors", [])] == ["LIMIT_EXCEEDED"]
    assert "/export" in beyond["errors"][0]["extensions"]["hint"]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
def test_a_page_of_another_site_can_post_nothing(served: Running, content_type: str) -> None:
    response = httpx2.post(
        f"{served.http}/graphql", content=b'{"query": "{ limits { depth } }"}', headers={"content-type": content_type}
    )

    assert response.status_code == 415


def test_a_page_of_another_site_can_read_no_answer(served: Running) -> None:
    # Never asked before: the head of an answer that is kept is written already.
    query = {"query": f"{CHEAP['query']} # {time.monotonic_ns()}"}
    response = httpx2.get(f"{served.http}/graphql", params=query, headers={"origin": "http://evil.example"})

    assert response.status_code == 200
    assert "access-control-allow-origin" not in response.headers


def test_operations_in_an_array_are_refused(served: Running) -> None:
    assert httpx2.post(f"{served.http}/graphql", json=[CHEAP] * 100).status_code == 400


def test_a_bug_outside_of_the_executor_is_shown_by_its_reference_alone(
    store: FixedStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("secret path /srv/longmai")

    monkeypatch.setattr("graph.execution.job.name_answer", broken)
    with running(PublishingStore(store)) as served:
        response = httpx2.post(f"{served.http}/graphql", json=CHEAP)
        (error,) = response.json()["errors"]

    assert (response.status_code, error["extensions"]["code"]) == (500, "INTERNAL")
    assert "secret" not in response.text + str(response.headers)
    assert error["extensions"]["reference"] in caplog.text


def noticed_by_nobody(_receive: Any) -> Any:
    return asyncio.Event().wait()


def for_ever(self: Workers, job: Any, gone: Any, _seconds: float | None = None) -> Any:
    return DO(self, job, gone, 1e6)


async def answered_and_left_running(self: Workers, job: Any, gone: Any, seconds: float | None = None) -> Any:
    """The client is answered in time; the query is stopped when another client has waited in vain."""
    gone.close()
    GAVE_UP.clear()
    threading.Thread(target=lambda: (GAVE_UP.wait(PATIENCE), job.stop()), daemon=True).start()
    work = asyncio.get_running_loop().run_in_executor(self._pool, job.run)
    await asyncio.wait({work}, timeout=seconds)
    if work.done():
        return work.result()
    answer = refuse(write_refusal(QueryTimedOut("The query took too long.")))
    return EncodedAnswer(answer, answer.content(), None, "")


def with_limit_moved(by: int) -> Any:
    def run(self: QueryJob) -> EncodedAnswer:
        self._most_bytes += by
        return RUN(self)

    return run


def begun_anew(self: BoundedProtocol, data: bytes) -> None:
    """The clock of a head begins anew with each piece."""
    self._stop_waiting()
    RECEIVED(self, data)


async def in_any_time(_headers: Mapping[bytes, bytes], receive: Any) -> bytes:
    return await graph.execution.requests._read_chunks(receive)


async def each_piece_in_its_time(_headers: Mapping[bytes, bytes], receive: Any) -> bytes:
    body, message = b"", {"more_body": True}
    while message.get("more_body"):
        try:
            message = await asyncio.wait_for(receive(), graph.execution.requests.SLOWEST_BODY_SECONDS)
        except TimeoutError:
            raise Malformed(408, "The piece took too long to arrive.", {"Connection": "close"}) from None
        body += message.get("body", b"")
    return body


async def unpacked(headers: Mapping[bytes, bytes], receive: Any) -> bytes:
    body = await read_body(headers, receive)
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


def unpacked_on_the_wire(self: BoundedProtocol, body: bytes) -> bool:
    return ANSWER_KEPT(self, gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body)


def as_declared(self: BoundedProtocol, body: bytes) -> bool:
    return ANSWER_KEPT(self, body[: int(dict(self.headers).get(b"content-length", b"0"))])


def open_to_every_site(status: int, media_type: str, content: bytes, headers: Mapping[str, str]) -> Any:
    return response_start(status, media_type, content, {**headers, "Access-Control-Allow-Origin": "*"})


def shown(error: BaseException) -> dict[str, Any]:
    return {**write_bug(error), "message": str(error)}


DO, RUN, RECEIVED = Workers.do, QueryJob.run, BoundedProtocol.data_received
ANSWER_KEPT = BoundedProtocol._respond_at_once
HERE = "tests.graph.test_endurance"
SOON = {f"{HERE}.SILENT_SECONDS": 1.0}
PLANTED = {
    "a query has no deadline": Fault(
        test_a_query_beyond_its_time_is_answered_and_runs_no_more,
        {"graph.execution.workers.Workers.do": for_ever, f"{HERE}.ANSWER_SECONDS": 1.5},
        "'no answer' == 'QUERY_TIMED_OUT'",
    ),
    "a query runs on when it is answered": Fault(
        test_a_query_beyond_its_time_is_answered_and_runs_no_more,
        {"graph.execution.workers.Workers.do": answered_and_left_running, f"{HERE}.AGAIN_SECONDS": 1.0},
        "assert 'errors' not in",
    ),
    "nobody notices that a client leaves": Fault(
        test_a_client_that_leaves_stops_its_query_and_the_only_thread_is_free,
        {
            "graph.http.endpoint.wait_for_disconnect": noticed_by_nobody,
            f"{HERE}.LONG_SECONDS": 4.0,
            f"{HERE}.AGAIN_SECONDS": 1.0,
        },
        "assert 'errors' not in",
    ),
    "an answer may have any size": Fault(
        test_an_answer_that_is_too_large_points_to_the_export,
        {"graph.execution.job._too_large": lambda _size, _most, answer: answer},
        r"assert \[\] == \['LIMIT_EXCEEDED'\]",
    ),
    "an answer may have a byte more": Fault(
        test_an_answer_that_is_too_large_points_to_the_export,
        {"graph.execution.job.QueryJob.run": with_limit_moved(1)},
        r"assert \[\] == \['LIMIT_EXCEEDED'\]",
    ),
    "an answer may have a byte less": Fault(
        test_an_answer_that_is_too_large_points_to_the_export,
        {"graph.execution.job.QueryJob.run": with_limit_moved(-1)},
        "assert 'errors' not in",
    ),
    "nobody is pointed to the export": Fault(
        test_an_answer_that_is_too_large_points_to_the_export,
        {"graph.execution.job.LimitExceeded": lambda message, _hint: LimitExceeded(message, "Ask for less.")},
        "'/export' in",
    ),
    "headers are not counted": Fault(
        test_a_large_head_is_refused,
        {"graph.http.protocol.MOST_HEADERS": 10**9, "graph.http.protocol.LARGEST_HEAD": 10**9},
        r"\(b'HTTP/1.1 431'\)",
        {"head": "10,000 headers"},
    ),
    "a header has no end": Fault(
        test_a_large_head_is_refused,
        {"graph.http.protocol.LARGEST_HEAD": 10**9, **SOON},
        "left open",
        {"head": "one endless header"},
    ),
    "a connection may be silent": Fault(
        test_a_slow_head_is_408,
        {"graph.http.protocol.BoundedProtocol._wait_for_head": lambda self: None, **SOON},
        "left open",
        {"sent": b""},
    ),
    "a head may take for ever": Fault(
        test_a_slow_head_is_408,
        {"graph.http.protocol.BoundedProtocol._wait_for_head": lambda self: None, **SOON},
        "left open",
        {"sent": HEAD},
    ),
    "a body may take for ever": Fault(
        test_a_slow_body_is_408, {"graph.http.endpoint.read_body": in_any_time, **SOON}, "left open"
    ),
    "each piece of a head has its own time": Fault(
        test_what_trickles_in_is_408_long_before_its_end,
        {"graph.http.protocol.BoundedProtocol.data_received": begun_anew, f"{HERE}.TRICKLES": 6},
        "sent to its end",
        {"begin": b"", "piece": b"x: 1\r\n"},
    ),
    "each piece of a body has its own time": Fault(
        test_what_trickles_in_is_408_long_before_its_end,
        {"graph.http.endpoint.read_body": each_piece_in_its_time, f"{HERE}.TRICKLES": 6},
        "sent to its end",
        {"begin": b"content-length: 100\r\n\r\n", "piece": b" "},
    ),
    "only the first request of a connection has a clock": Fault(
        test_a_second_request_on_a_connection_has_its_own_clock,
        {"graph.http.protocol.BoundedProtocol.data_received": HttpToolsProtocol.data_received, **SOON},
        r"\[True\] == \[True, True\]",
    ),
    "the clock of the first request runs on": Fault(
        test_a_second_request_on_a_connection_has_its_own_clock,
        {"graph.http.protocol.BoundedProtocol._stop_waiting": lambda self: None, **SOON},
        r"\[False",
    ),
    "a compressed body is unpacked": Fault(
        test_a_compressed_bomb_is_not_unpacked,
        {
            "graph.http.endpoint.read_body": unpacked,
            "graph.http.protocol.BoundedProtocol._respond_at_once": unpacked_on_the_wire,
        },
        "200 == 400",
    ),
    "a chunked body is not read": Fault(
        test_a_wrong_length_and_a_chunked_body_are_judged_by_what_came,
        {"graph.http.protocol.BoundedProtocol._respond_at_once": as_declared},
        r"\(b'HTTP/1.1 200'\)",
    ),
    "a body that is cut is made whole": Fault(
        test_a_wrong_length_and_a_chunked_body_are_judged_by_what_came,
        {"graph.http.endpoint.parse_body": lambda _body: HttpRequestBody("{ limits { depth } }", None)},
        "not valid JSON",
    ),
    **{
        f"{kind} is taken": Fault(
            test_a_page_of_another_site_can_post_nothing,
            {"graph.http.endpoint.check_content_type": lambda _headers: None},
            "200 == 415",
            {"content_type": kind},
        )
        for kind in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded")
    },
    "every site may read an answer": Fault(
        test_a_page_of_another_site_can_read_no_answer,
        {
            "graph.execution.requests.response_start": open_to_every_site,
            "graph.http.endpoint.response_start": open_to_every_site,
        },
        "access-control-allow-origin",
    ),
    "the first operation of an array is answered": Fault(
        test_operations_in_an_array_are_refused,
        {"graph.execution.requests.parse_content": lambda content: HttpRequestBody(content[0]["query"], None)},
        "200 == 400",
    ),
    "a bug outside of the executor is shown": Fault(
        test_a_bug_outside_of_the_executor_is_shown_by_its_reference_alone,
        {"graph.http.endpoint.write_bug": shown},
        "'secret' not in",
    ),
    "a bug outside of the executor is not logged": Fault(
        test_a_bug_outside_of_the_executor_is_shown_by_its_reference_alone,
        {"graph.errors._log.error": lambda *_, **__: None},
        " in ''",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)
