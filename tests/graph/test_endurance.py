"""What a slow, large or vanished client does to the others: nothing. Against the real server."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

import graph.http
import graph.protocol
from graph.context import Operation
from graph.settings import RoleLimits, Settings
from tests.graph.running import Running, running
from tests.graph.stores import PublishingStore, SharedStore, SlowStore

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

HEAD = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
SLOW = {"query": "{ tasks { totalCount } }"}
CHEAP = {"query": "{ limits { depth } }"}


@pytest.fixture
def served(store: FixedStore) -> Iterator[Running]:
    with running(PublishingStore(store)) as served:
        yield served


def exchange(served: Running, *parts: bytes, pause: float = 0.0) -> bytes:
    """What comes back until the server closes the connection or is silent for some seconds."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as connection:
        received = b""
        with suppress(BrokenPipeError):
            for part in parts:
                connection.sendall(part)
                time.sleep(pause)
        try:
            while chunk := connection.recv(65_536):
                received += chunk
                if not pause and b"\r\n\r\n" in received:
                    break
        except (TimeoutError, ConnectionResetError):
            received += b" (left open)" if not received else b""
        return received


@pytest.mark.parametrize(
    "sent",
    [
        HEAD + b"".join(b"x-%d: 1\r\n" % i for i in range(10_000)) + b"\r\n",
        HEAD + b"x: " + b"a" * 1_000_000,
        b"GET /graphql?query=" + b"a" * 100_000 + b" HTTP/1.1\r\nhost: x\r\n\r\n",
    ],
    ids=["10,000 headers", "one endless header", "a long address"],
)
def test_a_large_head_is_refused(served: Running, sent: bytes) -> None:
    # httptools itself knows no address of more than 65,535 bytes.
    expected = b"HTTP/1.1 400" if sent.startswith(b"GET") else b"HTTP/1.1 431"

    assert exchange(served, sent).startswith(expected)


@pytest.mark.parametrize(
    "sent", [(b"",), (HEAD,), (HEAD, b"x: 1", b"\r\n", b"y: 1", b"\r\n")], ids=["silent", "cut", "trickling"]
)
def test_a_slow_head_is_408(served: Running, monkeypatch: pytest.MonkeyPatch, sent: tuple[bytes, ...]) -> None:
    monkeypatch.setattr(graph.protocol, "SLOWEST_HEAD_SECONDS", 0.5)

    assert exchange(served, *sent, pause=0.2).startswith(b"HTTP/1.1 408")


def test_without_the_bound_a_slow_head_would_be_found_open(served: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.protocol.BoundedProtocol, "_wait_for_head", lambda self: None)

    assert exchange(served, HEAD, pause=0.2) == b" (left open)"


def test_a_slow_body_is_408(served: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.http, "SLOWEST_BODY_SECONDS", 0.5)

    assert exchange(served, HEAD + b"content-length: 100\r\n\r\n{", pause=0.2).startswith(b"HTTP/1.1 408")


def test_a_second_request_on_a_connection_has_its_own_clock(served: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.protocol, "SLOWEST_HEAD_SECONDS", 0.5)
    body = b'{"query": "{ limits { depth } }"}'
    whole = HEAD + b"content-length: %d\r\n\r\n" % len(body) + body

    answers = exchange(served, whole, whole, whole, HEAD, pause=0.3)

    assert answers.count(b"HTTP/1.1 200") == 3
    assert answers.count(b"HTTP/1.1 408") == 1


def test_a_compressed_bomb_is_not_unpacked(served: Running) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    headers = {"content-type": "application/json", "content-encoding": "gzip"}

    assert httpx2.post(f"{served.http}/graphql", content=bomb, headers=headers).status_code == 400


def test_a_wrong_length_and_a_chunked_body_are_judged_by_what_came(served: Running) -> None:
    body = b'{"query": "{ limits { depth } }"}'
    chunked = b"%x\r\n%b\r\n0\r\nx-trailer: 1\r\n\r\n" % (len(body), body)

    assert exchange(served, HEAD + b"transfer-encoding: chunked\r\n\r\n" + chunked).startswith(b"HTTP/1.1 200")
    assert exchange(served, HEAD + b"content-length: 5\r\n\r\n" + body).startswith(b"HTTP/1.1 400")
    both = HEAD + b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n" + chunked
    assert exchange(served, both).startswith(b"HTTP/1.1 400")


class SometimesSlowStore(PublishingStore):
    """Statements take minutes until `is_slow` is taken back."""

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


