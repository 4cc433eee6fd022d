"""Answers are bounded while they are made, and together while they are sent."""

from __future__ import annotations

import socket

import orjson
import pytest

from graph.execution.execution import Executor, Request
from graph.execution.operation import Operation
from graph.execution.response_budget import ResponseBudget
from tests.graph.conftest import FixedStore
from tests.graph.running import running
from tests.graph.stores import SharedStore
from tests.waiting import wait_until
from warehouse.errors import Busy

NESTED = "{ enterprises(first: 3) { nodes { region { nameZh enterprises(first: 50) { nodes { nameZh } } } } } }"
FLAT = "{ a: enterprises { nodes { nameZh } } b: enterprises { nodes { nameZh } } }"


def size_of(executor: Executor, store: FixedStore, query: str, most_bytes: int) -> tuple[int, dict[str, object]]:
    content = executor.execute(Request(query), Operation(store, most_bytes=most_bytes)).content()
    return len(content), orjson.loads(content)


def test_an_answer_that_would_be_too_large_ends_before_it_is_made(executor: Executor, store: FixedStore) -> None:
    operation = Operation(store, most_bytes=1_000)

    answer = executor.execute(Request(NESTED), operation)

    assert answer.is_refused
    (error,) = answer.errors
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert "1,000 bytes" in error["message"] and "字节" in error["message"] and "/export" in error["extensions"]["hint"]
    # The statement measured the list of each region before it wrote it.
    (statement,) = operation.statements
    assert '"enterprise_region_enterprises_bytes"' in statement.text


def test_what_may_be_made_is_what_other_fields_have_left(executor: Executor, store: FixedStore) -> None:
    size, _ = size_of(executor, store, FLAT, 10**9)

    _, whole = size_of(executor, store, FLAT, size)
    _, refused = size_of(executor, store, FLAT, size * 2 // 3)

    assert "errors" not in whole
    assert "data" not in refused


def test_an_ordinary_answer_is_not_measured(executor: Executor, store: FixedStore) -> None:
    operation = Operation(store)

    executor.execute(Request(NESTED), operation)

    assert all("_bytes" not in statement.text for statement in operation.statements)


def test_an_answer_that_nobody_reads_loses_its_connection_and_its_room(
    store: FixedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.http.protocol.SLOWEST_READER_SECONDS", 0.2)
    monkeypatch.setattr("graph.execution.execution.Answer.content", lambda _self: b" " * 12_000_000)
    shares: list[int] = []
    monkeypatch.setattr(
        "graph.execution.response_budget.ResponseBudget._add",
        lambda self, size: (shares.append(size), setattr(self, "size", self.size + size)),
    )
    body = orjson.dumps({"query": FLAT})
    head = b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"

    with running(SharedStore(store)) as served, socket.create_connection(("127.0.0.1", served.port)) as connection:
        connection.sendall(head % len(body) + body)
        wait_until(lambda: shares and not sum(shares), "the room of the answer is not given back")

    assert max(shares) > 10_000_000
    assert sum(shares) == 0


def test_there_is_room_again_when_an_answer_is_sent() -> None:
    budget = ResponseBudget(100)
    first, second = budget.share(), budget.share()
    first.reserve(80)

    with pytest.raises(Busy) as refused:
        second.reserve(30)
    assert refused.value.zh is not None
    first.reserve(60)
    second.reserve(30)
    first.release()
    first.reserve(90)

    assert budget.size == 30
