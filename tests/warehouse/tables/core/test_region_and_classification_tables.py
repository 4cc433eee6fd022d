"""The tables of regions and classifications as a build makes them, and each of their checks against a planted fault."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.catalog.model_files import load_model
from warehouse.catalog.sql import TableFiles, read_tables
from warehouse.programme.programme import built_in
from warehouse.snapshots.build import attach_programme

TABLES = ("core.region_version", "core.region", "core.industry_class", "core.sei_class")
FILES: dict[str, TableFiles] = {files.key: files for files in read_tables() if files.key in TABLES}

# What each check is there to catch: one statement that breaks the promise.
FAULTS = {
    "core.region_version": {
        "every_parent_is_a_region_in_the_same_time": "set parent_region_code = '622600' where region_code = '621202'",
        "every_successor_begins_the_day_after": "set successor_region_code = '620900' where region_code = '620824'",
        "exactly_the_ended_meanings_have_a_successor": "set successor_region_code = null where region_code = '620824'",
        "a_code_means_one_thing_at_a_time": "set valid_to = date '2005-01-01' where name_zh = '秦城区'",
        "a_meaning_does_not_end_before_it_begins": "set valid_to = date '1990-01-01' where region_code = '620824'",
        "codes_have_the_form_of_their_level": "set parent_region_code = '620900' where region_code = '620881'",
    },
    "core.region": {
        "every_parent_is_a_region": "set parent_region_code = '629900' where region_code = '620881'",
        "a_region_in_use_has_a_parent_in_use": "set parent_region_code = '622700' where region_code = '620881'",
        "every_code_that_ever_had_a_meaning_is_a_region": "set region_code = '620882' where region_code = '620881'",
        "a_region_has_its_newest_meaning": "set valid_from = date '1980-12-31' where region_code = '620502'",
    },
    "core.industry_class": {
        "every_parent_is_one_level_up_in_the_same_version": "set parent_code = '99' where class_code = '396'",
        "only_a_section_has_no_parent": "set parent_code = null where class_code = '3963'",
        "codes_have_the_form_of_their_level": "set class_code = '396' where name_zh = '集成电路制造'",
        "every_level_above_class_has_something_below_it": "set parent_code = '396' where parent_code = '970'",
        "only_groups_are_created": "set is_created = true where class_code = '3963'",
        "a_version_is_valid_for_one_time": "set valid_to = null where name_zh = '集成电路制造'",
    },
    "core.sei_class": {
        "every_sub_area_belongs_to_an_area": "set parent_code = '3.1' where sei_code = '3.2'",
        "codes_have_the_form_of_their_level": "set sei_code = '4.9' where sei_code = '3.2'",
        "every_area_has_sub_areas": "set parent_code = '8' where parent_code = '9'",
    },
}


@pytest.fixture
def build() -> Iterator[duckdb.DuckDBPyConnection]:
    """The four tables, made by their own makers under their own contracts."""
    connection = duckdb.connect()
    connection.execute("create schema core")
    attach_programme(connection, built_in())
    for key in TABLES:
        files = FILES[key]
        connection.execute(files.table_sql)
        if files.model_py is not None:
            connection.register("made", load_model(files.model_py).model({}).to_arrow())
        made = files.model_sql or "select * from made"
        connection.execute(f"insert into {key} by name {made}")
    yield connection
    connection.close()


def broken_promises(connection: duckdb.DuckDBPyConnection, key: str) -> set[str]:
    return {check.name for check in FILES[key].checks if connection.execute(check.query).fetchall()}


@pytest.mark.parametrize("key", TABLES)
def test_the_shipped_rows_keep_every_promise(build: duckdb.DuckDBPyConnection, key: str) -> None:
    assert broken_promises(build, key) == set()


@pytest.mark.parametrize("key", TABLES)
def test_every_check_has_a_planted_fault(key: str) -> None:
    assert set(FAULTS[key]) == {check.name for check in FILES[key].checks}


@pytest.mark.parametrize(
    ("key", "check", "fault"),
    [(key, check, fault) for key, faults in FAULTS.items() for check, fault in faults.items()],
)
def test_a_planted_fault_is_caught(build: duckdb.DuckDBPyConnection, key: str, check: str, fault: str) -> None:
    # A copy without the key: some faults are of a kind that the key refuses already.
    build.execute(f"create table core.free as from {key}")
    build.execute(f"drop table {key}")
    build.execute(f"alter table core.free rename to {key.removeprefix('core.')}")

    build.execute(f"update {key} {fault}")

    assert check in broken_promises(build, key)


def test_a_reused_code_has_its_newest_meaning_and_keeps_the_older_one(build: duckdb.DuckDBPyConnection) -> None:
    now = build.execute("select name_zh from core.region where region_code = '622600'").fetchall()
    ever = build.execute("select count(*) from core.region_version where region_code = '622600'").fetchone()

    assert now == [("陇南地区",)]
    assert ever == (2,)


def test_a_code_out_of_use_is_nobodys_child(build: duckdb.DuckDBPyConnection) -> None:
    children = build.execute(
        "select region_code, level from core.region where current_parent_region_code = '620000' order by 1"
    ).fetchall()

    assert [level for _, level in children] == ["reporting_area"] + ["prefecture"] * 14


@pytest.mark.parametrize(
    ("code", "prefecture"),
    [
        ("620200", "620200"),  # has no counties
        ("620302", "620300"),
        ("620171", "620100"),  # a reporting area
        ("622823", "621000"),  # out of use, as is the prefecture that it lay in
        ("620112", "620400"),  # out of use, and what took its place lies elsewhere
        ("620000", None),
    ],
)
def test_a_region_names_the_prefecture_that_it_is_or_lies_in(
    build: duckdb.DuckDBPyConnection, code: str, prefecture: str | None
) -> None:
    found = build.execute("select prefecture_region_code from core.region where region_code = ?", [code]).fetchone()

    assert found == (prefecture,)


def test_a_code_out_of_use_can_still_be_addressed(build: duckdb.DuckDBPyConnection) -> None:
    row = build.execute(
        "select successor_region_code, valid_to from core.region where region_code = '620824'"
    ).fetchone()

    assert row is not None
    assert row[0] == "620881"
    assert row[1] is not None


def test_a_sum_by_section_meets_every_class(build: duckdb.DuckDBPyConnection) -> None:
    met = build.execute(
        """
        select class.standard_version, count(*) as classes
        from core.industry_class as class
        join core.industry_class as grp
            on grp.standard_version = class.standard_version and grp.class_code = class.parent_code
        join core.industry_class as division
            on division.standard_version = grp.standard_version and division.class_code = grp.parent_code
        join core.industry_class as section
            on section.standard_version = division.standard_version and section.class_code = division.parent_code
        where class.level = 'class'
        group by all
        order by all
        """
    ).fetchall()

    assert met == [("2011", 1094), ("2017", 1381)]
