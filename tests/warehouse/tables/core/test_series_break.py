"""A macro value is compared with earlier releases, with the values around it and with what the indicator can be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from warehouse.catalog.sql import read_tables
from warehouse.domain.period import month_end
from warehouse.errors import ContractBroken
from warehouse.programme.frames import indicator_frame, plausibility_rule_frame
from warehouse.programme.programme import built_in
from warehouse.rules.continuity import comparison_rules, with_continuity_rules

MODEL = next(files for files in read_tables() if files.key == "core.series_break").model_sql


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as scratch:
        scratch.execute("create schema core")
        scratch.register("rules", comparison_rules(plausibility_rule_frame(built_in())).to_arrow())
        scratch.execute("create table core.plausibility_rule as from rules")
        scratch.register("indicators", indicator_frame(built_in()).to_arrow())
        scratch.execute("create table core.indicator as from indicators")
        scratch.execute("create table core.vintage as select 'v1' as vintage_id, 1 as ordinal union all select 'v2', 2")
        scratch.execute(
            "create table core.observation (observation_id varchar, indicator_id varchar, subject_kind varchar, "
            "subject_id varchar, product_code varchar, period varchar, period_kind varchar, period_end_date date, "
            "value decimal(18, 6), vintage_id varchar, vintage_date date, submission_id varchar, "
            "submission_number bigint, source_sheet varchar, source_cell varchar, form_column_id varchar)"
        )
        scratch.execute(
            "create table core.decision (decision_id varchar, held_cell_id varchar, decision_kind varchar, "
            "is_in_force boolean)"
        )
        yield scratch


def _put(
    connection: duckdb.DuckDBPyConnection, indicator: str, period: str, value: str, number: int = 1, vintage: str = "v1"
) -> None:
    year, _, month = period.partition("-")
    kind = "month" if month else "year"
    connection.execute(
        "insert into core.observation values "
        "(?, ?, 'region', '620000', '', ?, ?, ?, ?, ?, null, ?, ?, 's', ?, 'l.value')",
        [f"{indicator}.620000.{period}.{kind}", indicator, period, kind, month_end(int(year), int(month or 12)),
         Decimal(value), vintage, f"S{number:06d}", number, f"B{year}"],
    )  # fmt: skip


def _found(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    assert MODEL is not None
    return [(row[3], row[5], row[13], row[8]) for row in connection.execute(MODEL).fetchall()]


def _series(connection: duckdb.DuckDBPyConnection, **other: str) -> None:
    for year in range(2010, 2017):
        _put(connection, "gdp", str(year), other.get(f"y{year}", str(4000 * 1.12 ** (year - 2010))))


def test_a_series_that_grows_breaks_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    _series(connection)

    assert _found(connection) == []


@pytest.mark.parametrize(
    ("year", "value", "direction"),
    [(2010, "40", "too_low"), (2013, "56000000", "too_high"), (2016, "78000", "too_high"), (2016, "79", "too_low")],
)
def test_a_value_unlike_those_around_it_is_held_and_none_of_them(
    year: int, value: str, direction: str, connection: duckdb.DuckDBPyConnection
) -> None:
    _series(connection, **{f"y{year}": value})

    assert _found(connection) == [("neighbours.gdp", direction, str(year), "open")]


@pytest.mark.parametrize(
    ("value", "found"), [("2523", "too_low"), ("6300", None), ("9500", None), ("12000", "too_high")]
)
def test_a_later_release_is_compared_with_the_best_earlier_one(
    value: str, found: str | None, connection: duckdb.DuckDBPyConnection
) -> None:
    _put(connection, "gdp", "2015", "6790", vintage="v2")
    _put(connection, "gdp", "2015", "1", vintage="v1")
    _put(connection, "gdp", "2015", value, number=2, vintage="v2")

    assert _found(connection) == ([("vintage.gdp", found, "2015", "open")] if found else [])


@pytest.mark.parametrize(
    ("indicator", "value", "found"),
    [
        ("ppi_yoy_index", "95.7", None),
        ("ppi_yoy_index", "-4.3", "too_low"),
        ("ppi_yoy_index", "957", "too_high"),
        ("sei_share_gdp", "12.1", None),
        ("sei_share_gdp", "1210", "too_high"),
        ("sei_share_gdp", "-1", "too_low"),
    ],
)
def test_an_index_is_near_a_hundred_and_a_share_a_part(
    indicator: str, value: str, found: str | None, connection: duckdb.DuckDBPyConnection
) -> None:
    _put(connection, indicator, "2016-03", value)

    assert _found(connection) == ([(f"bounds.{indicator}", found, "2016-03", "open")] if found else [])


def test_a_month_is_compared_with_the_same_month_of_other_years(connection: duckdb.DuckDBPyConnection) -> None:
    for year in range(2012, 2017):
        _put(connection, "power_use", f"{year}-06", str(1000 + year))
        _put(connection, "power_use", f"{year}-12", str(9000 + year))

    assert _found(connection) == []


def test_a_released_value_is_told_as_released(connection: duckdb.DuckDBPyConnection) -> None:
    _put(connection, "ppi_yoy_index", "2016-03", "957")
    connection.execute("insert into core.decision values ('D1', 'S000001/s/B2016', 'released', true)")

    assert [row[3] for row in _found(connection)] == ["released"]


def test_rules_that_lack_an_entry_are_refused() -> None:
    with pytest.raises(ContractBroken, match="lacks 'bounds'"):
        with_continuity_rules('version = "1"\nvintage = []\nneighbours = []\n', plausibility_rule_frame(built_in()))
