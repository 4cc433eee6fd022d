"""The tables made from plan packs: they take their rows, keep their promises, and each promise can break."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.model_files import load_model
from warehouse.catalog.sql import TableFiles, read_tables
from warehouse.forms.datasets import empty

NAMES = {
    *("document", "department", "industry", "industry_sei_class", "target", "target_task", "fund", "project"),
    *("task", "task_department", "task_industry", "task_dependency", "platform", "park"),
    *("task_checkpoint", "task_object", "plan_promise", "department_name"),
}
TABLES = {files.name: files for files in read_tables() if files.layer == "core" and files.name in NAMES}
CHECKS = [(files.name, check.name) for files in TABLES.values() for check in files.checks]


def build(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create schema core")
    connection.execute("create table core.region as select '620000' as region_code")
    codes = "['1', '2', '3', '4.1', '4.2', '5', '6', '7']"
    connection.execute(f"create table core.sei_class as select unnest({codes}) as sei_code")
    for files in TABLES.values():
        # Keys are left out, so that a row that breaks a promise can be planted.
        lines = [line for line in files.table_sql.splitlines() if not line.lstrip().startswith("primary key")]
        connection.execute("\n".join(lines))
        insert(connection, files)
    connection.execute("create table core.indicator as select distinct indicator_id from core.target")


def insert(connection: duckdb.DuckDBPyConnection, files: TableFiles) -> None:
    assert files.model_py is not None
    maker = load_model(files.model_py)
    rows = maker.model({name: _without_rows(name) for name in maker.inputs}).to_arrow()
    connection.register("model_rows", rows)
    connection.execute(f"insert into {files.key} by name select * from model_rows")
    connection.unregister("model_rows")


def _without_rows(name: str) -> pl.DataFrame:
    """A table that a plan's table also reads, before any register came in."""
    layer, _, table = name.partition(".")
    if layer == "stage":
        return empty(table)
    with duckdb.connect() as connection:
        connection.execute("create schema core")
        connection.execute(next(files.table_sql for files in read_tables() if files.key == name))
        return pl.DataFrame(connection.sql(f"from {name}").to_arrow_table())


@pytest.fixture(scope="module")
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        build(connection)
        yield connection


