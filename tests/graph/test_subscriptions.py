"""Events of publications: all of them in order, also after a break, and no stranger holds the service by them."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

import graph.publications
import graph.sockets
from graph.settings import Settings
from graph.sockets import LARGEST_MESSAGE, MOST_SUBSCRIPTIONS, PROTOCOL
from tests.graph.running import Running, running
from tests.graph.stores import EmptyStore, PublishingStore

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

PUBLISHED = """subscription Releases($after: Int) {
  snapshotPublished(after: $after) {
    eventNumber snapshotId isRollback comparedWith builtAt changes { tableName cause rowsCorrected valuesCorrected }
  }
}"""
OVERDUE = "subscription { tasksOverdue { eventNumber snapshotId tasks { taskId dueDate daysOverdue } } }"


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.publications, "_LOOK_SECONDS", 0.02)


@pytest.fixture
def publishing(store: FixedStore) -> PublishingStore:
    return PublishingStore(store)


@pytest.fixture
def served(publishing: PublishingStore) -> Iterator[Running]:
    with running(publishing, Settings(streams=30)) as served:
        yield served


@contextmanager
def opened(served: Running, *, init: bool = True, **options: Any) -> Iterator[ClientConnection]:
    with connect(served.socket, subprotocols=[PROTOCOL], open_timeout=5, **options) as connection:  # type: ignore[list-item]
        if init:
            send(connection, type="connection_init")
            assert take(connection) == {"type": "connection_ack"}
        yield connection


def send(connection: ClientConnection, **message: Any) -> None:
    connection.send(json.dumps(message))


def take(connection: ClientConnection) -> Any:
    return json.loads(connection.recv(timeout=10))


def listen(connection: ClientConnection, query: str = PUBLISHED, name: str = "1", **variables: Any) -> None:
    send(connection, type="subscribe", id=name, payload={"query": query, "variables": variables})


def close_code(connection: ClientConnection) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        connection.recv(timeout=15)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def numbers(messages: list[Any]) -> list[int]:
    return [message["payload"]["data"]["snapshotPublished"]["eventNumber"] for message in messages]


def settled() -> None:
    """Long enough for a subscription to have begun."""
    time.sleep(0.5)


def test_each_publication_is_told_with_what_it_changes(served: Running, publishing: PublishingStore) -> None:
    with opened(served) as connection:
        listen(connection, after=7)
        publishing.publish()
        message = take(connection)

    assert message == {
        "type": "next",
        "id": "1",
        "payload": {
            "data": {
                "snapshotPublished": {
                    "eventNumber": 8,
                    "snapshotId": "000008",
                    "isRollback": False,
                    "comparedWith": "000007",
                    "builtAt": "2016-04-16T03:00:00Z",
                    "changes": [
                        {
                            "tableName": "core.observation",
                            "cause": "CORRECTION",
                            "rowsCorrected": 8,
                            "valuesCorrected": None,
                        }
                    ],
                }
            },
            "extensions": {"snapshot": "000008"},
        },
    }


def test_who_comes_back_with_a_number_gets_every_release_since(served: Running, publishing: PublishingStore) -> None:
    publishing.publish(12)
    with opened(served) as connection:
        listen(connection, after=9)
        missed = [take(connection) for _ in range(3)]
        publishing.publish(13)
        following = take(connection)

    assert numbers([*missed, following]) == [10, 11, 12, 13]


def test_publications_during_a_burst_are_neither_lost_nor_doubled(served: Running, publishing: PublishingStore) -> None:
    with opened(served) as connection:
        listen(connection, after=7)
        settled()
        for number in range(8, 40):
            publishing.publish(number)
            time.sleep(0.007)
        seen = numbers([take(connection) for _ in range(8, 40)])

    assert seen == list(range(8, 40))


def test_a_rollback_is_an_event_and_says_so(served: Running, publishing: PublishingStore) -> None:
    publishing.publish(9)
    with opened(served) as connection:
        listen(connection, after=9)
        settled()
        publishing.publish(8)
        event = take(connection)["payload"]["data"]["snapshotPublished"]

    assert (event["eventNumber"], event["isRollback"]) == (8, True)


def test_overdue_tasks_are_told_at_once_and_again_only_when_others_are(
    served: Running, publishing: PublishingStore
) -> None:
    with opened(served) as connection:
        listen(connection, OVERDUE)
        event = take(connection)["payload"]["data"]["tasksOverdue"]
        publishing.publish()
        with pytest.raises(TimeoutError):
            connection.recv(timeout=0.5)

    # The snapshot knows what came until 16 April 2016.
    assert event["tasks"]
    assert all(task["dueDate"] < "2016-04-16" and task["daysOverdue"] > 0 for task in event["tasks"])
    assert event["eventNumber"] == 7


def test_a_wrong_subscription_is_an_error_and_the_connection_goes_on(served: Running) -> None:
    wrong = {
        "a": ("subscription { wrong }", "GRAPHQL_VALIDATION_FAILED"),
        "b": ("{ snapshot { snapshotId } }", "GRAPHQL_VALIDATION_FAILED"),
        "c": ("subscription {", "GRAPHQL_PARSE_FAILED"),
        "d": ("subscription($x: Int!) { snapshotPublished(after: $x) { eventNumber } }", "BAD_USER_INPUT"),
        "e": (
            "subscription { ...a ...a } "
            + "".join(
                f"fragment {chr(97 + i)} on Subscription {{ ...{chr(98 + i)} ...{chr(98 + i)} }} " for i in range(20)
            )
            + "fragment u on Subscription { tasksOverdue { asOf } }",
            "LIMIT_EXCEEDED",
        ),
    }
    with opened(served) as connection:
        for name, (query, code) in wrong.items():
            listen(connection, query, name)
            message = take(connection)
            assert (message["type"], message["id"]) == ("error", name)
            assert message["payload"][0]["extensions"]["code"] == code
        listen(connection, "subscription { snapshotPublished(after: -1) { eventNumber } }", "f")
        assert take(connection)["payload"]["errors"][0]["extensions"]["code"] == "INVALID_ARGUMENT"
        assert take(connection) == {"type": "complete", "id": "f"}
        send(connection, type="ping")
        assert take(connection) == {"type": "pong"}


def test_a_completed_subscription_is_silent_and_its_name_free(served: Running, publishing: PublishingStore) -> None:
    with opened(served) as connection:
        listen(connection)
        send(connection, type="complete", id="1")
        settled()
        publishing.publish()
        with pytest.raises(TimeoutError):
            connection.recv(timeout=0.3)
        listen(connection, after=7)
        assert numbers([take(connection)]) == [8]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([{"type": "subscribe", "id": "1", "payload": {"query": PUBLISHED}}], 4401),
        ([{"type": "connection_init"}, {"type": "connection_init"}], 4429),
        ([{"type": "connection_init"}] + [{"type": "subscribe", "id": "1", "payload": {"query": PUBLISHED}}] * 2, 4409),
        ([{"type": "wrong"}], 4400),
        ([[]], 4400),
        (["x"], 4400),
        ([{"type": "connection_init"}, {"type": "subscribe", "payload": {"query": PUBLISHED}}], 4400),
        ([{"type": "connection_init"}, {"type": "subscribe", "id": "1", "payload": {"query": 5}}], 4400),
        ([{"type": "connection_init"}, {"type": "subscribe", "id": "x" * 200, "payload": {"query": PUBLISHED}}], 4400),
    ],
)
def test_who_breaks_the_protocol_is_cut_off_with_the_code_for_it(served: Running, sent: list[Any], code: int) -> None:
    with opened(served, init=False) as connection:
        for message in sent:
            connection.send(json.dumps(message))
        acknowledged = sum(message == {"type": "connection_init"} for message in sent) and connection.recv(timeout=5)
        assert acknowledged in {0, '{"type":"connection_ack"}'}
        assert close_code(connection) == code


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("[" * 30_000, 4400),
        ("{", 4400),
        (b"{}", 4400),
        ('{"type": "\\ud800"}', 4400),
        ("x" * (LARGEST_MESSAGE + 1), 1009),
    ],
    ids=["deep", "cut", "binary", "half a character", "large"],
)
def test_what_is_no_message_is_cut_off_without_a_trace(
    served: Running, caplog: pytest.LogCaptureFixture, sent: str | bytes, code: int
) -> None:
    with opened(served) as connection:
        connection.send(sent)
        assert close_code(connection) == code

    assert "Traceback" not in caplog.text


def test_who_never_begins_is_cut_off(publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    initialise = graph.sockets.Sockets.__init__
    monkeypatch.setattr(
        graph.sockets.Sockets, "__init__", lambda self, streams, identify: initialise(self, streams, identify, 0.3)
    )
    with running(publishing) as served, opened(served, init=False) as connection:
        assert close_code(connection) == 4408


def test_a_page_of_another_host_may_not_listen(served: Running) -> None:
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{served.port}.evil.example"):
        with pytest.raises(InvalidStatus) as refused:
            connect(served.socket, subprotocols=[PROTOCOL], origin=origin)  # type: ignore[arg-type, list-item]
        assert refused.value.response.status_code == 403
    with opened(served, origin=served.http):
        pass


def test_another_protocol_is_not_acceptable(served: Running) -> None:
    with connect(served.socket) as connection:
        assert close_code(connection) == 4406


def test_one_connection_has_so_many_subscriptions_and_no_more(served: Running, publishing: PublishingStore) -> None:
    with opened(served) as connection:
        for name in range(MOST_SUBSCRIPTIONS + 1):
            listen(connection, PUBLISHED, str(name), after=7)
        refused = take(connection)
        publishing.publish()
        told = {take(connection)["id"] for _ in range(MOST_SUBSCRIPTIONS)}

    assert (refused["type"], refused["id"]) == ("error", str(MOST_SUBSCRIPTIONS))
    assert refused["payload"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert told == {str(name) for name in range(MOST_SUBSCRIPTIONS)}


def test_the_service_holds_so_many_connections_and_frees_their_places(served: Running) -> None:
    with ExitStack() as held:
        for _ in range(30):
            held.enter_context(opened(served))
        with pytest.raises(InvalidStatus) as refused:
            connect(served.socket, subprotocols=[PROTOCOL])  # type: ignore[list-item]
        assert refused.value.response.status_code == 503
        assert stream(served, PUBLISHED).status_code == 503
    settled()
    with opened(served):
        pass


def stream(served: Running, query: str, **headers: str) -> httpx2.Response:
    """A stream that is refused."""
    return httpx2.post(
        f"{served.http}/graphql", json={"query": query}, headers={"accept": "text/event-stream", **headers}, timeout=10
    )


def events(lines: Iterator[str], count: int) -> list[dict[str, str]]:
    """The next events of a stream; comments are left out."""
    found: list[dict[str, str]] = []
    event: dict[str, str] = {}
    for line in lines:
        if line.startswith(":"):
            continue
        if line:
            name, _, value = line.partition(":")
            event[name] = value.removeprefix(" ")
        elif event:
            found.append(event)
            event = {}
            if len(found) == count:
                break
    return found


@contextmanager
def streamed(served: Running, method: str = "POST", query: str = PUBLISHED, **headers: str) -> Iterator[Iterator[str]]:
    accept = {"accept": "text/event-stream", **headers}
    given: dict[str, Any] = {"json": {"query": query}} if method == "POST" else {"params": {"query": query}}
    with httpx2.stream(method, f"{served.http}/graphql", headers=accept, timeout=10, **given) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        yield response.iter_lines()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_events_are_streamed_with_their_numbers(served: Running, publishing: PublishingStore, method: str) -> None:
    with streamed(served, method) as lines:
        settled()
        publishing.publish(8)
        publishing.publish(9)
        first, second = events(lines, 2)

    assert (first["event"], first["id"], second["id"]) == ("next", "8", "9")
    assert json.loads(first["data"])["data"]["snapshotPublished"]["snapshotId"] == "000008"


def test_a_browser_that_comes_back_names_its_last_event(served: Running, publishing: PublishingStore) -> None:
    publishing.publish(10)

    with streamed(served, "GET", **{"last-event-id": "8"}) as lines:
        missed = events(lines, 2)

    assert [event["id"] for event in missed] == ["9", "10"]


@pytest.mark.parametrize("forged", ["-1", "x", "99999999999999999999", "1e3"])
def test_a_forged_number_is_no_number(served: Running, publishing: PublishingStore, forged: str) -> None:
    with streamed(served, "GET", **{"last-event-id": forged}) as lines:
        settled()
        publishing.publish(8)
        assert [event["id"] for event in events(lines, 1)] == ["8"]


def test_a_stream_that_cannot_begin_is_a_400_in_json(served: Running) -> None:
    for query in ("{ snapshot { snapshotId } }", "subscription { wrong }", "{"):
        response = stream(served, query)
        assert (response.status_code, response.headers["content-type"]) == (400, "application/json; charset=utf-8")
        assert response.json()["errors"]


def test_a_subscription_by_an_ordinary_post_is_refused(served: Running) -> None:
    response = httpx2.post(f"{served.http}/graphql", json={"query": PUBLISHED})

    assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_streams_end_when_the_service_stops(publishing: PublishingStore) -> None:
    begun = time.monotonic()
    with running(publishing) as served, streamed(served) as lines, opened(served) as connection:
        listen(connection)
        settled()
        served.server.handle_exit(15, None)
        assert [event["event"] for event in events(lines, 1)] == ["complete"]
        assert take(connection) == {"type": "complete", "id": "1"}

    assert time.monotonic() - begun < 10


def test_before_the_first_publication_one_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    with running(EmptyStore()) as served, opened(served) as connection:
        listen(connection)
        with pytest.raises(TimeoutError):
            connection.recv(timeout=0.3)


def test_the_service_answers_while_many_connections_are_idle(publishing: PublishingStore) -> None:
    with running(publishing, Settings(streams=200)) as served, ExitStack() as held:
        for _ in range(200):
            held.enter_context(opened(served, init=False))
        raw = [held.enter_context(socket.create_connection(("127.0.0.1", served.port))) for _ in range(200)]
        answer = httpx2.post(f"{served.http}/graphql", json={"query": "{ limits { streams } }"}, timeout=10)

        assert answer.json()["data"] == {"limits": {"streams": 200}}
        assert len(raw) == 200


RELEASES = 1_200


def sent_to_who_takes_nothing_in(
    served: Running, publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch, send_event: Any
) -> int:
    """How many events of 20 subscriptions to all releases are on their way to a client that does not read."""
    sent = 0

    async def count(connection: Any, message: dict[str, Any]) -> None:
        nonlocal sent
        sent += message["type"] == "next"
        await send_event(connection, message)

    monkeypatch.setattr(graph.sockets._Connection, "_send", count)
    with socket.create_connection(("127.0.0.1", served.port)) as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with connect(served.socket, sock=wire, subprotocols=[PROTOCOL], max_queue=1) as slow:  # type: ignore[list-item]
            send(slow, type="connection_init")
            for name in range(MOST_SUBSCRIPTIONS):
                listen(slow, PUBLISHED, str(name), after=7)
            settled()
            publishing.publish(RELEASES)
            before = -1
            while sent > before:
                before = sent
                settled()
            # Whoever reads is told meanwhile.
            with opened(served) as quick:
                listen(quick, PUBLISHED, after=RELEASES - 2)
                assert numbers([take(quick), take(quick)]) == [RELEASES - 1, RELEASES]
            wire.close()
    return sent


SEND = graph.sockets._Connection._send


def test_a_client_that_takes_nothing_in_is_sent_no_more_than_its_wire_holds(
    served: Running, publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = sent_to_who_takes_nothing_in(served, publishing, monkeypatch, SEND)

    assert 0 < sent < MOST_SUBSCRIPTIONS * RELEASES / 2


def test_a_service_that_does_not_wait_for_its_reader_would_be_found_out(
    served: Running, publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Any] = []

    async def hurry(connection: Any, message: dict[str, Any]) -> None:
        waiting.append(asyncio.ensure_future(SEND(connection, message)))

    sent = sent_to_who_takes_nothing_in(served, publishing, monkeypatch, hurry)

    assert sent >= MOST_SUBSCRIPTIONS * (RELEASES - 7)
    for task in waiting:
        task.cancel()
