"""What was planned for a document is kept, by the shape of its variables and by role, and bound at each request."""

from __future__ import annotations

from typing import Any

import pytest

import graph.execution.document_cache
from graph.execution.caller import Caller
from graph.execution.execution import Executor
from tests.graph.conftest import FixedStore, Service

FIRMS = "query($where: EnterpriseFilter, $first: Int) { enterprises(where: $where, first: $first) { totalCount } }"


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The root fields that were planned, one after the other."""
    seen: list[str] = []
    plan_root = graph.execution.document_cache.plan_root

    def note(selected: Any, *rest: Any) -> Any:
        seen.append(selected.key)
        return plan_root(selected, *rest)

    monkeypatch.setattr(graph.execution.document_cache, "plan_root", note)
    return seen


@pytest.fixture
def fresh(executor: Executor, store: FixedStore) -> Service:
    """The API with nothing planned from before."""
    return Service(Executor(executor._schema, executor.policy), store)


def test_a_document_is_planned_once_for_all_values_of_its_variables(fresh: Service, planned: list[str]) -> None:
    counts = [
        fresh.execute(FIRMS, where={"batch": {"eq": batch}}, first=first).data["enterprises"]["totalCount"]
        for batch, first in ((1, 5), (99, 5), (1, 900))
    ]

    assert planned == ["enterprises"]
    assert counts[0] == counts[2] != counts[1], "the values are those of each request"


@pytest.mark.parametrize(
    "other", [{"where": {"batch": {"ne": 1}}}, {"where": None}, {}, {"where": {"status": {"eq": "ACTIVE"}}}]
)
def test_another_shape_of_its_variables_is_planned_beside_it(
    fresh: Service, planned: list[str], other: dict[str, Any]
) -> None:
    one = {"where": {"batch": {"eq": 1}}}

    asked = [fresh.execute(FIRMS, **variables).data for variables in (one, other, one, other)]

    assert planned == ["enterprises"] * 2
    assert asked[0] == asked[2] and asked[1] == asked[3]


def test_another_document_and_another_role_are_planned_anew(
    executor: Executor, store: FixedStore, planned: list[str]
) -> None:
    own = Executor(executor._schema, executor.policy)
    for role in ("public", "bureau", "public"):
        for query in ("{ tasks { totalCount } }", "{ tasks { totalCount } } #"):
            assert Service(own, store, Caller(role)).execute(query).data

    assert planned == ["tasks"] * 4


def test_a_refusal_is_not_kept_for_what_was_planned(fresh: Service, planned: list[str]) -> None:
    query = "{ enterprises(first: -1) { totalCount } }"

    for _ in range(2):
        assert fresh.execute(query).code == "INVALID_ARGUMENT"

    assert planned == ["enterprises"] * 2


def test_what_is_kept_is_bounded(executor: Executor, store: FixedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.execution.document_cache, "_MOST_CACHED", 3)
    monkeypatch.setattr(graph.execution.document_cache, "_MOST_SHAPES", 3)
    own = Executor(executor._schema, executor.policy)
    service = Service(own, store)

    for ordinal in range(5):
        service.execute(f"{{ limits {{ depth }} }} # {ordinal}")
        service.execute(FIRMS, where={"or": [{}] * ordinal})

    assert len(own.document_cache._documents) <= 3
    found = own.document_cache.find(FIRMS)
    assert found is not None and len(found.planned) <= 3
