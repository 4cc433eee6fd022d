"""Rows in memory give the answer that the statement gives, and are of the snapshot that is published."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings

from graph.execution.execution import Answer, Executor, Request
from graph.execution.in_memory import InMemoryResponder
from graph.execution.operation import Operation
from tests.graph.comparing import write_made_rows
from tests.graph.conftest import SNAPSHOT_ID, FixedStore
from tests.graph.drawn_documents import Document, documents
from tests.graph.made_rows import made_rows
from tests.graph.stores import PublishingStore
from warehouse.query.memory import lists
from warehouse.query.memory.cache_keys import Order, OrderOf
from warehouse.query.memory.column_cache import ColumnCache

EXAMPLES = 12_000 if os.environ.get("LONGMAI_SOAK") else 100
PLENTY = 100_000_000


class Twice:
    """The same request by statements alone, and on rows in memory."""

    def __init__(self, executor: Executor, store: Any, most_bytes: int = PLENTY) -> None:
        self.executor = executor
        self.store = store
        self.column_cache = ColumnCache(store.acquire, most_bytes, requests_before_loading=1)
        self.at_once = InMemoryResponder(executor.document_cache, self.column_cache)
        self.counted: Counter[str] = Counter()

    def by_statement(self, text: str, variables: dict[str, Any]) -> Answer:
        return self.executor.execute(Request(text, variables), Operation(self.store))

    def from_memory(self, text: str, variables: dict[str, Any]) -> tuple[Answer, int]:
        """The answer, and how many statements it took."""
        for _ in range(2):
            operation = Operation(self.store, self.column_cache)
            answer = self.executor.execute(Request(text, variables), operation)
            self.column_cache.settle()
        return answer, len(operation.statements)

    def compare(self, text: str, variables: dict[str, Any]) -> None:
        expected = self.by_statement(text, variables)
        found, statements = self.from_memory(text, variables)
        assert found.content() == expected.content()
        if expected.data is not None and not expected.errors:
            roots = sum(value is not None for value in expected.data.values())
            self.counted["roots"] += roots
            self.counted["statements"] += statements


@pytest.fixture(scope="module")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    path = tmp_path_factory.mktemp("memory") / "made.duckdb"
    with duckdb.connect(str(path)) as connection:
        write_made_rows(connection)
    store = FixedStore(path)
    yield store
    store.close()


@pytest.fixture(scope="module")
def twice(executor: Executor, made_store: FixedStore) -> Iterator[Twice]:
    found = Twice(executor, made_store)
    yield found
    found.column_cache.close()


@pytest.fixture
def column_cache(store: FixedStore) -> Iterator[ColumnCache]:
    found = ColumnCache(store.acquire, PLENTY)
    yield found
    found.close()


@given(document=documents())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_a_drawn_document_has_the_same_text_from_memory(twice: Twice, document: Document) -> None:
    twice.compare(*document.with_cursors(lambda _asking: ["no cursor"]))


def test_the_comparison_above_is_one_of_memory_with_statements(twice: Twice) -> None:
    if not twice.counted:
        pytest.skip("runs after the comparison")

    # Cursors and groups are answered by statements, and most documents have a list with one of them.
    assert twice.counted["statements"] < 0.8 * twice.counted["roots"], twice.counted


A_FIRM, ANOTHER = (row["enterprise_id"] for row in made_rows()["core.enterprise"][:2])
WALKED = {
    "a row by its key": f"""{{ enterprise(enterpriseId: "{A_FIRM}") {{ nameZh region {{ nameZh parent {{ nameZh }} }} }}
        }}""",
    "a key that is none": '{ enterprise(enterpriseId: "no such") { nameZh } }',
    "lists in lists": """{ industryChains(first: 3, orderBy: [{ field: NAME_ZH, direction: DESC }]) { totalCount
        nodes { chainId enterprises(last: 2) { totalCount pageInfo { hasPreviousPage hasNextPage startCursor endCursor }
        edges { cursor node { nameZh batch months(first: 1) { nodes { period revenueCny } } } } } } } }""",
    "a list by a column": f"""{{ enterpriseMonths(where: {{ enterpriseId: {{ eq: "{A_FIRM}" }},
        or: [{{ revenueCny: {{ gte: 0 }} }}, {{ revenueCny: {{ isNull: true }} }}] }}) {{ totalCount
        nodes {{ period }} }} }}""",
    "negations": """{ enterprises(where: { not: { batch: { eq: 1 } }, status: { notIn: [ACTIVE] }, batch: { ne: 7 } })
        { nodes { enterpriseId batch status } } }""",
    "ranges": """{ a: enterprises(where: { batch: { lt: 3, gte: 1 } }) { totalCount nodes { batch } }
        b: enterprises(where: { batch: { gt: 2, lte: 3 } }) { totalCount } }""",
    "nothing of a page": "{ enterprises(first: 0) { __typename pageInfo { hasNextPage endCursor } nodes { nameZh } } }",
}
"""Questions that need no statement."""


@pytest.mark.parametrize("what", WALKED)
def test_a_question_is_answered_without_a_statement_as_with_one(twice: Twice, what: str) -> None:
    expected = twice.by_statement(WALKED[what], {})
    assert not expected.errors

    answer, statements = twice.from_memory(WALKED[what], {})

    assert answer.content() == expected.content()
    assert statements == 0


FAULTS: dict[str, tuple[Any, str, Any]] = {
    "an order is walked from its wrong end": (OrderOf, "load", lambda load: lambda *given: _reversed(load(*given))),
    "a page begins one row late": (
        lists,
        "_ranges",
        lambda ranges: lambda rows, begins, counts: ranges(rows, begins, counts)[::-1],
    ),
}


def _reversed(order: Order) -> Order:
    return replace(order, rows=order.rows[::-1])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_planted_in_memory_is_seen(
    fault: str, executor: Executor, made_store: FixedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, name, plant = FAULTS[fault]
    monkeypatch.setattr(place, name, plant(getattr(place, name)))
    planted = Twice(executor, made_store)
    try:
        with pytest.raises(AssertionError):
            planted.compare("{ enterprises { nodes { enterpriseId } } }", {})
    finally:
        planted.column_cache.close()


NAMES = "{ enterprises(first: 2) { nodes { nameZh } } }"


def _ask(executor: Executor, store: Any, column_cache: ColumnCache, text: str = NAMES) -> int:
    """How many statements it took; what was asked for is read afterwards."""
    operation = Operation(store, column_cache)
    answer = executor.execute(Request(text), operation)
    column_cache.settle()
    assert not answer.errors
    return len(operation.statements)


def test_what_is_asked_once_is_not_kept(executor: Executor, store: FixedStore, column_cache: ColumnCache) -> None:
    assert [_ask(executor, store, column_cache) for _ in range(2)] == [1, 1]
    assert column_cache.size > 0
    assert _ask(executor, store, column_cache) == 0


def test_a_new_snapshot_is_answered_by_statements_until_the_same_rows_are_kept_of_it(
    executor: Executor, store: FixedStore
) -> None:
    publishing = PublishingStore(store)
    column_cache = ColumnCache(publishing.acquire, PLENTY)
    try:
        assert [_ask(executor, publishing, column_cache) for _ in range(3)] == [1, 1, 0]

        publishing.publish()

        operation = Operation(publishing, column_cache)
        answer = executor.execute(Request(NAMES), operation)
        assert (len(operation.statements), answer.snapshot_id) == (1, publishing.published_id())
        column_cache.settle()
        assert _ask(executor, publishing, column_cache) == 0
    finally:
        column_cache.close()


def test_cursors_in_memory_are_of_the_snapshot_that_they_are_read_from(executor: Executor, store: FixedStore) -> None:
    text = "{ enterprises(first: 1) { edges { cursor } pageInfo { endCursor } } }"
    publishing = PublishingStore(store)
    column_cache = ColumnCache(publishing.acquire, PLENTY, requests_before_loading=1)
    try:
        found = []
        for _ in range(2):
            _ask(executor, publishing, column_cache, text)
            found.append(executor.execute(Request(text), Operation(publishing, column_cache)).content())
            publishing.publish()
    finally:
        column_cache.close()

    assert found[0] != found[1]


def test_without_room_everything_is_answered_by_statements(executor: Executor, store: FixedStore) -> None:
    for most_bytes in (0, 10):
        column_cache = ColumnCache(store.acquire, most_bytes)
        try:
            assert [_ask(executor, store, column_cache) for _ in range(4)] == [1, 1, 1, 1]
            assert column_cache.size <= most_bytes
        finally:
            column_cache.close()


def test_what_was_not_asked_for_longest_makes_room(
    executor: Executor, store: FixedStore, column_cache: ColumnCache
) -> None:
    other = "{ tasks(first: 9) { nodes { taskId document { documentId } } } }"
    for _ in range(2):
        _ask(executor, store, column_cache)
    held = column_cache.size
    for _ in range(2):
        _ask(executor, store, column_cache, other)
    tight = ColumnCache(store.acquire, max(held, column_cache.size - held))
    try:
        assert [_ask(executor, store, tight) for _ in range(3)] == [1, 1, 0]
        assert [_ask(executor, store, tight, other) for _ in range(3)] == [1, 1, 0]
        assert tight.size <= max(held, column_cache.size - held)
        assert [_ask(executor, store, tight) for _ in range(2)] == [1, 0]
    finally:
        tight.close()


def test_a_table_that_is_too_large_is_never_looked_at(
    executor: Executor, store: FixedStore, column_cache: ColumnCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.query.memory.column_cache.MOST_ROWS", 1)

    assert [_ask(executor, store, column_cache) for _ in range(4)] == [1, 1, 1, 1]
    assert column_cache.size == 0


def test_a_filter_over_too_many_rows_is_left_to_the_statement(
    executor: Executor, store: FixedStore, column_cache: ColumnCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "{ enterprises(where: { batch: { gte: 0 } }) { totalCount } }"
    assert [_ask(executor, store, column_cache, text) for _ in range(3)] == [1, 1, 0]

    monkeypatch.setattr(lists, "MOST_CANDIDATES", 2)

    assert _ask(executor, store, column_cache, text) == 1


# on the event loop


def test_what_is_all_in_memory_is_answered_at_once(
    executor: Executor, store: FixedStore, column_cache: ColumnCache
) -> None:
    at_once = InMemoryResponder(executor.document_cache, column_cache)
    expected = executor.execute(Request(NAMES), Operation(store))

    for _ in range(2):
        assert at_once.answer(Request(NAMES), SNAPSHOT_ID) is None
        _ask(executor, store, column_cache)

    found = at_once.answer(Request(NAMES), SNAPSHOT_ID)
    assert found is not None
    assert found.content() == expected.content()


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("{ regions(first: 3) { nodes { regionCode } } } # never planned", {}),
        ("query($first: Int) { enterprises(first: $first) { nodes { nameZh } } }", {"first": -1}),
        ("query($first: Int) { enterprises(first: $first) { nodes { nameZh } } }", {"first": "many"}),
        ('{ enterprises(first: 2, snapshot: "000007") { nodes { nameZh } } }', {}),
        ('{ enterprises(first: 2, asOf: "2016-05-01") { nodes { nameZh } } }', {}),
        ("{ limits { querySeconds } enterprises(first: 2) { nodes { nameZh } } }", {}),
        ("{ enterprises(first: 2) { groups(by: [{ field: BATCH }]) { nodes { count } } } }", {}),
    ],
)
def test_everything_else_is_left_to_a_thread(
    executor: Executor, store: FixedStore, column_cache: ColumnCache, document: str, variables: dict[str, Any]
) -> None:
    if "never planned" not in document:
        for _ in range(3):
            _ask(executor, store, column_cache)
            executor.execute(Request(document, {**variables, "first": 2}), Operation(store, column_cache))
            column_cache.settle()

    assert (
        InMemoryResponder(executor.document_cache, column_cache).answer(Request(document, variables), SNAPSHOT_ID)
        is None
    )


def test_a_larger_page_of_the_same_document_is_estimated_anew(
    executor: Executor, store: FixedStore, column_cache: ColumnCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = "query($first: Int) { enterprises(first: $first) { nodes { nameZh } } }"
    for _ in range(3):
        executor.execute(Request(document, {"first": 2}), Operation(store, column_cache))
        column_cache.settle()
    monkeypatch.setattr("graph.execution.in_memory.MOST_ROWS", 2)
    at_once = InMemoryResponder(executor.document_cache, column_cache)

    for _ in range(2):
        assert at_once.answer(Request(document, {"first": 2}), SNAPSHOT_ID) is not None
        assert at_once.answer(Request(document, {"first": 3}), SNAPSHOT_ID) is None


def test_another_snapshot_than_the_kept_one_is_left_to_a_thread(
    executor: Executor, store: FixedStore, column_cache: ColumnCache
) -> None:
    for _ in range(3):
        _ask(executor, store, column_cache)

    assert InMemoryResponder(executor.document_cache, column_cache).answer(Request(NAMES), "000008") is None
