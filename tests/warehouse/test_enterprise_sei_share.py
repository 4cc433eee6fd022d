"""The strategic emerging part of a firm: shares by product and year, and the revenue that they make."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from warehouse.catalog.sql import TableFiles, read_tables

KEYS = (
    "core.enterprise_sei_share",
    "mart.observation",
    "mart.enterprise_sei_revenue",
    "core.logic_cell",
    "core.logic_finding",
)
FILES: dict[str, TableFiles] = {files.key: files for files in read_tables() if files.key in KEYS}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Shares of A for 2013 (one product) and 2015 (two products), and its revenue."""
    with duckdb.connect() as opened:
        opened.execute("create schema core; create schema mart")
        for files in FILES.values():
            opened.execute(files.table_sql)
        opened.execute("""
            insert into core.enterprise_sei_share by name
            select concat_ws('.', enterprise_id, year, product_code) as enterprise_sei_share_id, *,
                true as is_synthetic, 'S1' as submission_id, 's' as source_sheet, 1 as source_row
            from (values
                ('A', '2013', 'p', null::decimal(38, 2), 0.5),
                ('A', '2015', 'p', 3000, 1.0),
                ('A', '2015', 'q', 1000, 0.2)
            ) as row(enterprise_id, year, product_code, product_output_cny, sei_share)
        """)
        opened.execute("""
            insert into mart.observation by name
            select 'revenue.' || subject_id || period as observation_id, 'revenue' as indicator_id,
                'enterprise' as subject_kind, subject_id, '' as product_code, period, 'ytd' as period_kind,
                last_day((period || '-01')::date) as period_end_date, 12 as months_covered, 100.0 as value,
                'reported' as vintage_id, 'reported' as vintage_status,
                1 as vintage_count, timestamp '2016-01-01' as known_from,
                true as is_synthetic, 'S2' as submission_id, 's' as source_sheet, 'A1' as source_cell,
                false as is_flagged, false as is_corrected
            from (values ('A', '2012-12'), ('A', '2014-12'), ('A', '2015-03'), ('A', '2016-02'), ('B', '2015-12'))
                as row(subject_id, period)
        """)
        yield opened


def revenues(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    connection.execute(f"insert into mart.enterprise_sei_revenue by name {FILES[KEYS[2]].model_sql}")
    return connection.execute("""
        select period, share_year, sei_share, sei_revenue_ytd_cny, is_share_of_same_year
        from mart.enterprise_sei_revenue order by period
    """).fetchall()


def test_each_period_takes_the_newest_share_that_is_not_later_and_names_its_year(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert revenues(connection) == [
        ("2012-12", None, None, None, False),
        ("2014-12", "2013", Decimal("0.5"), Decimal(50000), False),
        ("2015-03", "2015", Decimal("0.8"), Decimal(80000), True),
        ("2016-02", "2015", Decimal("0.8"), Decimal(80000), False),
    ]


def test_several_products_without_their_output_give_no_share(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("update core.enterprise_sei_share set product_output_cny = null where product_code = 'q'")

    assert revenues(connection)[2] == ("2015-03", "2015", None, None, True)


@pytest.mark.parametrize("slip", ["sei_share = 1.2", "product_output_cny = -product_output_cny / 2"])
def test_a_share_or_an_output_that_cannot_be_gives_no_share(connection: duckdb.DuckDBPyConnection, slip: str) -> None:
    """A person can release either; the part would be more than the whole."""
    connection.execute(f"update core.enterprise_sei_share set {slip} where product_code = 'q'")

    assert revenues(connection)[2] == ("2015-03", "2015", None, None, True)


FAULTS = {
    (
        "core.enterprise_sei_share",
        "a_share_lies_between_0_and_1",
    ): "update core.enterprise_sei_share set sei_share = 80",
    (
        "core.enterprise_sei_share",
        "a_firm_with_several_products_gives_the_output_of_each",
    ): "update core.enterprise_sei_share set product_output_cny = null where product_code = 'q'",
    (
        "mart.enterprise_sei_revenue",
        "no_share_is_of_a_later_year",
    ): "update mart.enterprise_sei_revenue set share_year = '2099'",
    (
        "mart.enterprise_sei_revenue",
        "the_strategic_part_is_no_more_than_the_whole",
    ): "update mart.enterprise_sei_revenue set sei_revenue_ytd_cny = revenue_ytd_cny * 2",
}


@pytest.mark.parametrize(("table", "check"), FAULTS)
def test_a_planted_fault_breaks_the_promise(connection: duckdb.DuckDBPyConnection, table: str, check: str) -> None:
    revenues(connection)
    (query,) = (found.query for found in FILES[table].checks if found.name == check)
    assert connection.execute(query).fetchall() == []

    connection.execute(FAULTS[table, check])

    assert connection.execute(query).fetchall()
