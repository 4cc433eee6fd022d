"""Any document by any policy: nothing is seen but what a plain executor sees on the rows that the policy leaves.

The plain executor (tests/graph/reference.py) is given the rows filtered in Python and without closed columns. A few
hundred documents in every run; LONGMAI_SOAK=1 compares more than ten thousand (A5).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import orjson
import pytest
from strawberry.utils.str_converters import to_camel_case

from graph.declare.nouns import NOUNS
from graph.execution.caller import Caller
from graph.execution.execution import Executor, Request
from graph.execution.explain import MEMORY
from graph.execution.operation import Operation
from graph.schema import build_schema
from graph.types.query import ROOT
from tests.graph.comparing import DIVIDES, TOO_LARGE, Both, made_store
from tests.graph.conftest import FixedStore
from tests.graph.drawn_documents import Document, drawn_document
from tests.graph.drawn_policies import ROLE, admitted_rows, draw_policy
from tests.graph.made_rows import SNAPSHOT_ID
from tests.graph.reference import Reference, read_rows
from warehouse.query.access import Admitted
from warehouse.query.memory.column_cache import ColumnCache
from warehouse.query.statement import Statement, quote

EXAMPLES = 12_000 if os.environ.get("LONGMAI_SOAK") else 240
POLICIES = 24 if os.environ.get("LONGMAI_SOAK") else 8


_ORDERED_BY_ROUNDED = re.compile(r"""["']?\b(?:mean|median|share|weightedMean|quantile|hhi)["']?: ["']?[A-Z]""")


class BothOfOnePolicy(Both):
    """The service for a caller of one policy, and the second opinion on what the policy leaves."""

    def __init__(self, store: FixedStore, column_cache: ColumnCache, seed: int) -> None:
        self._column_cache = column_cache
        rows = read_rows(store.snapshot.cursor())
        policy, attributes = draw_policy(seed, rows)
        super().__init__(Executor(build_schema(), policy), store)
        self.reference = Reference(admitted_rows(policy, attributes, rows), SNAPSHOT_ID)
        self._caller = Caller(ROLE, tuple(sorted(attributes.items())))

    def answer(self, text: str, variables: dict[str, Any]) -> dict[str, Any]:
        """The answer by statements, which is also that from what is kept in memory of the plans of everybody."""
        by_statement = self._ask(text, variables, None)
        for _ in range(2):
            from_memory = self._ask(text, variables, self._column_cache)
            self._column_cache.settle()
            assert from_memory == by_statement
        return by_statement

    def _ask(self, text: str, variables: dict[str, Any], column_cache: ColumnCache | None) -> dict[str, Any]:
        operation = Operation(self._store, column_cache)
        answer = self._executor.execute(Request(text, variables, caller=self._caller), operation)
        self.counted["read from memory"] += operation._read_from == MEMORY
        body: dict[str, Any] = json.loads(orjson.dumps(answer.to_json_dict()))
        return body

    def _cursors_of(self, asking: str) -> list[str]:
        body = self.answer(asking, {})
        if "errors" in body:
            return []
        ((_root, found),) = body["data"].items()
        return [edge["cursor"] for edge in found.get("groups", found)["edges"]]

    def compare(self, document: Document) -> None:
        """As ever, but what is closed is refused, whether or not a row comes to be looked at."""
        if _ORDERED_BY_ROUNDED.search(document.text + json.dumps(document.variables)):
            # Two groups that tie in one of both may not in the other: the order of what is rounded is not compared.
            self.counted["ordered by what is rounded"] += 1
            return
        if any(not self.cursors_of(cursor.asking) for cursor in document.cursors):
            self.counted["no cursor to walk on from"] += 1
            return
        text, variables = document.with_cursors(self.cursors_of)
        ours, theirs = self.answer(text, variables), self.reference.execute(text, variables)
        if "data" not in ours:
            assert {error["extensions"]["code"] for error in ours["errors"]} == {"LIMIT_EXCEEDED"}
            return
        failed = {str(error.path[0]) for error in theirs.errors or () if error.path}
        codes = {error["path"][0]: error["extensions"]["code"] for error in ours.get("errors", ())}
        assert "INTERNAL" not in codes.values()
        if DIVIDES.search(text) and any(TOO_LARGE in error["message"] for error in ours.get("errors", ())):
            self.counted[f"a number {TOO_LARGE}"] += 1
            return
        assert failed <= codes.keys(), "something was answered that the plain executor could not see"
        assert all(code == "ACCESS_DENIED" for key, code in codes.items() if key not in failed)
        expected = {key: None if key in codes else value for key, value in (theirs.data or {}).items()}
        self.counted["refused" if codes else "answered"] += 1
        self.check_equal(ours["data"], json.loads(json.dumps(expected)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    store = made_store(tmp_path_factory.mktemp("access"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def policies(made: FixedStore) -> Iterator[Any]:
    column_cache = ColumnCache(made.acquire, 50_000_000, requests_before_loading=1)
    found = cache(lambda seed: BothOfOnePolicy(made, column_cache, seed))
    yield found
    column_cache.close()
    print({seed: dict(found(seed).counted) for seed in range(POLICIES)})


def test_no_document_sees_more_than_its_policy_leaves(policies: Any) -> None:
    for number in range(EXAMPLES):
        try:
            policies(number % POLICIES).compare(drawn_document(f"access/{number}"))
        except AssertionError as error:
            raise AssertionError(f"document access/{number} by policy {number % POLICIES}: {error}") from error


def test_many_documents_are_answered_and_some_are_refused(policies: Any) -> None:
    """A policy that refused everything would pass the comparison."""
    counted = [policies(seed).counted for seed in range(POLICIES)]

    assert sum(found["answered"] for found in counted) > EXAMPLES / 4
    assert sum(found["refused"] for found in counted) > EXAMPLES / 50
    assert sum(found["read from memory"] for found in counted) > EXAMPLES / 50


def _whole(table: Admitted) -> Statement:
    return Statement(quote(table.read_from))


PLANTED = {
    "a list reads the table and not what was admitted": ("warehouse.query.compile.rows_of", _whole),
    "an order joins in rows that may not be seen": ("warehouse.query.rows.rows_of", _whole),
    "a filter looks through rows that may not be seen": ("warehouse.query.predicates.rows_of", _whole),
    "a column is read whatever the rule says": (
        "warehouse.query.access.Admitted.column",
        lambda table, name: table.contract.column(name),
    ),
}
"""What a planner or compiler might forget, planted: the place, and what stands there instead."""


def _simple_documents() -> Iterator[str]:
    """Every column of every list; every order and every filter through a relation."""
    for root, relation in ROOT.items():
        if not relation.is_many:
            continue
        noun, name = NOUNS[relation.target], to_camel_case(root)
        for column in noun.columns:
            yield f"{{ {name} {{ totalCount nodes {{ {to_camel_case(column)} }} }} }}"
        for leading, led in noun.relations.items():
            condition = (
                f"{to_camel_case(leading)}: {{ some: {{}} }}" if led.is_many else f"{to_camel_case(leading)}: {{}}"
            )
            yield f"{{ {name}(where: {{ {condition} }}) {{ totalCount }} }}"
            if not led.is_many:
                key = f"{to_camel_case(leading)}: {next(iter(NOUNS[led.target].columns)).upper()}"
                yield f"{{ {name}(orderBy: [{{ {key} }}]) {{ edges {{ cursor }} }} }}"


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_seen(fault: str, policies: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*PLANTED[fault])

    # A document of another text is planned anew.
    with pytest.raises(AssertionError):
        for text in _simple_documents():
            policies(1).compare(Document(f"{text} # {fault}", {}, ()))
