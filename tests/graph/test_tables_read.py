"""Which tables a root field reads, as its plan says; the statement is the witness."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.execution.document_cache import CoercedOperation
from graph.execution.execution import Executor
from graph.execution.read import Read
from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.rollups import load_rollups
from warehouse.query.access import Rule
from warehouse.query.conditions import Comparison, Related
from warehouse.query.plan import SearchPlan
from warehouse.query.policy import load_policy
from warehouse.query.statement import quote

CASES = sorted((Path(__file__).parent / "queries").glob("*.graphql"))
BASES = {rollup.table: rollup.base for rollup in load_rollups()}


def reads(executor: Executor, text: str, role: str = "public", **variables: object) -> Iterator[Read]:
    chosen = executor.document_cache.select_operation(executor.read(text), None, variables)
    assert isinstance(chosen, CoercedOperation), chosen
    for root in executor.document_cache.plan(chosen, role):
        if isinstance(root.answer, Exception):
            raise root.answer
        if isinstance(root.answer, Read):
            yield root.answer


def named_in(read: Read) -> set[str]:
    """The tables that the text of the statement names, a rollup as its base."""
    return {BASES.get(key, key) for key in load_catalog().tables if quote(key) in read.statement.text}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_plan_names_the_tables_that_its_statement_reads_and_no_others(case: Path, executor: Executor) -> None:
    variables = case.with_suffix(".variables.json")
    given = json.loads(variables.read_text()) if variables.exists() else {}

    for read in reads(executor, case.read_text("utf-8"), **given):
        # A search that asks for the key of a thing alone has it without its table.
        assert read.tables == named_in(read) or isinstance(read.plan, SearchPlan)
        assert read.tables >= named_in(read)


SHAPES = {
    "a condition over a link": """{
        industryChains(where: { enterprises: { some: { region: { nameZh: { eq: "x" } } } } }) { totalCount }
    }""",
    "the order of another table": "{ enterprises(orderBy: [{ region: NAME_ZH }]) { nodes { nameZh } } }",
    "within": '{ enterprises(where: { region: { within: { regionCode: { eq: "620000" } } } }) { totalCount } }',
    "a search": '{ search(text: "金") { nodes { name entity { ... on Enterprise { region { nameZh } } } } } }',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_whatever_leads_to_a_table_is_named(executor: Executor, shape: str) -> None:
    (read,) = reads(executor, SHAPES[shape])

    assert read.tables >= named_in(read) > set()


def test_the_tables_that_a_rule_looks_at_are_named(executor: Executor) -> None:
    columns = frozenset(column.name for column in load_catalog().table("core.enterprise").columns)
    rule = Rule(columns, Related("industry", Comparison("industry_id", "eq", "x")))
    policy = load_policy().with_rules("department", {"core.enterprise": rule})
    restricted = Executor(executor._schema, policy)

    (read,) = reads(restricted, "{ enterprises { nodes { nameZh } } }", "department")

    assert read.tables == named_in(read) == {"core.enterprise", "core.industry"}
