from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from tests.warehouse.query.conftest import THING
from warehouse.catalog.catalog import Catalog, Table, TableColumn
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.query.access import Admitted, unrestricted
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, Predicate
from warehouse.query.predicates import OPERATORS, compile_predicate

Row = dict[str, Any]
DAY = date(2016, 1, 4)

# operator, column, value, and what it means in Python
CASES: list[tuple[str, str, object, Callable[[Row], bool]]] = [
    ("eq", "name", "Alpha", lambda row: row["name"] == "Alpha"),
    ("ne", "name", "Alpha", lambda row: row["name"] != "Alpha"),
    ("in", "name", ("Alpha", "金川"), lambda row: row["name"] in {"Alpha", "金川"}),
    ("in", "name", (), lambda row: False),
    ("not_in", "name", ("Alpha", "金川"), lambda row: row["name"] not in {"Alpha", "金川"}),
    ("not_in", "name", (), lambda row: True),
    ("in", "amount", (Decimal("0.125"), Decimal(1)), lambda row: row["amount"] in {Decimal("0.125"), Decimal(1)}),
    ("in", "day", (DAY,), lambda row: row["day"] == DAY),
    ("in", "ordinal", tuple(range(3, 40)), lambda row: row["ordinal"] is not None and row["ordinal"] >= 3),
    ("not_in", "ordinal", tuple(range(3, 40)), lambda row: row["ordinal"] is None or row["ordinal"] < 3),
    ("lt", "amount", Decimal("0.5"), lambda row: row["amount"] is not None and row["amount"] < Decimal("0.5")),
    ("lte", "day", DAY, lambda row: row["day"] is not None and row["day"] <= DAY),
    ("gt", "ordinal", Decimal("4.5"), lambda row: row["ordinal"] is not None and row["ordinal"] > 4.5),
    ("gte", "size", Decimal(9007199254740995), lambda row: row["size"] >= 9007199254740995),
    ("contains", "name", "%", lambda row: "%" in (row["name"] or "")),
    ("contains", "name", "AMMA", lambda row: row["name"] == "Gamma"),
    ("starts_with", "name", "1", lambda row: (row["name"] or "").startswith("1")),
    ("starts_with", "name", "al", lambda row: row["name"] == "Alpha"),
    ("is_null", "day", True, lambda row: row["day"] is None),
    ("is_null", "day", False, lambda row: row["day"] is not None),
    ("eq", "is_new", True, lambda row: row["is_new"] is True),
]


def found(connection: duckdb.DuckDBPyConnection, predicate: Predicate) -> set[str]:
    condition = compile_predicate(predicate, THING)
    query = f"select thing_id from core.thing where {condition.text}"
    return {row[0] for row in connection.cursor().execute(query, list(condition.values)).fetchall()}


@pytest.mark.parametrize(("operator", "column", "value", "meaning"), CASES)
def test_an_operator_admits_the_rows_that_it_says(
    connection: duckdb.DuckDBPyConnection,
    rows: list[Row],
    operator: str,
    column: str,
    value: object,
    meaning: Callable[[Row], bool],
) -> None:
    admitted = found(connection, Comparison(column, operator, value))

    assert admitted == {row["thing_id"] for row in rows if meaning(row)}


@pytest.mark.parametrize("count", [1, 16, 17, 40])
def test_a_number_finer_than_its_column_is_in_no_list(count: int) -> None:
    values = (Decimal("12.1000001"), *(Decimal(number) for number in range(100, 99 + count)))
    money = _money("DECIMAL(38,2)")
    condition = compile_predicate(Comparison("cny", "in", values), money)
    complement = compile_predicate(Comparison("cny", "not_in", values), money)

    with duckdb.connect() as connection:
        connection.execute("create table money as select unnest([12.1, 100, null])::decimal(38, 2) as cny")
        rows = [
            connection.execute(f"select count(*) from money where {made.text}", list(made.values)).fetchone()
            for made in (condition, complement)
        ]

    assert rows == ([(0,), (3,)] if count == 1 else [(1,), (2,)])


def test_a_long_list_takes_numbers_of_as_many_digits_as_its_column() -> None:
    widest = Decimal(f"{'9' * 20}.{'9' * 12}")
    condition = compile_predicate(
        Comparison("cny", "in", (widest, *(Decimal(number) for number in range(40)))), _money("DECIMAL(38,12)")
    )

    with duckdb.connect() as connection:
        connection.execute("create table money as select ?::decimal(38, 12) as cny", [widest])
        (found,) = connection.execute(
            f"select count(*) from money where {condition.text}", list(condition.values)
        ).fetchall()

    assert found == (1,)


def _money(data_type: str) -> Admitted:
    contract = Table(
        "core", "money", "", "", (TableColumn("cny", data_type, True, ""),), (), None, "", None, None, (), ()
    )
    return unrestricted(Catalog({"core.money": contract})).table("core.money")


def test_every_operator_has_a_case() -> None:
    assert {operator for operator, *_ in CASES} == OPERATORS.keys()


@pytest.mark.parametrize(("operator", "column", "value", "meaning"), CASES)
def test_a_negation_is_the_exact_complement_rows_without_a_value_included(
    connection: duckdb.DuckDBPyConnection,
    rows: list[Row],
    operator: str,
    column: str,
    value: object,
    meaning: Callable[[Row], bool],
) -> None:
    admitted = found(connection, Negation(Comparison(column, operator, value)))

    assert admitted == {row["thing_id"] for row in rows if not meaning(row)}


def test_parts_are_joined_by_and_and_or_and_nest(connection: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    alpha, beta = Comparison("name", "eq", "Alpha"), Comparison("name", "eq", "beta")
    few = Comparison("ordinal", "lt", 3)

    admitted = found(connection, AllOf((AnyOf((alpha, beta)), Negation(few))))

    expected = {
        row["thing_id"]
        for row in rows
        if row["name"] in {"Alpha", "beta"} and not (row["ordinal"] is not None and row["ordinal"] < 3)
    }
    assert admitted == expected


def test_all_of_nothing_is_true_and_any_of_nothing_is_false(
    connection: duckdb.DuckDBPyConnection, rows: list[Row]
) -> None:
    assert len(found(connection, AllOf(()))) == len(rows)
    assert found(connection, AnyOf(())) == set()


@pytest.mark.parametrize("value", ["'; drop table core.thing; --", '" or 1=1 --', "x') or true --"])
def test_a_value_never_becomes_text_of_the_statement(value: str) -> None:
    statement = compile_predicate(Comparison("name", "eq", value), THING)

    assert statement.text == '"name" = ?'
    assert statement.values == (value,)


def test_a_column_that_the_table_has_not_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"core\.thing has no column 'secret'"):
        compile_predicate(Comparison("secret", "eq", 1), THING)


def test_an_unknown_operator_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="'like' is no filter operator"):
        compile_predicate(Comparison("name", "like", "%"), THING)
