"""A slip of the unit is found against the firm's own history and per head, and an ordinary course is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import duckdb
import pytest

from warehouse.catalog.sql import read_tables
from warehouse.domain.period import month_end
from warehouse.programme.frames import plausibility_rule_frame
from warehouse.programme.programme import built_in, check_programme

MODEL, COLUMNS = (
    next(files for files in read_tables() if files.key == key).model_sql
    for key in ("core.suspicion", "core.column_slip")
)
Put = Callable[..., None]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as scratch:
        scratch.execute("create schema core")
        scratch.register("rules", plausibility_rule_frame(built_in()).to_arrow())
        scratch.execute("create table core.plausibility_rule as from rules")
        scratch.execute(
            "create table core.observation (observation_id varchar, indicator_id varchar, subject_kind varchar, "
            "subject_id varchar, product_code varchar, period varchar, period_kind varchar, period_end_date date, "
            "months_covered integer, value decimal(18, 6), submission_id varchar, submission_number bigint, "
            "source_sheet varchar, source_cell varchar, form_column_id varchar, unit_stored varchar default 'cny_1e3', "
            "factor decimal(38, 12))"
        )
        scratch.execute(
            "create table core.decision (decision_id varchar, decision_number bigint, held_cell_id varchar, "
            "decision_kind varchar, is_in_force boolean)"
        )
        scratch.execute(f"create table core.column_slip as with none as ({COLUMNS}) from none limit 0")
        yield scratch


@pytest.fixture
def put(connection: duckdb.DuckDBPyConnection) -> Put:
    def put_one(
        month: int, value: str, indicator: str = "revenue", kind: str = "month", months: int = 1, number: int = 1
    ) -> None:
        period = f"2015-{month:02d}"
        connection.execute(
            "insert into core.observation values (?, ?, 'enterprise', 'E1', '', ?, ?, ?, ?, ?, ?, ?, 's', 'C5', "
            "'monthly_financial_return.revenue_month', 'cny_1e3', 1)",
            [f"{indicator}.E1.{period}.{kind}", indicator, period, kind, month_end(2015, month), months,
             Decimal(value), f"S{number:06d}", number],
        )  # fmt: skip

    return put_one


def _found(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    assert MODEL is not None
    rows = connection.execute(MODEL).fetchall()
    return [(row[0], row[1], row[4]) for row in rows]


@pytest.mark.parametrize(
    ("value", "rule", "direction"),
    [
        ("50000", "history_10.revenue", "too_high"),
        ("480", "history_10.revenue", "too_low"),
        ("5200000", "history_1000.revenue", "too_high"),
        ("4.9", "history_1000.revenue", "too_low"),
        ("48000000", "history_10000.revenue", "too_high"),
        ("0.5", "history_10000.revenue", "too_low"),
    ],
)
def test_a_slip_is_found_with_its_factor(
    value: str, rule: str, direction: str, put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    for month, usual in ((3, "5000"), (4, "5400"), (5, "4700")):
        put(month, usual)
    put(6, value)

    assert ("revenue.E1.2015-06.month", rule, direction) in _found(connection)


def test_an_ordinary_course_is_left_alone(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    for month, value in ((3, "5000"), (4, "9400"), (5, "2100"), (6, "12000"), (7, "800"), (8, "0"), (9, "-300")):
        put(month, value)

    assert _found(connection) == []


def test_years_to_date_are_compared_per_month(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    for month in range(2, 12):
        put(month, str(5000 * month), kind="ytd", months=month)
    put(12, "60000000", kind="ytd", months=12)

    assert _found(connection) == [("revenue.E1.2015-12.ytd", "history_1000.revenue", "too_high")]


def test_months_after_a_slip_are_not_suspected_for_it(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    for month in range(3, 12):
        put(month, "5000000" if month == 7 else "5000")

    assert _found(connection) == [("revenue.E1.2015-07.month", "history_1000.revenue", "too_high")]


@pytest.mark.parametrize(("slip", "rule"), [("5000000", "history_1000.revenue"), ("50000", "history_10.revenue")])
def test_a_firm_that_slips_again_is_suspected_again(
    slip: str, rule: str, put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    for month in range(3, 13):
        put(month, slip if month in (8, 9, 11) else "5000")

    assert _found(connection) == [(f"revenue.E1.2015-{month}.month", rule, "too_high") for month in ("08", "09", "11")]


def test_a_correction_ends_the_suspicion(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    for month in (3, 4, 5):
        put(month, "5000")
    put(6, "5000000")
    put(6, "5000", number=2)

    assert _found(connection) == []


def test_a_first_return_in_the_wrong_unit_is_found_per_head(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    put(3, "4000000", kind="ytd", months=3)
    put(3, "120", indicator="employee_count", kind="point")

    assert _found(connection) == [("revenue.E1.2015-03.ytd", "per_head.revenue", "too_high")]


def test_a_corrected_head_count_ends_the_suspicion_per_head(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    put(3, "4000000", kind="ytd", months=3)
    put(3, "120", indicator="employee_count", kind="point")
    put(3, "1200", indicator="employee_count", kind="point", number=2)

    assert _found(connection) == []


def test_what_came_later_does_not_change_what_was_suspected(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    for month in (3, 4, 5):
        put(month, "5000")
    put(6, "5000000")
    before = _found(connection)

    for month in (7, 8, 9, 10):
        put(month, "5000000", number=2)

    assert before[0] in _found(connection)


def test_a_severity_that_does_not_exist_is_refused() -> None:
    files, name = dict(built_in().files), "rules/plausibility.toml"
    text = (
        files[name].decode().replace('severity = "warning"', 'severity = "loud"').replace('severity = "held"\n', "", 1)
    )

    found = check_programme(files | {name: text.encode()})

    assert {one.code for one in found if one.file == name} == {"not_one_of", "missing"}


def test_a_release_speaks_for_later_values_of_the_firm_that_are_near_it(
    put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    for month, value, number in ((3, "4000000", 1), (4, "5300000", 2), (5, "90000000", 3)):
        put(month, value, kind="ytd", months=month, number=number)
        put(month, "120", indicator="employee_count", kind="point", number=number)
    connection.execute("insert into core.decision values ('D000001', 1, 'S000001/s/C5', 'released', true)")

    assert MODEL is not None
    states = "select period, state, decision_id, is_reused from model where rule_id = 'per_head.revenue' order by 1"
    assert connection.execute(f"with model as ({MODEL}) {states}").fetchall() == [
        ("2015-03", "released", "D000001", False),
        ("2015-04", "released", "D000001", True),
        ("2015-05", "open", None, False),
    ]
