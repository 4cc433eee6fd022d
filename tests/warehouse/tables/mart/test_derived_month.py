"""A month is the difference of two years to date where nobody gave it and both have one base; never otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from warehouse.catalog.sql import TableFiles, read_tables

KEY = "mart.derived_month"
READ = (
    "core.indicator",
    "core.submission",
    "core.observation",
    "core.held_value",
    "core.withdrawn_value",
    "core.enterprise_change",
    "mart.observation",
)
FILES: dict[str, TableFiles] = {files.key: files for files in read_tables() if files.key in (*READ, KEY)}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Years to date of a firm for February to April 2016, from one file each, and no month."""
    with duckdb.connect() as opened:
        opened.execute("create schema core; create schema mart")
        for files in FILES.values():
            lines = files.table_sql.replace(" not null", "").splitlines()
            opened.execute("\n".join(line for line in lines if not line.lstrip().startswith("primary key")))
        opened.execute(
            "insert into core.indicator (indicator_id, quantity_kind, may_be_negative) "
            "values ('revenue', 'flow', false), ('total_profit', 'flow', true), ('ppi', 'index', false)"
        )
        opened.execute(
            "insert into core.submission (submission_id, submission_number) select 'S' || i, i from range(9) t(i)"
        )
        for number, (period, value) in enumerate((("2016-02", 200), ("2016-03", 350), ("2016-04", 340)), start=1):
            give(opened, period, "ytd", value, number)
        yield opened


def give(
    connection: duckdb.DuckDBPyConnection,
    period: str,
    kind: str,
    value: float | None,
    submission: int,
    *,
    indicator: str = "revenue",
    vintage: str = "reported",
    subject: str = "E1",
) -> None:
    """A value as file `submission` gave it, in force where no later one did."""
    row = {
        "observation_id": f"{indicator}.{subject}.{period}.{kind}",
        "indicator_id": indicator,
        "subject_kind": "enterprise",
        "subject_id": subject,
        "product_code": "",
        "period": period,
        "period_kind": kind,
        "period_end_date": f"{period}-28",
        "months_covered": int(period[-2:]) if kind == "ytd" else 1,
        "value": value,
        "unit_stored": "cny_1e3",
        "vintage_id": vintage,
        "known_from": f"2016-06-0{submission}",
        "is_flagged": False,
        "is_corrected": False,
        "is_synthetic": False,
        "submission_id": f"S{submission}",
        "source_sheet": "s",
        "source_cell": f"F{int(period[-2:])}",
        "form_column_id": f"f.revenue_{kind}",
    }
    connection.execute("delete from mart.observation where observation_id = ?", [row["observation_id"]])
    for table, columns in (("mart.observation", row), ("core.observation", {**row, "submission_number": submission})):
        marks = ", ".join("?" * len(columns))
        connection.execute(f"insert into {table} ({', '.join(columns)}) values ({marks})", list(columns.values()))


def derived(connection: duckdb.DuckDBPyConnection) -> dict[str, Decimal]:
    """The derived months by id; every promise of the table holds for them."""
    connection.execute(f"delete from {KEY}; insert into {KEY} by name {FILES[KEY].model_sql}")
    for check in FILES[KEY].checks:
        assert check.severity == "warn" or connection.execute(check.query).fetchall() == [], check.name
    return dict(connection.execute(f"select derived_month_id, value from {KEY} order by 1").fetchall())


MARCH, APRIL = "revenue.E1.2016-03.month", "revenue.E1.2016-04.month"


def test_march_is_the_year_to_date_less_january_and_february(connection: duckdb.DuckDBPyConnection) -> None:
    assert derived(connection) == {MARCH: 150, APRIL: -10}


