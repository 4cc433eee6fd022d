"""The root field `removalWhatIf`: what it answers on a circle of supplies, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from graph.computed.removal_what_if import RESTS_ON
from graph.execution.caller import Caller
from graph.execution.execution import Executor
from graph.schema import build_schema
from tests.graph.conftest import FixedStore, Service
from warehouse.query.policy import load_policy

QUERY = """
query WhatIf($kind: RemovedKind!, $id: ID!, $ttr: Int, $terms: [SupplyTerms!], $suppliers: [FurtherSupplier!]) {
  removalWhatIf(kind: $kind, id: $id, ttrDays: $ttr, terms: $terms, suppliers: $suppliers) {
    ttrDaysBefore ttrDaysAfter isTtrAssumed isSinglePointBefore isSinglePointAfter ruleSet isSynthetic
    chains { chainId shareBefore shareAfter reason }
    nodes { chainStageId levelBefore levelAfter ttsDaysBefore ttsDaysAfter }
  }
}
"""
NODE: dict[str, Any] = {"kind": "NODE", "id": "C1-1"}


def test_terms_and_a_further_supplier_show_beside_what_the_lists_say(service: Service) -> None:
    """C1-2 takes one kind of goods from C1-1 and from C2-1, where nobody is: each takes the other over, nothing
    falls. With half from each it falls to half when its stock ends, unless a further supplier delivers the rest."""
    both = [{"edge": "C1-S1", "suppliableShare": "0.5"}, {"edge": "C1-S4", "suppliableShare": "0.5", "stockDays": 10}]

    dry = service.execute(QUERY, **NODE, ttr=60, terms=both).data["removalWhatIf"]
    more = service.execute(QUERY, **NODE, terms=both, suppliers=[{"beside": "C1-S1", "suppliableShare": "0.5"}])

    assert (dry["ttrDaysBefore"], dry["ttrDaysAfter"], dry["isTtrAssumed"]) == ("180", "60", False)
    assert [(node["chainStageId"], node["levelBefore"], node["ttsDaysAfter"]) for node in dry["nodes"]] == [
        ("C1-2", "1", "10"), ("C1-3", "1", "10"),
    ]  # fmt: skip
    assert all(node["levelAfter"] == "0.5" for node in dry["nodes"])
    assert dry["chains"][0] == {"chainId": "C1", "shareBefore": None, "shareAfter": None, "reason": "NO_OUTPUT"}
    assert more.data["removalWhatIf"]["nodes"] == []


@pytest.mark.parametrize(
    "change",
    [
        {"id": "unknown"},
        {"kind": "EDGE", "id": "C1-S6"},
        {"ttr": 0},
        {"terms": [{"edge": "unknown", "stockDays": 1}]},
        {"terms": [{"edge": "C1-S1", "suppliableShare": "1.5"}]},
        {"terms": [{"edge": "C1-S1", "stockDays": -1}]},
        {"suppliers": [{"beside": "C1-S1", "suppliableShare": "0.5", "node": "unknown"}]},
    ],
)
def test_what_the_chains_do_not_have_or_no_share_can_be_is_refused(service: Service, change: dict[str, Any]) -> None:
    assert service.execute(QUERY, **NODE | change).code == "INVALID_ARGUMENT"


def test_more_terms_than_the_limit_are_refused(service: Service) -> None:
    assert service.execute(QUERY, **NODE, terms=[{"edge": "C1-S1"}] * 51).code == "LIMIT_EXCEEDED"


@pytest.mark.parametrize("table", ["core.chain_supply_edge", "mart.enterprise_month", "mart.observation"])
def test_a_role_that_may_not_read_an_input_whole_gets_no_number(store: FixedStore, table: str) -> None:
    assert table in RESTS_ON
    asked = Service(
        Executor(build_schema(), load_policy().with_rules("bureau", {table: None})), store, Caller("bureau")
    )

    assert asked.execute(QUERY, **NODE).code == "ACCESS_DENIED"