def test_a_client_that_leaves_stops_its_query_within_a_second(store: FixedStore, stopped: list[float]) -> None:
    slow = SometimesSlowStore(store)
    settings = Settings(workers=1, query_timeout_seconds=30)
    with running(slow, settings) as served:
        with pytest.raises(httpx2.ReadTimeout):
            httpx2.post(f"{served.http}/graphql", json=SLOW, timeout=0.5)
        left = time.monotonic()
        slow.is_slow = False
        # The only thread is free again: the next query is answered.
        assert httpx2.post(f"{served.http}/graphql", json=SLOW, timeout=5).json()["data"]["tasks"]["totalCount"] > 0

    assert stopped and stopped[0] - left < 1


def test_a_query_beyond_its_time_is_answered_soon_after_it_and_runs_no_more(
    store: FixedStore, stopped: list[float]
) -> None:
    slow = SometimesSlowStore(store)
    with running(slow, Settings(workers=1, query_timeout_seconds=0.5)) as served:
        begun = time.monotonic()
        answer = httpx2.post(f"{served.http}/graphql", json=SLOW, timeout=10).json()
        took = time.monotonic() - begun
        slow.is_slow = False
        again = httpx2.post(f"{served.http}/graphql", json=SLOW, timeout=5).json()

    assert answer["errors"][0]["extensions"]["code"] == "QUERY_TIMED_OUT"
    assert took < 3
    assert "errors" not in again


def waits_beside_a_slow_query(store: FixedStore, workers: int) -> list[int]:
    """The statuses of twenty cheap requests that had a second each, beside a query of three seconds."""
    settings = Settings(workers=workers, query_timeout_seconds=3)
    with (
        running(SometimesSlowStore(store), settings) as served,
        ThreadPoolExecutor(1) as thread,
        httpx2.Client(base_url=served.http, timeout=1) as client,
    ):
        slow = thread.submit(httpx2.post, f"{served.http}/graphql", json=SLOW, timeout=10)
        time.sleep(0.2)
        statuses = []
        for ordinal in range(20):
            try:
                cheap = {"query": f"{CHEAP['query']} # {ordinal}"}
                statuses.append(client.post("/graphql", json=cheap).status_code)
                statuses.append(client.get("/healthz").status_code)
            except httpx2.TimeoutException:
                statuses.append(0)
                break
        assert slow.result().json()["errors"][0]["extensions"]["code"] == "QUERY_TIMED_OUT"
    return statuses


def test_a_slow_query_does_not_hold_up_cheap_ones(store: FixedStore) -> None:
    assert waits_beside_a_slow_query(store, workers=2) == [200] * 40


def test_a_service_with_one_thread_would_be_found_out(store: FixedStore) -> None:
    assert 0 in waits_beside_a_slow_query(store, workers=1)


def test_an_answer_that_is_too_large_points_to_the_export(served: Running, store: FixedStore) -> None:
    query = {"query": "{ enterprises(first: 120) { nodes { nameZh } } }"}
    size = len(httpx2.post(f"{served.http}/graphql", json=query).content)

    def ask(answer_bytes: int) -> dict[str, Any]:
        limits = {"public": RoleLimits(answer_bytes=answer_bytes)}
        with running(SharedStore(store), Settings(role_limits=limits)) as limited:
            body: dict[str, Any] = httpx2.post(f"{limited.http}/graphql", json=query).json()
            return body

    assert "errors" not in ask(size)
    (error,) = ask(size - 1)["errors"]
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert "/export" in error["extensions"]["hint"]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
def test_a_page_of_another_site_can_post_nothing(served: Running, content_type: str) -> None:
    response = httpx2.post(
        f"{served.http}/graphql", content=b'{"query": "{ limits { depth } }"}', headers={"content-type": content_type}
    )

    assert response.status_code == 415
    assert "access-control-allow-origin" not in response.headers


def test_operations_in_an_array_are_refused(served: Running) -> None:
    assert httpx2.post(f"{served.http}/graphql", json=[CHEAP] * 100).status_code == 400


def test_a_bug_outside_of_the_executor_is_shown_by_its_reference_alone(
    store: FixedStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("secret path /srv/longmai")

    monkeypatch.setattr("graph.answering.name_answer", broken)
    with running(PublishingStore(store)) as served:
        response = httpx2.post(f"{served.http}/graphql", json=CHEAP)
        (error,) = response.json()["errors"]

    assert (response.status_code, error["extensions"]["code"]) == (500, "INTERNAL")
    assert "secret" not in response.text + str(response.headers)
    assert error["extensions"]["reference"] in caplog.text
