"""A column is judged by the share of its values that are off the history of their firms by one factor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import duckdb
import pytest

from warehouse.catalog.sql import read_tables
from warehouse.domain.period import month_end
from warehouse.programme.frames import plausibility_rule_frame
from warehouse.programme.programme import built_in

MODEL = next(files for files in read_tables() if files.key == "core.column_slip").model_sql
FIRMS = range(1, 7)
Put = Callable[..., None]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as scratch:
        scratch.execute("create schema core")
        scratch.register("rules", plausibility_rule_frame(built_in()).to_arrow())
        scratch.execute("create table core.plausibility_rule as from rules")
        scratch.execute(
            "create table core.observation (indicator_id varchar, subject_kind varchar, subject_id varchar, "
            "product_code varchar, period varchar, period_kind varchar, period_end_date date, months_covered integer, "
            "value decimal(18, 6), unit_stored varchar, submission_id varchar, submission_number bigint, "
            "source_sheet varchar, source_cell varchar, form_column_id varchar)"
        )
        scratch.execute("create table core.decision (held_cell_id varchar, decision_kind varchar, is_in_force boolean)")
        yield scratch


@pytest.fixture
def put(connection: duckdb.DuckDBPyConnection) -> Put:
    def put_column(
        number: int, month: int, values: list[str], indicator: str = "revenue", letters: str = "D", months: int = 1,
        first: int = 1, product: str = "", unit: str = "cny_1e3",
    ) -> None:  # fmt: skip
        """One value of each firm, from the firm `first` on, in a column of the file `number`."""
        kind = "month" if months == 1 else "ytd"
        for firm, value in enumerate(values, start=first):
            connection.execute(
                "insert into core.observation values (?, 'enterprise', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 's', ?, ?)",
                [indicator, f"E{firm}", product, f"2015-{month:02d}", kind, month_end(2015, month), months,
                 Decimal(value), unit, f"S{number:06d}", number, f"{letters}{firm + 4}", f"form.{indicator}_{kind}"],
            )  # fmt: skip

    return put_column


def _found(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    assert MODEL is not None
    columns = "held_cell_id, factor, direction, value_count, judged_count, off_count"
    return connection.execute(f"with model as ({MODEL}) select {columns} from model order by 1").fetchall()


def _usual(factor: Decimal = Decimal(1), add: int = 0) -> list[str]:
    return [f"{Decimal(5000 * firm + add) * factor:f}" for firm in FIRMS]


@pytest.mark.parametrize("factor", ["10", "100", "1000", "10000", "100000", "100000000"])
@pytest.mark.parametrize("direction", ["too_high", "too_low"])
def test_a_column_is_found_with_each_factor_either_way(
    factor: str, direction: str, put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    multiplied = Decimal(factor) if direction == "too_high" else 1 / Decimal(factor)
    usual = [Decimal(value) * (1 if direction == "too_high" else 1000) / 100 for value in _usual()]
    for number, month in ((1, 3), (2, 4)):
        put(number, month, [f"{value:f}" for value in usual])
    put(3, 5, [f"{value * multiplied:.6f}" for value in usual])

    assert _found(connection) == [("S000003/s/D", int(factor), direction, 6, 6, 6)]


def test_some_values_off_are_no_slip_of_the_column(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    put(1, 3, _usual())
    put(2, 4, [*_usual(Decimal(10))[:3], *_usual()[3:]])

    assert _found(connection) == []


def test_firms_that_jump_anyway_tell_nothing(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    for number, factor in enumerate(("1", "9", "0.2", "6", "0.1", "10"), start=1):
        put(number, number + 2, _usual(Decimal(factor)), indicator="rd_expenditure")

    assert [row for row in _found(connection) if row[0] != "S000002/s/D"] == []


def test_fewer_values_than_are_asked_for_are_not_judged(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    put(1, 3, _usual()[:4])
    put(2, 4, _usual(Decimal(10))[:4])

    assert _found(connection) == []


def test_columns_of_one_unit_are_counted_together_for_a_few_firms(
    put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    columns = (("revenue", "D"), ("gross_output", "E"), ("operating_cost", "F"))
    for indicator, letters in columns:
        put(1, 3, _usual()[:2], indicator, letters)
        put(2, 4, _usual(Decimal("0.1"))[:2], indicator, letters)
    put(2, 4, ["7", "0"], "total_profit", "G")
    put(1, 3, ["50", "60"], "employee_count", "H", unit="person")
    put(2, 4, ["50", "60"], "employee_count", "H", unit="person")

    # A profit that nobody reported before goes with the others; persons are of another unit.
    assert [(row[0], *row[3:]) for row in _found(connection)] == [
        ("S000002/s/D", 2, 2, 2), ("S000002/s/E", 2, 2, 2), ("S000002/s/F", 2, 2, 2), ("S000002/s/G", 2, 0, 0)
    ]  # fmt: skip


def test_a_column_that_is_not_off_itself_is_not_held_with_the_others(
    put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    for indicator, letters, factor in (("revenue", "D", "10"), ("gross_output", "E", "10"), ("total_assets", "F", "1")):
        put(1, 3, _usual(), indicator, letters)
        put(2, 4, _usual(Decimal(factor)), indicator, letters)

    assert [row[0] for row in _found(connection)] == ["S000002/s/D", "S000002/s/E"]


def test_another_file_of_the_month_is_judged_by_itself(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    put(1, 3, _usual())
    put(2, 3, _usual(), first=7)
    put(3, 4, _usual(Decimal(10)))
    put(4, 4, _usual(add=100), first=7)

    assert [row[0] for row in _found(connection)] == ["S000003/s/D"]


def test_files_in_the_wrong_unit_month_after_month_do_not_become_usual(
    put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    put(1, 3, _usual())
    for number in range(2, 8):
        put(number, number + 2, _usual(Decimal("0.1"), add=number))

    assert [row[0] for row in _found(connection)] == [f"S{number:06d}/s/D" for number in range(2, 8)]


def test_a_level_that_a_person_released_is_the_usual_one(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    put(1, 3, _usual())
    for number in (2, 3):
        put(number, number + 2, _usual(Decimal("0.1"), add=number))
    connection.execute("insert into core.decision values ('S000002/s/D', 'released', true)")
    put(4, 6, _usual())

    # It is still told of, as released; the next file of that level is not, and one of the old level is.
    assert [row[0] for row in _found(connection)] == ["S000002/s/D", "S000004/s/D"]


def test_a_corrected_file_is_compared_with_the_version_before_it(
    put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    put(1, 3, _usual())
    put(2, 3, _usual(Decimal(1000)))

    assert [(row[0], row[1]) for row in _found(connection)] == [("S000002/s/D", 1000)]


def test_years_to_date_are_compared_per_month(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    for number, month in enumerate((2, 3, 11, 12), start=1):
        put(number, month, [str(5000 * firm * month) for firm in FIRMS], months=month)
    put(5, 12, [str(50 * firm * 12) for firm in FIRMS], months=12)

    assert [(row[0], row[1]) for row in _found(connection)] == [("S000005/s/D", 100)]