def test_a_derived_month_names_both_years_to_date_and_when_both_were_known(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    derived(connection)
    row = connection.execute(
        "select ytd_observation_id, prior_ytd_observation_id, known_from::date::varchar "
        f"from {KEY} where period = '2016-03'"
    ).fetchone()

    assert row == ("revenue.E1.2016-03.ytd", "revenue.E1.2016-02.ytd", "2016-06-02")


def test_january_and_february_are_not_told_apart(connection: duckdb.DuckDBPyConnection) -> None:
    give(connection, "2016-01", "ytd", 90, 1)

    assert set(derived(connection)) == {MARCH, APRIL}


def test_a_month_that_was_given_is_not_derived(connection: duckdb.DuckDBPyConnection) -> None:
    give(connection, "2016-03", "month", 149, 2)

    assert set(derived(connection)) == {APRIL}


def test_a_month_without_a_value_was_not_given(connection: duckdb.DuckDBPyConnection) -> None:
    give(connection, "2016-03", "month", None, 2)

    assert set(derived(connection)) == {MARCH, APRIL}


@pytest.mark.parametrize(
    ("what", "months"),
    [
        ({}, {APRIL}),
        ({"period_kind": "ytd"}, {MARCH, APRIL}),
        ({"period": "2016-05"}, {MARCH, APRIL}),
        ({"subject_id": "E2"}, {MARCH, APRIL}),
        ({"indicator_id": "gross_output"}, {MARCH, APRIL}),
        ({"product_code": "384101"}, {MARCH, APRIL}),
    ],
)
def test_a_month_that_waits_for_a_person_is_not_gone_round(
    connection: duckdb.DuckDBPyConnection, what: dict[str, str], months: set[str]
) -> None:
    waits = {"indicator_id": "revenue", "subject_id": "E1", "product_code": "", "period": "2016-03", **what}
    waits = {"period_kind": "month", **waits}
    connection.execute(
        f"insert into core.held_value ({', '.join(waits)}) values ({', '.join('?' * len(waits))})", [*waits.values()]
    )

    assert set(derived(connection)) == months


def test_a_month_after_a_gap_is_not_derived(connection: duckdb.DuckDBPyConnection) -> None:
    give(connection, "2016-06", "ytd", 700, 4)

    assert set(derived(connection)) == {MARCH, APRIL}


def test_two_vintages_make_no_month(connection: duckdb.DuckDBPyConnection) -> None:
    give(connection, "2016-04", "ytd", 400, 3, vintage="post_4th_census")

    assert set(derived(connection)) == {MARCH}


def test_what_does_not_add_up_over_months_is_not_taken_apart(connection: duckdb.DuckDBPyConnection) -> None:
    for period, value in (("2016-03", 101), ("2016-04", 102)):
        give(connection, period, "ytd", value, 4, indicator="ppi")

    assert set(derived(connection)) == {MARCH, APRIL}


def test_a_year_to_date_that_is_restated_afterwards_is_of_another_base(connection: duckdb.DuckDBPyConnection) -> None:
    give(connection, "2016-03", "ytd", 360, 4)

    assert derived(connection) == {MARCH: 160}

    give(connection, "2016-04", "ytd", 500, 5)

    assert derived(connection) == {MARCH: 160, APRIL: 140}


@pytest.mark.parametrize("value", [350, None])
def test_a_file_that_comes_late_or_says_the_same_restates_nothing(
    connection: duckdb.DuckDBPyConnection, value: int | None
) -> None:
    if value is None:
        connection.execute("delete from core.observation where period = '2016-03'")
    give(connection, "2016-03", "ytd", 350, 4)

    assert set(derived(connection)) == {MARCH, APRIL}


@pytest.mark.parametrize("column", ["enterprise_id", "other_enterprise_id"])
def test_around_a_merger_the_firms_are_not_the_same(connection: duckdb.DuckDBPyConnection, column: str) -> None:
    give(connection, "2016-05", "ytd", 900, 4)
    connection.execute(
        f"insert into core.enterprise_change ({column}, change_kind, change_date) values ('E1', 'merger', '2016-03-31')"
    )

    assert set(derived(connection)) == {"revenue.E1.2016-05.month"}


def doubtful(connection: duckdb.DuckDBPyConnection) -> set[str]:
    derived(connection)
    return {
        month for (month,) in connection.execute(f"select derived_month_id from {KEY} where is_doubtful").fetchall()
    }


def test_a_month_below_zero_of_what_cannot_be_is_doubtful(connection: duckdb.DuckDBPyConnection) -> None:
    assert doubtful(connection) == {APRIL}


def test_a_month_below_zero_of_a_profit_says_something(connection: duckdb.DuckDBPyConnection) -> None:
    for period, value in (("2016-03", 80), ("2016-04", 60)):
        give(connection, period, "ytd", value, 3, indicator="total_profit")

    assert doubtful(connection) == {APRIL}
    assert derived(connection)["total_profit.E1.2016-04.month"] == -20


def test_a_month_of_nothing_is_not_doubtful(connection: duckdb.DuckDBPyConnection) -> None:
    give(connection, "2016-04", "ytd", 350, 3)

    assert derived(connection)[APRIL] == 0
    assert doubtful(connection) == set()


def test_a_year_to_date_that_falls_is_told_with_both_cells(connection: duckdb.DuckDBPyConnection) -> None:
    derived(connection)
    check = next(check for check in FILES[KEY].checks if check.name == "no_year_to_date_falls_that_cannot")

    assert connection.execute(check.query).fetchall() == [
        (APRIL, Decimal(-10), Decimal(340), "S3", "s", "F4", Decimal(350), "S2", "s", "F3")
    ]


def test_the_largest_values_have_a_difference(connection: duckdb.DuckDBPyConnection) -> None:
    give(connection, "2016-03", "ytd", -999_999_999_999, 2)
    give(connection, "2016-04", "ytd", 999_999_999_999, 3)

    assert derived(connection)[APRIL] == 1_999_999_999_998
