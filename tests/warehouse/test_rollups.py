"""A rollup answers what its base answers, to the last digit, and is refused where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import duckdb
import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.rollups import Rollup, find_rollup, load_rollups

BASE, TABLE = "mart.enterprise_month", "mart.enterprise_month_by_industry"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """600 returns of 100 enterprises: every seventh without a revenue, every ninth without a field, some flagged."""
    with duckdb.connect() as opened:
        opened.execute("create schema mart")
        for key in (BASE, TABLE):
            opened.execute(load_catalog().table(key).create_sql)
        opened.execute("""
            insert into mart.enterprise_month by name
            select
                'E' || i as enterprise_id, '2016-0' || month as period,
                last_day(make_date(2016, month, 1)) as period_end_date,
                if(month = 2, 2, 1) as months_covered, '62010' || (i % 3) as region_code,
                if(i % 9 = 0, null, 'field' || (i % 4)) as industry_id,
                if(i % 7 = 0 or month = 7 and i % 4 = 1, null, (i * 37 - month * 1000)::decimal(18, 3) / 8)
                    as revenue_cny,
                999999999999999.999 as total_assets_cny, i % 13 + 0.000001 as employee_count,
                i % 11 = 0 as is_flagged, true as is_synthetic
            from range(100) as made(i), range(2, 8) as calendar(month)
        """)
        yield opened


def build(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"insert into {TABLE} by name {load_catalog().table(TABLE).model_sql}")


def broken_by(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {check.name for check in load_catalog().table(TABLE).checks if connection.execute(check.query).fetchall()}


@pytest.mark.parametrize("rollup", load_rollups(), ids=lambda rollup: rollup.table)
def test_a_rollup_names_columns_that_both_tables_have(rollup: Rollup) -> None:
    base, table = load_catalog().table(rollup.base), load_catalog().table(rollup.table)

    for key in rollup.keys:
        assert base.column(key).data_type == table.column(key).data_type
        assert base.column(key).is_nullable == table.column(key).is_nullable
    for measure in rollup.measures:
        assert base.column(measure.column).data_type.startswith(("DECIMAL(18", "DECIMAL(19"))
        assert table.column(measure.column).data_type.startswith("DECIMAL(38")
        assert table.column(measure.count_column).data_type == "BIGINT"
    named = {*rollup.keys, rollup.row_count_column}
    named |= {name for measure in rollup.measures for name in (measure.column, measure.count_column)}
    assert named == {column.name for column in table.columns}


def test_every_group_over_some_of_the_keys_is_the_same_from_both(connection: duckdb.DuckDBPyConnection) -> None:
    build(connection)
    (rollup,) = load_rollups()
    wanted = [rollup.measure("revenue_cny"), rollup.measure("total_assets_cny"), rollup.measure("employee_count")]

    for size in range(4):
        for keys in combinations(("period", "industry_id", "region_code", "is_flagged"), size):
            grouped = ", ".join((*keys, "is_synthetic"))
            of_base = "".join(f", sum({m.column}), count({m.column})" for m in wanted if m)
            of_rollup = "".join(f", sum({m.column}), sum({m.count_column})" for m in wanted if m)
            base = f"select {grouped}, count(*) {of_base} from {BASE} group by {grouped} order by all"
            sums = f"select {grouped}, sum({rollup.row_count_column}) {of_rollup} from {TABLE} group by {grouped}"

            assert connection.execute(f"{sums} order by all").fetchall() == connection.execute(base).fetchall()


def test_a_rollup_is_found_only_for_what_it_has() -> None:
    assert find_rollup(BASE, ["industry_id", "period"], ["revenue_cny", "employee_count"]) is load_rollups()[0]
    assert find_rollup(BASE, [], []) is load_rollups()[0]
    assert find_rollup(BASE, ["enterprise_id"], ["revenue_cny"]) is None
    assert find_rollup(BASE, ["period"], ["months_covered"]) is None
    assert find_rollup("mart.observation", ["period"], []) is None


SUMS, KEYS, MISSING = (
    "it_is_the_sum_of_its_base_to_the_last_digit",
    "every_key_has_one_row",
    "a_sum_is_missing_where_nobody_reported_and_only_there",
)
FAULTS = {
    f"update {TABLE} set revenue_cny = revenue_cny + 0.001 where period = '2016-03' and industry_id is null": SUMS,
    f"update {TABLE} set employee_reporting_count = employee_reporting_count - 1 where period = '2016-04'": SUMS,
    f"update {TABLE} set return_count = return_count + 1 where region_code = '620101'": SUMS,
    f"delete from {TABLE} where industry_id is null and period = '2016-05'": SUMS,
    f"update {BASE} set region_code = '620102' where enterprise_id = 'E1'": SUMS,
    f"insert into {TABLE} by name select * replace (0 as return_count) from {TABLE}": KEYS,
    f"update {TABLE} set rd_expenditure_cny = 0": MISSING,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_breaks_its_promise(connection: duckdb.DuckDBPyConnection, fault: str) -> None:
    build(connection)
    assert broken_by(connection) == set()

    connection.execute(fault)

    assert FAULTS[fault] in broken_by(connection)
