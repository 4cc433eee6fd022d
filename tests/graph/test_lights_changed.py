"""Lights that change are told with what they were, once for each release that changes any, also after a break."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from graph.app import build_app
from graph.execution.caller import Caller
from graph.settings import Settings
from graph.subscriptions.published_lights import LightRow, changed_lights
from tests.clients import TestClient
from tests.graph.conftest import build_store
from tests.graph.running import running, waiting_after
from tests.graph.stores import ChangingStore, EmptyStore, PublishingStore
from tests.graph.test_subscriptions import events, is_silent, listen, opened, streamed, take
from warehouse.query.policy import load_policy

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

LIGHTS = """subscription Lights($after: Int) {
  lightsChanged(after: $after) {
    eventNumber snapshotId comparedWith
    lights { projectId lightRuleId isSynthetic before { period light } now { period light reason monthsRunning } }
  }
}"""
WORSE = """
update mart.project_light set is_newest = false;
update mart.project_light
set light = 'red', progress_light = 'red', reason = 'progress', months_running = 1, is_newest = true
where period = '2016-04' and light_rule_id = 'yinchuan';
update mart.project_light set is_newest = true where period = '2016-03' and light_rule_id = 'wuhan'
"""
BEFORE = {"period": "2016-03", "light": "GREEN"}
NOW = {"period": "2016-04", "light": "RED", "reason": "PROGRESS", "monthsRunning": 1}
OF_YINCHUAN = {"projectId": "line", "lightRuleId": "yinchuan", "isSynthetic": True}

pytestmark = pytest.mark.usefixtures("quick_looks")


@pytest.fixture(scope="module")
def worse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    """The rows of the session, and a light that went from green to red with a later month."""
    store = build_store(tmp_path_factory.mktemp("lights") / "lights.duckdb", WORSE)
    yield store
    store.close()


@contextmanager
def listening(store: PublishingStore, **variables: Any) -> Iterator[Any]:
    with running(store) as served, opened(served) as connection:
        listen(connection, LIGHTS, **variables)
        waiting_after(variables.get("after", 7))
        yield connection


def event_of(message: Any) -> Any:
    return message["payload"]["data"]["lightsChanged"]


def test_a_release_tells_the_lights_that_it_changes_with_what_they_were(store: FixedStore, worse: FixedStore) -> None:
    publishing = ChangingStore(store, worse, frozenset({8}))
    with listening(publishing) as connection:
        publishing.publish(8)
        event = event_of(take(connection))

    assert event == {
        "eventNumber": 8,
        "snapshotId": "000008",
        "comparedWith": "000007",
        "lights": [{**OF_YINCHUAN, "before": BEFORE, "now": NOW}],
    }


def test_nothing_is_sent_where_no_light_changed(store: FixedStore, worse: FixedStore) -> None:
    publishing = ChangingStore(store, worse, frozenset())
    with listening(publishing) as connection:
        publishing.publish(8)
        waiting_after(8)
        assert is_silent(connection)


def test_who_comes_back_with_a_number_gets_every_release_since_that_changed_a_light(
    store: FixedStore, worse: FixedStore
) -> None:
    publishing = ChangingStore(store, worse, frozenset({9, 10}))
    publishing.publish(12)
    with listening(publishing, after=7) as connection:
        seen = [event_of(take(connection)) for _ in range(2)]
        waiting_after(12)
        assert is_silent(connection)

    colours = [(event["lights"][0]["before"]["light"], event["lights"][0]["now"]["light"]) for event in seen]
    assert [event["eventNumber"] for event in seen] == [9, 11]
    assert colours == [("GREEN", "RED"), ("RED", "GREEN")]


def test_who_comes_back_with_the_number_in_force_gets_nothing(store: FixedStore, worse: FixedStore) -> None:
    publishing = ChangingStore(store, worse, frozenset({8}))
    publishing.publish(8)
    with listening(publishing, after=8) as connection:
        assert is_silent(connection)


def test_who_comes_back_too_late_gets_all_lights_and_is_told_that_nothing_was_compared(
    store: FixedStore, worse: FixedStore
) -> None:
    publishing = ChangingStore(store, worse, frozenset(), oldest=11)
    publishing.publish(12)
    with listening(publishing, after=3) as connection:
        event = event_of(take(connection))
        waiting_after(12)
        assert is_silent(connection)

    assert (event["eventNumber"], event["comparedWith"]) == (11, None)
    assert [(light["lightRuleId"], light["before"]) for light in event["lights"]] == [
        ("wuhan", None),
        ("yinchuan", None),
    ]


def test_a_rollback_turns_the_lights_back(store: FixedStore, worse: FixedStore) -> None:
    publishing = ChangingStore(store, worse, frozenset({8}))
    with listening(publishing) as connection:
        publishing.publish(8)
        take(connection)
        publishing.publish(7)
        event = event_of(take(connection))

    assert (event["eventNumber"], event["comparedWith"]) == (7, "000008")
    assert event["lights"][0]["now"]["light"] == "GREEN"


def test_a_browser_that_names_its_last_event_resumes_the_lights(store: FixedStore, worse: FixedStore) -> None:
    publishing = ChangingStore(store, worse, frozenset({9}))
    publishing.publish(9)
    with running(publishing) as served, streamed(served, "GET", LIGHTS, **{"last-event-id": "7"}) as lines:
        (event,) = events(lines, 1)

    assert event["id"] == "9"


def test_before_the_first_publication_one_may_wait_for_lights() -> None:
    with running(EmptyStore()) as served, opened(served) as connection:
        listen(connection, LIGHTS)
        waiting_after(0)
        assert is_silent(connection)


def test_lights_are_told_at_once_to_be_closed_to_whom_they_are(
    store: FixedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = load_policy().with_rules("reader", {"mart.project_light": None})
    monkeypatch.setattr("graph.execution.execution.load_policy", lambda: closed)
    with (
        TestClient(build_app(Settings(), PublishingStore(store), lambda _: Caller("reader"))) as client,
        client.websocket_connect("ws://127.0.0.1/graphql", subprotocols=["graphql-transport-ws"]) as socket,
    ):
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": LIGHTS}})
        told = socket.receive_json()

    error = told["payload"][0] if told["type"] == "error" else told["payload"]["errors"][0]
    assert error["extensions"]["code"] == "ACCESS_DENIED"


def light(colour: str, period: str = "2016-03", rule: str = "yinchuan") -> LightRow:
    return LightRow("P1", rule, f"{rule}@1", period, colour, "PROGRESS", 1, None, None, False)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ([light("RED")], [light("RED", "2016-04")], 0),
        ([light("RED")], [light("YELLOW")], 1),
        ([], [light("GREEN")], 1),
        ([light("GREEN")], [], 1),
        ([light("GREEN"), light("RED", rule="wuhan")], [light("YELLOW"), light("RED", rule="wuhan")], 1),
        ([], [], 0),
    ],
    ids=["the same in a later month", "another", "new", "gone", "one of two", "none"],
)
def test_a_light_changes_with_its_colour_and_not_with_its_month(
    before: list[LightRow], after: list[LightRow], changes: int
) -> None:
    def keyed(lights: list[LightRow]) -> dict[tuple[str, str], LightRow]:
        return {(told.project_id, told.light_rule_id): told for told in lights}

    assert len(list(changed_lights(keyed(before), keyed(after)))) == changes