@pytest.fixture
def connection(built: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built tables; whatever a test changes in them is undone."""
    built.execute("begin")
    yield built
    built.execute("rollback")


def broken(connection: duckdb.DuckDBPyConnection, table: str, check: str) -> list[tuple[object, ...]]:
    query = next(found.query for found in TABLES[table].checks if found.name == check)
    return connection.execute(query).fetchall()


def test_every_table_of_the_programme_is_here() -> None:
    assert set(TABLES) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_table_takes_its_rows_under_its_own_contract(name: str) -> None:
    files = TABLES[name]
    with duckdb.connect() as connection:
        connection.execute("create schema core")
        connection.execute(files.table_sql)
        insert(connection, files)

        assert connection.execute(f"select count(*) from {files.key}").fetchone() != (0,)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_column_has_a_comment(name: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema core")
        connection.execute(load_catalog().table(f"core.{name}").create_sql)
        silent = connection.execute("select column_name from duckdb_columns() where comment is null and not internal")

        assert silent.fetchall() == []


@pytest.mark.parametrize(("table", "check"), CHECKS)
def test_the_packs_keep_every_promise(built: duckdb.DuckDBPyConnection, table: str, check: str) -> None:
    assert broken(built, table, check) == []


PLANTED = [
    ("document", "every_document_has_a_region", "delete from core.region"),
    (
        "document",
        "a_plan_that_asks_for_tasks_says_when_it_was_issued",
        "update core.document set issued_date = null",
    ),
    ("document", "a_document_number_is_used_once", "insert into core.document select * from core.document"),
    (
        "department",
        "a_department_name_is_used_once",
        "insert into core.department select * from core.department",
    ),
    (
        "department",
        "every_department_kind_is_known",
        "update core.department set department_kind = 'ministry'",
    ),
    ("industry", "every_industry_has_a_document", "delete from core.document"),
    (
        "industry",
        "the_industries_of_a_document_are_numbered_without_a_gap",
        "delete from core.industry where ordinal = 3",
    ),
    ("industry_sei_class", "every_class_row_has_an_industry", "delete from core.industry where ordinal = 1"),
    (
        "industry_sei_class",
        "every_industry_says_how_it_lies_to_the_classes",
        "delete from core.industry_sei_class where sei_code = '6'",
    ),
    ("industry_sei_class", "every_named_class_exists", "delete from core.sei_class where sei_code = '4.1'"),
    (
        "industry_sei_class",
        "only_the_relation_none_goes_without_a_class",
        "update core.industry_sei_class set sei_code = null where sei_code = '6'",
    ),
    (
        "industry_sei_class",
        "the_relation_none_stands_alone",
        "update core.industry_sei_class set relation = 'none' where sei_code = '5'",
    ),
    (
        "target",
        "every_target_has_a_document",
        "delete from core.document where document_id = 'gansu_gov_2014_87'",
    ),
    ("target", "every_baseline_has_a_document", "delete from core.document where document_kind = 'bulletin'"),
    (
        "target",
        "every_target_has_an_indicator",
        "delete from core.indicator where indicator_id = 'sei_share_gdp'",
    ),
    ("target", "every_target_has_a_region", "update core.target set region_code = '630000'"),
    (
        "target",
        "every_earlier_target_exists",
        "delete from core.target where target_id = 'gansu_2014_share_2020'",
    ),
    (
        "target",
        "a_target_has_a_value_exactly_where_it_is_quantified",
        "update core.target set is_quantified = true",
    ),
    ("target", "a_range_has_two_ends_in_order", "update core.target set value_high = null"),
    ("target", "a_target_begins_before_its_deadline", "update core.target set start_date = deadline_date"),
    (
        "target",
        "a_share_target_names_its_denominator",
        "update core.target set denominator_indicator_id = null",
    ),
    ("target", "a_percentage_lies_between_0_and_100", "update core.target set value_low = value_low * 10"),
    ("target_task", "every_link_has_a_target", "delete from core.target where section = '二'"),
    ("target_task", "every_link_has_a_task", "delete from core.task where ordinal = 26"),
    (
        "target_task",
        "no_task_is_due_after_its_targets",
        "update core.task set due_date = date '2017-01-31' where ordinal = 26",
    ),
    ("task", "every_task_has_a_document", "delete from core.document"),
    ("task", "every_task_is_led_by_a_known_department", "delete from core.department"),
    (
        "task",
        "a_task_has_a_due_date_exactly_where_it_is_dated",
        "update core.task set deadline_kind = 'dated'",
    ),
    (
        "task",
        "every_due_date_is_the_last_day_of_its_month",
        "update core.task set due_date = date '2016-02-28' where ordinal = 2",
    ),
    ("task", "the_tasks_of_a_plan_are_numbered_without_a_gap", "delete from core.task where ordinal = 1"),
    ("task_department", "every_duty_has_a_task", "delete from core.task where ordinal = 1"),
    (
        "task_department",
        "every_duty_has_a_department",
        "delete from core.department where department_kind = 'group'",
    ),
    (
        "task_department",
        "every_task_is_led_by_the_one_department_that_it_names",
        "delete from core.task_department where task_id = 'gansu_2016_task_05'",
    ),
    (
        "task_department",
        "the_leading_department_stands_first",
        "update core.task_department set role = 'lead'",
    ),
    (
        "task_industry",
        "every_divided_duty_belongs_to_a_department_of_the_task",
        "update core.task_industry set department_id = 'finance'",
    ),
    ("task_industry", "every_divided_duty_has_an_industry", "delete from core.industry where ordinal = 9"),
    (
        "task_industry",
        "a_divided_task_leaves_no_industry_out",
        "delete from core.task_industry where industry_id = 'public_security'",
    ),
    ("task_dependency", "every_dependency_joins_two_tasks", "delete from core.task where ordinal = 2"),
    (
        "task_dependency",
        "no_task_is_due_before_the_one_that_it_needs",
        "update core.task set due_date = date '2016-01-31' where ordinal = 1",
    ),
    (
        "task_dependency",
        "no_task_needs_itself",
        "insert into core.task_dependency values ('gansu_2016_task_03', 'gansu_2016_task_01', 'stated')",
    ),
    ("task_checkpoint", "every_checkpoint_is_of_a_task", "delete from core.task where ordinal = 6"),
    ("department_name", "every_name_is_of_a_department", "delete from core.department where department_kind = 'bank'"),
    ("task_object", "every_object_is_of_a_task", "delete from core.task where ordinal = 16"),
    ("plan_promise", "every_promise_of_a_row_is_of_a_task", "delete from core.task where ordinal = 26"),
    ("fund", "every_fund_has_a_document_or_a_file", "delete from core.document where document_kind = 'press'"),
    (
        "fund",
        "every_fund_field_is_an_industry",
        "delete from core.industry where industry_id = 'biomedicine'",
    ),
    ("fund", "every_sub_fund_of_the_plan_has_a_guide_fund_above_it", "delete from core.fund where fund_kind = 'guide'"),
    ("fund", "every_fund_size_is_positive", "update core.fund set target_size_cny = -target_size_cny"),
    ("project", "every_project_has_a_document_or_a_file", "delete from core.document"),
    ("project", "every_project_field_is_an_industry", "delete from core.industry"),
    ("project", "every_project_status_of_the_plan_fits_its_kind", "update core.project set status = 'planned'"),
    (
        "project",
        "every_project_status_of_a_register_fits_its_kind",
        "update core.project set submission_id = 'S000001', status = 'planned'",
    ),
    ("platform", "every_platform_has_a_document_or_a_file", "delete from core.document"),
    ("platform", "every_platform_field_is_an_industry", "delete from core.industry"),
    ("platform", "an_approved_platform_of_the_plan_says_when", "update core.platform set approved_period = null"),
    (
        "fund",
        "every_sub_fund_of_a_register_has_a_guide_fund_above_it",
        "update core.fund set submission_id = 'S000001', parent_fund_id = null",
    ),
    (
        "platform",
        "an_approved_platform_of_a_register_says_when",
        "update core.platform set submission_id = 'S000001', approved_period = null",
    ),
    *(
        (table, f"no_{table}_of_the_plan_is_synthetic", f"update core.{table} set is_synthetic = true")
        for table in ("fund", "project", "platform", "park")
    ),
    *(
        (
            table,
            f"every_{table}_of_a_register_is_in_a_known_region",
            f"update core.{table} set submission_id = 'S000001', region_code = '999999'",
        )
        for table in ("fund", "project", "park")
    ),
    ("park", "every_park_has_a_document_or_a_file", "delete from core.document"),
    ("park", "every_park_field_is_an_industry", "delete from core.industry"),
    ("park", "an_output_of_a_park_names_its_year", "update core.park set gross_output_cny = 1, output_year = null"),
]


def test_a_fault_is_planted_for_every_check() -> None:
    assert sorted((table, check) for table, check, _ in PLANTED) == sorted(CHECKS)


@pytest.mark.parametrize(("table", "check", "fault"), PLANTED, ids=[f"{table}-{check}" for table, check, _ in PLANTED])
def test_a_planted_fault_breaks_the_promise(
    connection: duckdb.DuckDBPyConnection, table: str, check: str, fault: str
) -> None:
    connection.execute(fault)

    assert broken(connection, table, check)


def test_task_12_is_led_by_a_company(built: duckdb.DuckDBPyConnection) -> None:
    leader = built.execute(
        """
        select department.department_kind
        from core.task
        inner join core.department on department.department_id = task.lead_department_id
        where task.ordinal = 12
        """
    ).fetchall()

    assert leader == [("company",)]


def test_announced_sizes_of_funds_are_yuan(built: duckdb.DuckDBPyConnection) -> None:
    sizes = built.execute("select fund_id, target_size_cny from core.fund where target_size_cny is not null").fetchall()

    assert dict(sizes) == {
        "gansu_guide_fund": Decimal("500000000.00"),
        "lanzhou_baiyin_innovation_fund": Decimal("2000000000.00"),
    }
