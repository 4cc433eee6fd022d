"""Events of publications: all of them in order, also after a break, and no stranger holds the service by them."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
import uvicorn
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

import graph.http.server
import graph.http.sockets
from graph.execution.caller import Caller
from graph.execution.requests import HttpRequestBody
from graph.http.sockets import LARGEST_MESSAGE, MOST_SUBSCRIPTIONS, PROTOCOL
from graph.settings import Settings
from graph.subscriptions.publications import PublicationLedger, Publications
from tests.graph.running import WAITING, Running, running, waiting_after
from tests.graph.stores import EmptyStore, PublishingStore
from tests.planting import Fault
from tests.waiting import PATIENCE, wait_until
from warehouse.errors import Busy

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

PUBLISHED = """subscription Releases($after: Int) {
  snapshotPublished(after: $after) {
    eventNumber snapshotId isRollback comparedWith builtAt changes { tableName cause rowsCorrected valuesCorrected }
  }
}"""
OVERDUE = "subscription { tasksOverdue { eventNumber snapshotId tasks { taskId dueDate daysOverdue } } }"


pytestmark = pytest.mark.usefixtures("quick_looks")


@pytest.fixture
def publishing(store: FixedStore) -> PublishingStore:
    return PublishingStore(store)


@pytest.fixture
def served(publishing: PublishingStore) -> Iterator[Running]:
    with running(publishing, Settings(streams=30)) as served:
        yield served


@pytest.fixture(scope="module")
def quiet(store: FixedStore) -> Iterator[Running]:
    """A server that publishes nothing."""
    with running(PublishingStore(store), Settings(streams=30)) as served:
        yield served


@contextmanager
def opened(served: Running, *, init: bool = True, **options: Any) -> Iterator[ClientConnection]:
    with connect(served.socket, subprotocols=[PROTOCOL], open_timeout=PATIENCE, **options) as connection:  # type: ignore[list-item]
        if init:
            send(connection, type="connection_init")
            assert take(connection) == {"type": "connection_ack"}
        yield connection


def send(connection: ClientConnection, **message: Any) -> None:
    connection.send(json.dumps(message))


def take(connection: ClientConnection) -> Any:
    return json.loads(connection.recv(timeout=PATIENCE))


def listen(connection: ClientConnection, query: str = PUBLISHED, name: str = "1", **variables: Any) -> None:
    send(connection, type="subscribe", id=name, payload={"query": query, "variables": variables})


SILENT_SECONDS = PATIENCE
"""How long a server may say nothing that ought to close a connection."""


def close_code(connection: ClientConnection, *, pinged: bool = True) -> int:
    """The code that the server closes the connection with; 0 where it goes on, and answers the ping."""
    try:
        if pinged:
            send(connection, type="ping")
        connection.recv(timeout=SILENT_SECONDS)
    except TimeoutError:
        return 0
    except ConnectionClosed as closed:
        assert closed.rcvd is not None
        return closed.rcvd.code
    return 0


def status_of_a_connection(served: Running, **options: Any) -> int:
    """The status that the server answers a handshake with: 101 where it accepts."""
    try:
        with connect(served.socket, subprotocols=[PROTOCOL], open_timeout=PATIENCE, **options):  # type: ignore[list-item]
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def numbers(messages: list[Any]) -> list[int]:
    return [message["payload"]["data"]["snapshotPublished"]["eventNumber"] for message in messages]


def is_silent(connection: ClientConnection) -> bool:
    """Whether the server had nothing to say before it answers a ping."""
    send(connection, type="ping")
    answer = take(connection)
    return bool(answer == {"type": "pong"})


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
        waiting_after(7)
        for number in range(8, 40):
            publishing.publish(number)
            time.sleep(0.007)
        seen = numbers([take(connection) for _ in range(8, 40)])

    assert seen == list(range(8, 40))


def test_a_rollback_is_an_event_and_says_so(served: Running, publishing: PublishingStore) -> None:
    publishing.publish(9)
    with opened(served) as connection:
        listen(connection, after=9)
        waiting_after(9)
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
        waiting_after(8)
        assert is_silent(connection)

    # The snapshot knows what came until 16 April 2016.
    assert event["tasks"]
    assert all(task["dueDate"] < "2016-04-16" and task["daysOverdue"] > 0 for task in event["tasks"])
    assert event["eventNumber"] == 7


AGAIN = OVERDUE.replace("subscription {", "subscription($after: Int) {").replace(
    "tasksOverdue {", "tasksOverdue(after: $after) {"
)


def test_who_has_the_overdue_tasks_of_a_number_gets_them_again_only_when_they_are_others(
    served: Running, publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Publications.ledger

    async def one_less(self: Publications, caller: Caller) -> PublicationLedger:
        """From snapshot 9 on the first of them is done."""
        found = await ledger(self, caller)
        return found if found.event_number < 9 else replace(found, tasks=found.tasks[1:])

    monkeypatch.setattr(Publications, "ledger", one_less)
    with opened(served) as connection:
        listen(connection, AGAIN, after=7)
        waiting_after(7)
        publishing.publish(8)
        waiting_after(8)
        publishing.publish(9)
        event = take(connection)["payload"]["data"]["tasksOverdue"]
    with opened(served) as connection:
        listen(connection, AGAIN, after=3)
        late = take(connection)["payload"]["data"]["tasksOverdue"]

    assert event["eventNumber"] == late["eventNumber"] == 9
    assert event["tasks"] == late["tasks"]


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
        listen(connection, after=7)
        send(connection, type="complete", id="1")
        assert is_silent(connection)
        publishing.publish()
        listen(connection, after=8)
        waiting_after(8)
        # One that went on would have told the publication before, and tell this one too.
        publishing.publish()
        assert numbers([take(connection)]) == [9]
        waiting_after(9)
        assert is_silent(connection)


INIT = {"type": "connection_init"}


def subscribe(**differing: Any) -> dict[str, Any]:
    return {"type": "subscribe", "id": "1", "payload": {"query": PUBLISHED}, **differing}


BREACHES: dict[str, tuple[list[Any], int]] = {
    "a subscription before the beginning": ([subscribe()], 4401),
    "two beginnings": ([INIT, INIT], 4429),
    "one id twice": ([INIT, subscribe(), subscribe()], 4409),
    "an unknown message": ([{"type": "wrong"}], 4400),
    "a list": ([[]], 4400),
    "a text": (["x"], 4400),
    "no id": ([INIT, {"type": "subscribe", "payload": {"query": PUBLISHED}}], 4400),
    "no document": ([INIT, subscribe(payload={"query": 5})], 4400),
    "a long id": ([INIT, subscribe(id="x" * 200)], 4400),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_who_breaks_the_protocol_is_cut_off_with_the_code_for_it(quiet: Running, breach: str) -> None:
    sent, code = BREACHES[breach]
    with opened(quiet, init=False) as connection:
        for message in sent:
            connection.send(json.dumps(message))
        assert INIT not in sent or take(connection) == {"type": "connection_ack"}
        assert close_code(connection) == code


NO_MESSAGES: dict[str, tuple[str | bytes, int]] = {
    "deep": ("[" * 30_000, 4400),
    "cut": ("{", 4400),
    "binary": (b"{}", 4400),
    "half a character": ('{"type": "\\ud800"}', 4400),
    "large": ("x" * (LARGEST_MESSAGE + 1), 1009),
}


@pytest.mark.parametrize("kind", NO_MESSAGES)
def test_what_is_no_message_is_cut_off_without_a_trace(
    quiet: Running, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    sent, code = NO_MESSAGES[kind]
    with opened(quiet) as connection:
        connection.send(sent)
        assert close_code(connection) == code

    assert "Traceback" not in caplog.text


def test_who_never_begins_is_cut_off(publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    initialise = graph.http.sockets.Sockets.__init__
    monkeypatch.setattr(
        graph.http.sockets.Sockets,
        "__init__",
        lambda self, streams, identify, secret: initialise(self, streams, identify, secret, 0.3),
    )
    with running(publishing) as served, opened(served, init=False) as connection:
        assert close_code(connection, pinged=False) == 4408


def test_a_page_of_another_host_may_not_listen(quiet: Running) -> None:
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{quiet.port}.evil.example"):
        assert status_of_a_connection(quiet, origin=origin) == 403
    assert status_of_a_connection(quiet, origin=quiet.http) == 101


def test_another_protocol_is_not_acceptable(quiet: Running) -> None:
    with connect(quiet.socket) as connection:
        assert close_code(connection) == 4406


def test_one_connection_has_so_many_subscriptions_and_no_more(served: Running, publishing: PublishingStore) -> None:
    with opened(served) as connection:
        for name in range(MOST_SUBSCRIPTIONS + 1):
            listen(connection, PUBLISHED, str(name), after=7)
        send(connection, type="ping")
        refused = take(connection)
        assert refused["type"] == "error"
        assert take(connection) == {"type": "pong"}
        publishing.publish()
        told = {take(connection)["id"] for _ in range(MOST_SUBSCRIPTIONS)}

    assert refused["id"] == str(MOST_SUBSCRIPTIONS)
    assert refused["payload"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert told == {str(name) for name in range(MOST_SUBSCRIPTIONS)}


FREED_SECONDS = PATIENCE


def test_the_service_holds_so_many_connections_and_frees_their_places(served: Running) -> None:
    with ExitStack() as held:
        for _ in range(30):
            held.enter_context(opened(served))
        assert status_of_a_connection(served) == 503
        assert stream(served, PUBLISHED).status_code == 503
    # The server hears of a connection that was closed a little later than its client.
    deadline = time.monotonic() + FREED_SECONDS
    while (status := status_of_a_connection(served)) == 503 and time.monotonic() < deadline:
        pass
    assert status == 101


def stream(served: Running, query: str, **headers: str) -> httpx2.Response:
    """A stream that is refused."""
    return httpx2.post(
        f"{served.http}/graphql",
        json={"query": query},
        headers={"accept": "text/event-stream", **headers},
        timeout=PATIENCE,
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
    with httpx2.stream(method, f"{served.http}/graphql", headers=accept, timeout=PATIENCE, **given) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        yield response.iter_lines()


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json, text/event-stream, multipart/mixed"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_events_are_streamed_with_their_numbers(
    served: Running, publishing: PublishingStore, method: str, accept: str
) -> None:
    with streamed(served, method, accept=accept) as lines:
        waiting_after(7)
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
        waiting_after(7)
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
    with running(publishing) as served, streamed(served) as lines, opened(served) as connection:
        listen(connection)
        waiting_after(7, count=2)
        served.server.handle_exit(15, None)
        assert [event["event"] for event in events(lines, 1)] == ["complete"]
        assert take(connection) == {"type": "complete", "id": "1"}
        assert close_code(connection, pinged=False) == 1012


def test_a_subscription_that_is_busy_is_completed_before_its_socket_is_closed(
    publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, is_reading = Publications.ledger, threading.Event()
    with running(publishing) as served, opened(served) as connection:

        async def slow(self: Publications, caller: Caller) -> PublicationLedger:
            """Ready when the server would have closed its sockets long ago."""
            is_reading.set()
            while not served.server.should_exit:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.5)
            return await ledger(self, caller)

        monkeypatch.setattr(Publications, "ledger", slow)
        listen(connection, OVERDUE)
        assert is_reading.wait(PATIENCE)
        served.server.handle_exit(15, None)
        last = [take(connection)["type"] for _ in range(2)]
        code = close_code(connection, pinged=False)

    assert (last, code) == (["next", "complete"], 1012)


def test_before_the_first_publication_one_may_wait() -> None:
    with running(EmptyStore()) as served, opened(served) as connection:
        listen(connection)
        waiting_after(0)
        assert is_silent(connection)


IDLE = 1_000 if os.environ.get("LONGMAI_SOAK") == "1" else 200
"""Sockets that say nothing, and as many connections that ask for nothing."""


def test_the_service_answers_while_many_connections_are_idle(publishing: PublishingStore) -> None:
    with running(publishing, Settings(streams=IDLE)) as served, ExitStack() as held:
        for _ in range(IDLE):
            held.enter_context(opened(served, init=False))
            held.enter_context(socket.create_connection(("127.0.0.1", served.port)))
        answer = httpx2.post(f"{served.http}/graphql", json={"query": "{ limits { streams } }"}, timeout=PATIENCE)

    assert answer.status_code == 200
    assert answer.json()["data"] == {"limits": {"streams": IDLE}}


RELEASES = 1_200


def sent_to_who_takes_nothing_in(
    served: Running, publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch, send_event: Any
) -> int:
    """How many events of 20 subscriptions to all releases are on their way to a client that does not read."""
    sent = waiting = 0

    async def count(connection: Any, message: dict[str, Any]) -> None:
        nonlocal sent, waiting
        sent += message["type"] == "next"
        waiting += 1
        await send_event(connection, message)
        waiting -= 1

    monkeypatch.setattr(graph.http.sockets._Connection, "_send", count)
    with socket.create_connection(("127.0.0.1", served.port)) as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with connect(served.socket, sock=wire, subprotocols=[PROTOCOL], max_queue=1) as slow:  # type: ignore[list-item]
            send(slow, type="connection_init")
            for name in range(MOST_SUBSCRIPTIONS):
                listen(slow, PUBLISHED, str(name), after=7)
            waiting_after(7, MOST_SUBSCRIPTIONS)
            publishing.publish(RELEASES)
            wait_until(
                lambda: waiting + WAITING.count(RELEASES) == MOST_SUBSCRIPTIONS,
                "a subscription neither has sent all nor waits for its reader",
            )
            # Whoever reads is told meanwhile.
            with opened(served) as quick:
                listen(quick, PUBLISHED, after=RELEASES - 2)
                assert numbers([take(quick), take(quick)]) == [RELEASES - 1, RELEASES]
            wire.close()
    return sent


SEND = graph.http.sockets._Connection._send


def test_a_client_that_takes_nothing_in_is_sent_no_more_than_its_wire_holds(
    served: Running, publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = sent_to_who_takes_nothing_in(served, publishing, monkeypatch, SEND)

    # What the buffers of both ends hold differs by machine and load: half of all messages once, all of them never.
    assert 0 < sent < MOST_SUBSCRIPTIONS * RELEASES * 0.8


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


CONNECTION, SERVE = graph.http.sockets._Connection, graph.http.sockets._Connection.serve
TAKE, SUBSCRIBE, DECODE = CONNECTION._handle, CONNECTION._subscribe, graph.http.sockets._decode
PONG = {"type": "pong"}


async def wait_for_ever(self: Any, receive: Any, _init_seconds: float) -> None:
    await SERVE(self, receive, 1e6)


async def begin_again(self: Any, message: dict[str, Any]) -> None:
    if message == INIT:
        self.is_acknowledged = False
    await TAKE(self, message)


async def pass_over_the_unknown(self: Any, message: dict[str, Any]) -> None:
    await TAKE(self, message if message["type"] in {"connection_init", "subscribe", "ping"} else PONG)


async def subscribe_unasked(self: Any, message: dict[str, Any]) -> None:
    self.is_acknowledged = True
    await SUBSCRIBE(self, message)


async def replace_a_subscription(self: Any, message: dict[str, Any]) -> None:
    task = self._running.pop(message["id"], None)
    if task is not None:
        task.cancel()
    await SUBSCRIBE(self, message)


def pass_over_what_is_none(message: Any) -> Any:
    """Whatever is no message of the protocol is taken for one that asks for nothing."""
    try:
        return DECODE(message)
    except graph.http.sockets.Closed:
        return PONG


def log_and_refuse(message: Any) -> Any:
    try:
        return DECODE(message)
    except graph.http.sockets.Closed:
        logging.getLogger(__name__).exception("refused")
        raise


async def at_once(_sockets: Any, _timeout_seconds: float) -> bool:
    return True


@contextmanager
def any_number(_streams: Any) -> Iterator[None]:
    yield


@contextmanager
def never_freed(streams: Any) -> Iterator[None]:
    streams.open_count += 1
    if streams.open_count > streams._most:
        raise Busy("The service has the maximum number of open streams.")
    yield


HERE = "tests.graph.test_subscriptions"


def not_cut_off(breach: str, place: str, planted: Any) -> Fault:
    return Fault(
        test_who_breaks_the_protocol_is_cut_off_with_the_code_for_it,
        {f"graph.http.sockets.{place}": planted},
        f"assert 0 == {BREACHES[breach][1]}",
        {"breach": breach},
    )


def not_refused(kind: str, places: dict[str, Any], reports: str = "assert 0 == 4400") -> Fault:
    return Fault(test_what_is_no_message_is_cut_off_without_a_trace, places, reports, {"kind": kind})


UNDECODED = {"graph.http.sockets._decode": pass_over_what_is_none}
PLANTED = {
    "sockets are closed before subscriptions are completed": Fault(
        test_a_subscription_that_is_busy_is_completed_before_its_socket_is_closed,
        {"graph.http.sockets.Sockets.completed": at_once},
        "1012",
        by=ConnectionClosed,
    ),
    "who comes back is told the same tasks again": Fault(
        test_who_has_the_overdue_tasks_of_a_number_gets_them_again_only_when_they_are_others,
        {"graph.subscriptions.context.SubscriptionContext.resume_point": lambda _listening, _after: None},
        "7 == ",
    ),
    "who says nothing may stay": Fault(
        test_who_never_begins_is_cut_off,
        {"graph.http.sockets._Connection.serve": wait_for_ever, f"{HERE}.SILENT_SECONDS": 1.0},
        "0 == 4408",
    ),
    "a subscription is its own beginning": not_cut_off(
        "a subscription before the beginning", "_Connection._subscribe", subscribe_unasked
    ),
    "one may begin twice": not_cut_off("two beginnings", "_Connection._handle", begin_again),
    "a subscription takes the place of another": not_cut_off(
        "one id twice", "_Connection._subscribe", replace_a_subscription
    ),
    "an unknown message is passed over": not_cut_off(
        "an unknown message", "_Connection._handle", pass_over_the_unknown
    ),
    "a list is passed over": not_cut_off("a list", "_decode", pass_over_what_is_none),
    "a text is passed over": not_cut_off("a text", "_decode", pass_over_what_is_none),
    "no id is an id": not_cut_off("no id", "_id_of", lambda message: str(message.get("id"))),
    "an id may be long": not_cut_off("a long id", "_id_of", lambda message: str(message.get("id"))),
    "a number is a document": not_cut_off(
        "no document", "parse_content", lambda payload: HttpRequestBody(str(payload["query"]), None)
    ),
    "deep JSON is passed over": not_refused("deep", UNDECODED),
    "half a message is passed over": not_refused("cut", UNDECODED),
    "bytes are passed over": not_refused("binary", UNDECODED),
    "half a character is passed over": not_refused("half a character", UNDECODED),
    "a refusal leaves a trace": not_refused("cut", {"graph.http.sockets._decode": log_and_refuse}, "Traceback"),
    "every page may listen": Fault(
        test_a_page_of_another_host_may_not_listen,
        {"guard.gate.is_own_origin": lambda *_: True},
        "101 == 403",
    ),
    "a page of our own may not listen": Fault(
        test_a_page_of_another_host_may_not_listen,
        {"guard.gate.is_own_origin": lambda *_: False},
        "403 == 101",
    ),
    "one connection has a subscription more": Fault(
        test_one_connection_has_so_many_subscriptions_and_no_more,
        {"graph.http.sockets.MOST_SUBSCRIPTIONS": MOST_SUBSCRIPTIONS + 1},
        "'pong' == 'error'",
    ),
    "every connection is held": Fault(
        test_the_service_holds_so_many_connections_and_frees_their_places,
        {"graph.subscriptions.streams.Streams.admitted": any_number},
        "101 == 503",
    ),
    "no place is given back": Fault(
        test_the_service_holds_so_many_connections_and_frees_their_places,
        {"graph.subscriptions.streams.Streams.admitted": never_freed, f"{HERE}.FREED_SECONDS": 0.5},
        "503 == 101",
    ),
    "a forged number is read": Fault(
        test_a_forged_number_is_no_number,
        {"graph.http.event_stream._resume_after": lambda headers: int(headers[b"last-event-id"])},
        "500 == 200",
        {"forged": "1e3"},
    ),
    "idle connections keep others out": Fault(
        test_the_service_answers_while_many_connections_are_idle,
        {"graph.http.server.uvicorn.Config": partial(uvicorn.Config, limit_concurrency=15), f"{HERE}.IDLE": 10},
        "503 == 200",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)


def test_a_server_that_takes_messages_of_any_length_would_be_found_out(
    publishing: PublishingStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(graph.http.sockets, "LARGEST_MESSAGE", 10**9)
    # It is read when the server is built.
    monkeypatch.setattr(graph.http.server, "LARGEST_MESSAGE", 10**9)

    with running(publishing) as served, pytest.raises(AssertionError, match="4400 == 1009"):
        test_what_is_no_message_is_cut_off_without_a_trace(served, caplog, "large")
