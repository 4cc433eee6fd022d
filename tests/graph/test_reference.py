"""The service and a plain executor give the same answer to the same document.

A few hundred documents in every run; LONGMAI_SOAK=1 compares more than ten thousand.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import Any

import duckdb
import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from graph.context import Operation
from graph.execution import Executor, Request
from graph.types.nouns import NOUNS
from tests.graph.conftest import FixedStore
from tests.graph.drawn_documents import Document, documents
from tests.graph.made_rows import SNAPSHOT_ID, made_rows
from tests.graph.reference import Reference, place_of, read_rows
from warehouse.catalog import load_catalog
from warehouse.query.paging import order_text
from warehouse.query.predicates import OPERATORS
from warehouse.query.statement import Statement, lines

EXAMPLES = 12_000 if os.environ.get("LONGMAI_SOAK") else 300


class Both:
    """The service and its second opinion, on the same rows."""

    def __init__(self, executor: Executor, store: FixedStore) -> None:
        self._executor = executor
        self._store = store
        self.reference = Reference(read_rows(store.snapshot.cursor()), SNAPSHOT_ID)
        self.cursors_of = cache(self._cursors_of)
        self.counted: Counter[str] = Counter()

    def answer(self, text: str, variables: dict[str, Any]) -> dict[str, Any]:
        answer = self._executor.execute(Request(text, variables), Operation(self._store))
        body: dict[str, Any] = json.loads(orjson.dumps(answer.to_json_dict()), object_pairs_hook=_each_key_once)
        return body

    def compare(self, document: Document) -> None:
        """Raises AssertionError where the two differ."""
        text, variables = document.with_cursors(self.cursors_of)
        ours, theirs = self.answer(text, variables), self.reference.execute(text, variables)
        codes = {error["extensions"]["code"] for error in ours.get("errors", ())}
        if codes == {"LIMIT_EXCEEDED"} and "path" not in ours["errors"][0]:
            self.counted[ours["errors"][0]["message"].split(" is ")[0]] += 1
            return
        assert "data" in ours, ours["errors"]
        failed = {str(error.path[0]) for error in theirs.errors or () if error.path}
        assert {error["path"][0] for error in ours.get("errors", ())} == failed
        assert "INTERNAL" not in codes
        expected = json.loads(json.dumps(theirs.data))
        for key in failed:
            # Ours is null as a whole; theirs may have kept what stands above the field that failed.
            expected[key] = None
        self.counted["failed as they should" if failed else "answered"] += 1
        assert _written(ours["data"]) == _written(expected)

    def _cursors_of(self, asking: str) -> list[str]:
        ((_root, found),) = self.answer(asking, {})["data"].items()
        return [edge["cursor"] for edge in found["edges"]]


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs), pairs
    return dict(pairs)


def _written(value: Any) -> str:
    """An answer as text, its keys in order, a cursor as the place that it tells."""
    return json.dumps(_without_lists(value), ensure_ascii=False, indent=1)


def _without_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lists(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_without_lists(part) for part in value]
    if isinstance(value, str) and len(value) > 20:
        with suppress(ValueError):
            return {"cursor": place_of(value)}
    return value


@pytest.fixture(scope="module")
def both(executor: Executor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    path = tmp_path_factory.mktemp("reference") / "made.duckdb"
    with duckdb.connect(str(path)) as connection:
        write_made_rows(connection)
    store = FixedStore(path)
    found = Both(executor, store)
    yield found
    store.close()
    print(f"\ncompared with the reference: {dict(found.counted)}")


def write_made_rows(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create schema core; create schema mart")
    for table in load_catalog().tables.values():
        connection.execute(table.create_sql)
        rows = made_rows()[table.key]
        places = ", ".join("?" for _ in table.columns)
        connection.executemany(f"insert into {table.key} values ({places})", [list(row.values()) for row in rows])


@given(document=documents())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_a_drawn_document_has_the_same_answer_from_both(both: Both, document: Document) -> None:
    both.compare(document)


ONE_DOCUMENT = """
query(
  $first: Int, $last: Int, $where: EnterpriseFilter, $order: [EnterpriseOrder!], $names: [String!], $add: Boolean!
) {
  enterprises(first: $first, last: $last, where: $where, orderBy: $order) {
    totalCount @include(if: $add)
    nodes { nameZh region { enterprises(first: $first, where: { nameZh: { notIn: $names } }) { totalCount } } }
  }
}
"""

WHERE: list[Any] = [
    *(None, {}, {"batch": None}, {"batch": {"gt": 0}}, {"batch": {"gt": "0.5"}}, {"batch": {"isNull": True}}),
    *({"batch": {"isNull": False}}, {"or": []}, {"or": [{"status": {"eq": "ACTIVE"}}, {"batch": {"eq": 2}}]}),
    {"region": {}},
]
SHAPES: list[dict[str, Any]] = [
    {"first": first, "last": last, "where": where, "order": order, "names": names, "add": add}
    for first, last in ((None, None), (2, None), (None, 3), (0, None))
    for where in WHERE
    for order in (None, [], [{"field": "BATCH", "direction": "DESC"}], {"region": "NAME_ZH", "nulls": "FIRST"})
    for names, add in (([], True), (["a"], False), (["a", "A", "é"], True), (["ß"] * 17, True), ("a", True))
]


def test_one_document_is_answered_for_shapes_of_variables_in_any_order_and_in_threads_at_once(both: Both) -> None:
    shapes = random.Random(7).sample(SHAPES, 60)
    expected = [_written(both.reference.execute(ONE_DOCUMENT, shape).data) for shape in shapes]

    def ask(thread: int) -> list[dict[str, Any]]:
        order = random.Random(thread).sample(range(len(shapes)), 40)
        found = {place: both.answer(ONE_DOCUMENT, shapes[place])["data"] for place in order}
        return [shapes[place] for place in order if _written(found[place]) != expected[place]]

    with ThreadPoolExecutor(8) as threads:
        assert [wrong for found in threads.map(ask, range(8)) for wrong in found] == []


A_BATCH = next(row["batch"] for row in made_rows()["core.enterprise"] if row["batch"] is not None)
PLANTED = {
    "rows without a value come first where they should come last": (
        "{ enterprises(orderBy: [{ field: BATCH }]) { nodes { enterpriseId batch } } }",
        "warehouse.query.compile.order_text",
        lambda keys, is_backward: order_text(keys, is_backward).replace("nulls last", "nulls first"),
    ),
    "less is at most": (
        f"{{ enterprises(where: {{ batch: {{ lt: {A_BATCH} }} }}) {{ totalCount }} }}",
        "warehouse.query.predicates.OPERATORS",
        {**OPERATORS, "lt": OPERATORS["lte"]},
    ),
    "a row that is linked twice is met twice": (
        "{ industryChains { nodes { chainId enterprises { totalCount } } } }",
        "warehouse.query.rows.lines",
        lambda pieces: _without_distinct(lines(pieces)),
    ),
}
"""What a reader of SQL might get wrong, planted: a document that shows it, the place, what stands there instead."""


def _without_distinct(statement: Statement) -> Statement:
    return Statement(statement.text.replace("select distinct", "select"), statement.values)


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_seen(
    fault: str, executor: Executor, both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, place, planted = PLANTED[fault]
    document = Document(text, {}, ())
    both.compare(document)

    monkeypatch.setattr(place, planted)
    # A document of another text is planned anew.
    with pytest.raises(AssertionError):
        both.compare(Document(f"{text} # {fault}", {}, ()))


def test_the_made_rows_put_every_noun_and_its_awkward_values_before_both(both: Both) -> None:
    made = made_rows()

    for noun in NOUNS.values():
        rows = made[noun.table]
        assert len(rows) >= (1 if noun.name == "Snapshot" else 5), noun.name
    texts = {value for rows in made.values() for row in rows for value in row.values() if isinstance(value, str)}
    assert {'say "x"', "back\\slash", "\x01\x1f\x7f", "𠮷野"} <= texts
