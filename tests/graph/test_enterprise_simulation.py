"""What `enterpriseSimulation` refuses, and that a version of the caller's own is judged like a stored one."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from graph.execution.caller import Caller
from graph.execution.execution import Executor
from graph.schema import build_schema
from tests.graph.conftest import FixedStore, Service
from warehouse.query.policy import load_policy

QUERY = """
query Simulation($year: String!, $rules: [ID!], $texts: [String!]) {
  enterpriseSimulation(year: $year, rules: $rules, texts: $texts) { year versions }
}
"""
STORED = (resources.files("warehouse.rules") / "gansu_2016" / "rules" / "assessment@example-2.toml").read_text("utf-8")
OWN = STORED.replace('version = "example-2"', 'version = "mine"')


def test_all_stored_versions_are_compared_and_one_of_the_callers_own(service: Service) -> None:
    found = service.execute(QUERY, year="2016", texts=[OWN]).data["enterpriseSimulation"]

    assert found["versions"] == ["assessment@example-1", "assessment@example-2", "assessment@mine"]


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        ({"year": "16"}, "INVALID_ARGUMENT", "16"),
        ({"rules": ["assessment@none"]}, "INVALID_ARGUMENT", "assessment@none"),
        ({"rules": []}, "LIMIT_EXCEEDED", "versions"),
        ({"texts": ["["]}, "INVALID_ARGUMENT", r"texts\[0\] is not TOML"),
        ({"texts": ["a = " + "[" * 9_000]}, "INVALID_ARGUMENT", r"texts\[0\] is not TOML"),
        ({"texts": [STORED]}, "INVALID_ARGUMENT", "one name"),
        ({"texts": [OWN.replace("threshold = 60", 'threshold = "high"')]}, "INVALID_ARGUMENT", "threshold"),
        ({"texts": [OWN.replace("scale = 10", "scale = -1")]}, "INVALID_ARGUMENT", "scale"),
        ({"texts": [OWN + "#" * 20_000]}, "LIMIT_EXCEEDED", "characters"),
        ({"texts": [OWN] * 5}, "LIMIT_EXCEEDED", "7 versions"),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_both_languages(
    service: Service, given: dict[str, object], code: str, says: str
) -> None:
    refused = service.execute(QUERY, **({"year": "2016"} | given))

    assert refused.code == code
    message = refused.error["message"]
    assert "中文：" in message
    assert re.search(says, message)


@pytest.mark.parametrize("table", ["mart.enterprise_fact", "core.enterprise_survey", "mart.reporting_status"])
def test_a_role_that_may_not_read_all_that_the_facts_rest_on_gets_no_simulation(store: FixedStore, table: str) -> None:
    policy = load_policy().with_rules("bureau", {table: None})
    asked = Service(Executor(build_schema(), policy), store, Caller("bureau"))

    assert asked.execute(QUERY, year="2016").code == "ACCESS_DENIED"
