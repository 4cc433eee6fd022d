"""The catalog: contracts of the shipped tables, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.relations import load_relations
from warehouse.catalog.sql import read_tables
from warehouse.errors import ContractBroken, UnknownName
from warehouse.snapshots.code import _READING, code_files


def _write_table(
    folder: Path, contract: str, checks: str = "-- check: nothing_is_wrong (block)\nselect 1 where false;\n"
) -> None:
    table = folder / "core" / "thing"
    table.mkdir(parents=True)
    (table / "table.sql").write_text(contract, "utf-8")
    (table / "model.sql").write_text("-- One row.\nselect 1 as thing_id", "utf-8")
    (table / "checks.sql").write_text(checks, "utf-8")


CONTRACT = "-- group: reference\ncreate table core.thing (thing_id integer);\n"


def test_every_table_comes_after_the_tables_it_reads() -> None:
    seen: set[str] = set()
    for table in load_catalog().tables.values():
        early = [read for read in table.reads if not read.startswith(("stage.", "programme.")) and read not in seen]

        assert early == [], f"{table.key} is made before {early}"
        seen.add(table.key)


def test_every_relation_joins_columns_that_exist() -> None:
    catalog = load_catalog()
    for relation in load_relations().values():
        catalog.table(relation.source).column(relation.source_column)
        catalog.table(relation.target).column(relation.target_column)
        if relation.link is not None:
            catalog.table(relation.link.table).column(relation.link.source_column)
            catalog.table(relation.link.table).column(relation.link.target_column)


def test_a_relation_to_one_ends_on_a_key() -> None:
    catalog = load_catalog()
    loose = [
        f"{relation.source}.{relation.name}"
        for relation in load_relations().values()
        if not relation.is_many
        and catalog.table(relation.target).row_key != (relation.target_column,)
        and relation.target != "mart.observation"  # one row per observation_id; a check of the table says so
    ]

    assert loose == []


def test_an_unknown_table_and_column_are_named() -> None:
    with pytest.raises(UnknownName, match=r"core\.nothing"):
        load_catalog().table("core.nothing")
    with pytest.raises(UnknownName, match=r"core\.enterprise has no column 'nothing'"):
        load_catalog().table("core.enterprise").column("nothing")


def test_a_contract_without_a_group_is_refused(tmp_path: Path) -> None:
    _write_table(tmp_path, CONTRACT.replace("-- group: reference\n", ""))

    with pytest.raises(ContractBroken, match="core/thing"):
        list(read_tables(tmp_path))


def test_two_makers_are_refused(tmp_path: Path) -> None:
    _write_table(tmp_path, CONTRACT)
    (tmp_path / "core" / "thing" / "model.py").write_text("INPUTS = ()\n", "utf-8")

    with pytest.raises(ContractBroken, match="one maker"):
        list(read_tables(tmp_path))


def test_checks_are_cut_up_by_name_and_severity(tmp_path: Path) -> None:
    _write_table(
        tmp_path,
        CONTRACT,
        "-- check: first_thing (block)\nselect 1;\n\n-- check: second_thing (warn)\n-- a reason\nselect 2;\n",
    )

    (table,) = read_tables(tmp_path)

    assert [(check.name, check.severity, check.query) for check in table.checks] == [
        ("first_thing", "block", "select 1"),
        ("second_thing", "warn", "-- a reason\nselect 2"),
    ]


def test_a_check_without_a_name_is_refused(tmp_path: Path) -> None:
    _write_table(tmp_path, CONTRACT, "select 1;\n")

    with pytest.raises(ContractBroken, match="checks"):
        list(read_tables(tmp_path))


def test_every_code_file_that_stages_rows_is_where_a_change_of_code_is_looked_for() -> None:
    assert [path for path in _READING if path not in code_files()] == []


def test_an_amount_of_the_year_so_far_says_so_in_its_name() -> None:
    """A month and a year to date under one name are added, compared and plotted together."""
    for table in load_catalog().tables.values():
        for column in table.columns:
            if column.name.endswith("_cny"):
                is_to_date = re.search(r"from January|since January|年累计|累计完成|上年同期", column.description)
                assert bool(is_to_date) == column.name.endswith("_ytd_cny"), f"{table.key}.{column.name}"
