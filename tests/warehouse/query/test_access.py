"""A plan cannot read a table for which nobody was asked."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import graph
import warehouse.query
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import AccessDenied, ContractBroken
from warehouse.query.access import Admitted, Rule, unrestricted
from warehouse.query.compile import compile_plan
from warehouse.query.conditions import Comparison, Related
from warehouse.query.plan import Child, Column, ListPlan, Nodes, Page, RowPlan
from warehouse.query.policy import load_policy

PUBLIC = load_policy().access("public")
QUERY = Path(next(iter(warehouse.query.__path__)))
GRAPH = Path(next(iter(graph.__path__)))


def test_nobody_but_access_makes_an_admitted_table() -> None:
    table = load_catalog().table("core.fund")

    with pytest.raises(TypeError, match=r"Use Access\.table"):
        Admitted(table, frozenset(), None, None, PUBLIC, table.key)


def test_a_table_of_another_role_has_no_place_in_a_plan() -> None:
    other = load_policy().access("bureau").table("core.fund")
    child = Child("up", "parent", RowPlan(other, (Column("id", "fund_id"),)))

    with pytest.raises(ContractBroken, match=r"core\.fund as bureau"):
        compile_plan(RowPlan(PUBLIC.table("core.fund"), (child,)))


def test_a_table_that_the_relation_does_not_lead_to_has_no_place_in_a_plan() -> None:
    child = Child("up", "parent", RowPlan(PUBLIC.table("core.region"), (Column("id", "region_code"),)))

    with pytest.raises(ContractBroken, match=r"core\.region as public"):
        compile_plan(RowPlan(PUBLIC.table("core.fund"), (child,)))


def test_a_column_that_a_planner_forgot_to_ask_for_is_refused_by_the_compiler() -> None:
    policy = load_policy().with_rules("bureau", {"core.region": Rule(frozenset({"region_code"}))})
    region = policy.access("bureau").table("core.region")

    for plan in (
        RowPlan(region, (Column("x", "name_zh"),)),
        RowPlan(region, (), Comparison("name_zh", "eq", "x")),
        RowPlan(region, (), Related("parent", Comparison("region_code", "eq", "x"))),
    ):
        with pytest.raises(AccessDenied):
            compile_plan(plan)


def test_columns_that_are_closed_are_not_in_the_statement_at_all() -> None:
    policy = load_policy().with_rules("bureau", {"core.region": Rule(frozenset({"region_code"}))})
    region = policy.access("bureau").table("core.region")

    text = compile_plan(ListPlan(region, (Nodes("nodes", (Column("id", "region_code"),)),), Page(3))).text

    assert 'from (select "region_code" from "core"."region" where true)' in text


def test_the_condition_of_a_rule_looks_at_columns_that_its_reader_may_not_read() -> None:
    rule = Rule(frozenset({"region_code"}), Related("parent", Comparison("name_zh", "eq", "甘肃省")))
    region = load_policy().with_rules("bureau", {"core.region": rule}).access("bureau").table("core.region")

    statement = compile_plan(RowPlan(region, (Column("id", "region_code"),)))

    assert '"parent_region_code" in (select "region_code" from "core"."region" where "name_zh" = ?)' in statement.text
    assert statement.values == ("甘肃省",)


def test_an_order_by_a_closed_row_is_refused() -> None:
    policy = load_policy().with_rules("bureau", {"core.region": None})
    enterprise = policy.access("bureau").table("core.enterprise")

    with pytest.raises(AccessDenied, match=r"core\.region may not be read"):
        enterprise.target("region")


def _calls(path: Path, name: str) -> set[str]:
    """The functions of a file in which a function is called by that name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call) and ast.unparse(inner.func).rpartition(".")[2] == name:
                    found.add(f"{path.name}:{node.name}")
    return found


def _quotes_a_table(path: Path) -> set[str]:
    """The functions of a file that write the name of a table: quote(….key), quote(….table), quote(….read_from)."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call) and ast.unparse(inner.func) == "quote" and inner.args:
                    place = inner.args[0]
                    if isinstance(place, ast.Attribute) and place.attr in {"key", "table", "target", "read_from"}:
                        found.add(f"{path.name}:{node.name}")
    return found


def test_a_table_is_named_in_a_statement_in_one_place_only() -> None:
    places = {place for path in QUERY.glob("*.py") for place in _quotes_a_table(path)}

    # A key of an answer and a step of a statement have a `key` as well; neither is a table.
    assert places == {"predicates.py:rows_of"}


def test_only_rules_look_at_what_their_reader_may_not() -> None:
    files = [*QUERY.glob("*.py"), *GRAPH.rglob("*.py")]

    assert {place for path in files for place in _calls(path, "unrestricted")} == {
        "access.py:definer",
        "policy.py:_rows",
    }
    assert {place for path in files for place in _calls(path, "definer")} == {
        "predicates.py:rows_of",
        "compile.py:_groups",
        "tables.py:_read",  # names the tables of a rule's condition and reads none
    }


def test_everything_is_unrestricted_for_a_definer() -> None:
    for key in load_catalog().tables:
        assert unrestricted(load_catalog()).table(key).is_whole


def test_an_admitted_table_prints_as_what_it_is() -> None:
    assert repr(RowPlan(PUBLIC.table("core.fund"), ())) == "RowPlan(table=core.fund as public, outputs=(), where=None)"
    assert replace(PUBLIC.table("core.fund"), rows=None) == PUBLIC.table("core.fund")
