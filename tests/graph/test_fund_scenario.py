"""What `fundScenario` refuses, and what it answers on a few rows."""

from __future__ import annotations

import pytest

from graph.execution.caller import Caller
from graph.execution.execution import Executor
from graph.schema import build_schema
from tests.graph.conftest import FixedStore, Service
from warehouse.query.policy import load_policy

QUERY = "query Scenario($counts: [Int!]!) { fundScenario(newFunds: $counts) { newFunds reason unknownFunds } }"


@pytest.mark.parametrize("counts", [[], [0], [-3], [101], [3] * 11])
def test_numbers_of_new_funds_that_make_no_sense_are_refused(service: Service, counts: list[int]) -> None:
    refused = service.execute(QUERY, counts=counts)

    assert refused.code == "INVALID_ARGUMENT"
    assert "中文：" in refused.error["message"]


def test_a_plan_without_sizes_of_funds_has_no_scenario(service: Service) -> None:
    assert service.execute(QUERY, counts=[3]).data == {"fundScenario": []}


@pytest.mark.parametrize("table", ["core.fund", "core.fund_contribution", "core.target"])
def test_a_role_that_may_not_read_all_funds_gets_no_scenario(store: FixedStore, table: str) -> None:
    policy = load_policy().with_rules("bureau", {table: None})
    asked = Service(Executor(build_schema(), policy), store, Caller("bureau"))

    assert asked.execute(QUERY, counts=[3]).code == "ACCESS_DENIED"
