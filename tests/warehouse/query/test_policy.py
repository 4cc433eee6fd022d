"""The rules next to the tables: complete, understood, and closed where they are silent."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from graph.declare.nouns import NOUNS
from graph.types.query import ROOT
from warehouse.catalog.catalog import Catalog, Table, load_catalog
from warehouse.errors import AccessDenied, ContractBroken
from warehouse.query.access import GroupRule, Rule
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, Related
from warehouse.query.policy import SUMMING, Policy, load_policy, read_rules, rules_path
from warehouse.query.values import CALLER, resolve

ENTERPRISE = load_catalog().table("core.enterprise")
assert ROOT


OPEN_COLUMNS = Path(__file__).with_name("open_columns.txt")
"""Every column that somebody may read, by role and table: a line more is an opening, for the reviewer to see."""


def open_columns() -> str:
    policy, lines = load_policy(), []
    for key, by_role in sorted(policy.rules.items()):
        for role, rule in sorted(by_role.items()):
            assert rule is not None
            names = [column.name for column in load_catalog().table(key).columns if column.name in rule.columns]
            lines += [f"{role} {key}.{name}" for name in names]
    return "\n".join(lines) + "\n"


def test_every_open_column_is_on_the_list_of_open_columns() -> None:
    if os.environ.get("GOLDEN") == "write":
        OPEN_COLUMNS.write_text(open_columns(), "utf-8")

    assert OPEN_COLUMNS.read_text("utf-8") == open_columns(), "review what it opens, then run 'make golden'"


@pytest.mark.parametrize("table", load_catalog().tables.values(), ids=lambda table: table.key)
def test_every_table_says_who_may_read_it(table: Table) -> None:
    assert table.access_class is not None or rules_path(table).exists(), (
        f"{table.key} says nothing, so it is closed: write '-- access: public' or '-- access: closed' in its table.sql."
    )


@pytest.mark.parametrize("noun", NOUNS.values(), ids=lambda noun: noun.name)
def test_every_type_can_be_read_by_the_public(noun: object) -> None:
    table = load_policy().access("public").table(noun.table)  # type: ignore[attr-defined]

    assert set(noun.columns) <= table.readable  # type: ignore[attr-defined]


@pytest.mark.parametrize("access_class", [None, "closed"])
def test_a_table_that_says_nothing_or_closed_has_no_rules(access_class: str | None, tmp_path: Path) -> None:
    table = replace(ENTERPRISE, access_class=access_class)

    assert read_rules(load_catalog(), table, tmp_path / "access.toml") == {}


def test_a_class_that_is_none_and_a_line_beside_a_file_stop_the_start(tmp_path: Path) -> None:
    with pytest.raises(ContractBroken, match="'-- access: everybody' is none of closed, public"):
        read_rules(load_catalog(), replace(ENTERPRISE, access_class="everybody"), tmp_path / "access.toml")

    (tmp_path / "access.toml").write_text('[public]\nrows = "all"\ncolumns = ["enterprise_id"]\n')
    with pytest.raises(ContractBroken, match="one of them has to go"):
        read_rules(load_catalog(), replace(ENTERPRISE, access_class="public"), tmp_path / "access.toml")


def test_a_table_that_no_rule_names_is_closed_and_a_role_that_none_names_is_public() -> None:
    policy = Policy(load_catalog(), {"core.fund": {}, "core.region": {"public": Rule(frozenset({"region_code"}))}})

    assert policy.access("bureau").table("core.region").readable == {"region_code"}
    for key in ("core.fund", "core.enterprise"):
        with pytest.raises(AccessDenied, match=rf"{key} may not be read"):
            policy.access("bureau").table(key)


def test_a_column_that_no_rule_names_is_closed() -> None:
    policy = load_policy().with_rules("bureau", {"core.region": Rule(frozenset({"region_code"}))})

    with pytest.raises(AccessDenied, match=r"'name_zh' of core\.region may not be read"):
        policy.access("bureau").table("core.region").column("name_zh")


def read(tmp_path: Path, text: str) -> Rule:
    path = tmp_path / "access.toml"
    path.write_text(text, "utf-8")
    return read_rules(load_catalog(), replace(ENTERPRISE, access_class=None), path)["bureau"]


def test_rows_are_a_condition_in_the_words_of_a_filter(tmp_path: Path) -> None:
    rule = read(
        tmp_path,
        """
        [bureau]
        columns = ["enterprise_id"]
        [bureau.rows]
        or = [{ batch = { in = [1, 2] } }, { not = { status = { eq = "exited" } } }]
        region = { parent_region_code = { eq = "620000" } }
        chains = { every = { name_zh = { ne = "x" } } }
        """,
    )

    assert rule == Rule(
        frozenset({"enterprise_id"}),
        AllOf(
            (
                AnyOf((Comparison("batch", "in", (1, 2)), Negation(Comparison("status", "eq", "exited")))),
                Related("region", Comparison("parent_region_code", "eq", "620000")),
                Negation(Related("chains", Negation(Comparison("name_zh", "ne", "x")))),
            )
        ),
    )


def test_what_a_caller_is_is_bound_and_without_it_nothing_is_admitted(tmp_path: Path) -> None:
    rule = read(tmp_path, '[bureau]\ncolumns = ["enterprise_id"]\nrows = { region_code = { eq = "$region" } }')

    assert isinstance(rule.rows, Comparison)
    assert resolve(rule.rows.value, {str(CALLER.path[0]): {"region": "620100"}}) == "620100"
    for attributes in ({}, {"region": ("620100",)}):
        with pytest.raises(AccessDenied, match="does not say your region"):
            resolve(rule.rows.value, {str(CALLER.path[0]): attributes})


def test_groups_of_few_are_told_by_functions_that_tell_no_single_row(tmp_path: Path) -> None:
    rule = read(
        tmp_path,
        """
        [bureau]
        rows = "none"
        columns = ["enterprise_id"]
        groups = { rows = "all", columns = ["region_code", "enterprise_id"], least = 3, counted = "enterprise_id" }
        """,
    )

    assert rule.rows == AnyOf(())
    columns = frozenset({"region_code", "enterprise_id"})
    assert rule.groups == GroupRule(columns, None, 3, "enterprise_id", SUMMING)


BASIC = '[bureau]\nrows = "all"\n'
BROKEN = {
    "no TOML": ("[bureau", "it is no TOML"),
    "no rows": ('[bureau]\ncolumns = ["enterprise_id"]', "'rows' is"),
    "no columns": (BASIC, "'columns' lists"),
    "an unknown column": (BASIC + 'columns = ["enterprise_id", "secret"]', "no column secret"),
    "a key that is closed": (BASIC + 'columns = ["name_zh"]', "cannot be closed: enterprise_id"),
    "an unknown word": (BASIC + 'columns = ["enterprise_id"]\nlimit = 3', "'limit' is none of"),
    "groups of nobody knows what": (BASIC + 'columns = ["enterprise_id"]\ngroups = "some"', "'groups' is"),
    "less than one row": (
        BASIC + 'columns = ["enterprise_id"]\ngroups = { rows = "all", columns = [], least = 0 }',
        "'least' is a number",
    ),
    "an unknown operator": (
        '[bureau]\ncolumns = ["enterprise_id"]\nrows = { region_code = { like = "62%" } }',
        "'like' is none of",
    ),
    "a condition on a column that is none": (
        '[bureau]\ncolumns = ["enterprise_id"]\nrows = { region = { secret = { eq = 1 } } }',
        "no column 'secret'",
    ),
    "many rows without a word": (
        '[bureau]\ncolumns = ["enterprise_id"]\nrows = { chains = { chain_id = { eq = "x" } } }',
        "say some, none or every",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_rule_that_cannot_be_understood_stops_the_start(tmp_path: Path, fault: str) -> None:
    text, message = BROKEN[fault]

    with pytest.raises(ContractBroken, match=message):
        read(tmp_path, text)


def test_a_policy_of_nothing_closes_everything() -> None:
    nothing = Policy(Catalog(load_catalog().tables), {})

    for key in load_catalog().tables:
        with pytest.raises(AccessDenied):
            nothing.access("public").table(key)
