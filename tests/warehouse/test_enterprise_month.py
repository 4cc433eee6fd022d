"""The wide row of a monthly return holds what its observations hold, and is refused where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from warehouse.catalog.sql import TableFiles, read_tables

KEY = "mart.enterprise_month"
KEYS = ("core.enterprise", "mart.observation", KEY)
FILES: dict[str, TableFiles] = {files.key: files for files in read_tables() if files.key in KEYS}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two enterprises with returns for February and March 2016 and one for 2015, before the model has run."""
    with duckdb.connect() as opened:
        opened.execute("create schema core; create schema mart")
        for files in FILES.values():
            opened.execute(files.table_sql)
        opened.execute("""
            insert into core.enterprise by name
            select enterprise_id, region_code, industry_id, enterprise_id as credit_code, 'valid' as credit_code_state,
                'n' as name_zh, 'n' as name_pinyin, '620000' as registration_region_code, '2017' as industry_standard,
                'active' as status, true as is_synthetic, 'S1' as submission_id, 's' as source_sheet, 1 as source_row
            from (values ('A', '620100', 'energy'), ('B', '620300', null))
                as row(enterprise_id, region_code, industry_id)
        """)
        opened.execute("""
            insert into mart.observation by name
            select concat_ws('.', indicator_id, subject_id, period, period_kind) as observation_id, *,
                last_day((period || '-01')::date) as period_end_date, 1 as months_covered,
                'reported' as vintage_id, 'reported' as vintage_status,
                1 as vintage_count, timestamp '2016-01-01' as known_from,
                false as is_corrected, 'S2' as submission_id, 's' as source_sheet, 'A1' as source_cell
            from (values
                ('revenue', 'enterprise', 'A', '', '2016-02', 'ytd', 200.000001, false, true),
                ('revenue', 'enterprise', 'A', '', '2016-03', 'month', 50, false, true),
                ('revenue', 'enterprise', 'A', '', '2016-03', 'ytd', 250.000001, false, true),
                ('total_assets', 'enterprise', 'A', '', '2016-03', 'point', 9000, false, true),
                ('employee_count', 'enterprise', 'A', '', '2016-03', 'point', 12.5, false, true),
                ('total_profit', 'enterprise', 'A', '', '2016-03', 'month', -3, true, true),
                ('revenue', 'enterprise', 'B', '', '2015-12', 'ytd', 999999999999.999999, false, false),
                ('revenue', 'enterprise', 'B', '', '2016-03', 'ytd', null, false, false),
                ('product_output', 'enterprise', 'B', 'p', '2016-04', 'month', 7, false, true),
                ('crude_steel_output', 'region', '620000', '', '2016-05', 'month', 7, false, false)
            ) as row(
                indicator_id, subject_kind, subject_id, product_code, period, period_kind, value,
                is_flagged, is_synthetic
            )
        """)
        yield opened


def build(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"insert into {KEY} by name {FILES[KEY].model_sql}")


def broken_by(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {check.name for check in FILES[KEY].checks if connection.execute(check.query).fetchall()}


def test_each_return_of_the_form_is_one_row_by_year_then_enterprise(connection: duckdb.DuckDBPyConnection) -> None:
    build(connection)

    assert connection.execute(f"select enterprise_id, period, region_code, industry_id from {KEY}").fetchall() == [
        ("B", "2015-12", "620300", None),
        ("A", "2016-02", "620100", "energy"),
        ("A", "2016-03", "620100", "energy"),
        ("B", "2016-03", "620300", None),
    ]


def test_february_has_both_months_in_its_own_value_so_that_a_year_adds_up(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    build(connection)
    rows = connection.execute(
        f"select period, months_covered, revenue_cny, revenue_ytd_cny from {KEY} where enterprise_id = 'A' order by all"
    ).fetchall()

    assert rows == [
        ("2016-02", 2, Decimal("200000.001"), Decimal("200000.001")),
        ("2016-03", 1, Decimal(50000), Decimal("250000.001")),
    ]


def test_the_largest_value_of_an_observation_fits_to_its_last_digit(connection: duckdb.DuckDBPyConnection) -> None:
    build(connection)
    row = connection.execute(f"select revenue_ytd_cny, revenue_cny from {KEY} where period = '2015-12'").fetchone()

    assert row == (Decimal("999999999999999.999"), None)


def test_a_row_is_flagged_and_synthetic_where_one_of_its_values_is(connection: duckdb.DuckDBPyConnection) -> None:
    build(connection)
    rows = connection.execute(
        f"select enterprise_id, total_profit_cny, total_assets_cny, employee_count, is_flagged, is_synthetic "
        f"from {KEY} where period = '2016-03' order by all"
    ).fetchall()

    assert rows == [
        ("A", Decimal(-3000), Decimal(9000000), Decimal("12.5"), True, True),
        ("B", None, None, None, False, False),
    ]


VALUES, ROWS, MONTHS = (
    "every_value_is_that_of_its_observation_and_none_is_left_out",
    "every_return_has_one_row",
    "january_has_no_row_and_february_covers_two_months",
)
FAULTS = {
    f"update {KEY} set revenue_cny = revenue_cny + 0.001 where period = '2016-03'": VALUES,
    f"update {KEY} set total_assets_cny = null": VALUES,
    f"update {KEY} set rd_expenditure_ytd_cny = 0 where period = '2016-03'": VALUES,
    f"delete from {KEY} where revenue_ytd_cny is null": ROWS,
    f"insert into {KEY} from {KEY} where period = '2015-12'": ROWS,
    f"update {KEY} set months_covered = 1 where period = '2016-02'": MONTHS,
    f"update {KEY} set period_end_date = date '2016-03-30' where period = '2016-03'": MONTHS,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_breaks_its_promise(connection: duckdb.DuckDBPyConnection, fault: str) -> None:
    build(connection)
    assert broken_by(connection) == set()

    connection.execute(fault)

    assert FAULTS[fault] in broken_by(connection)
