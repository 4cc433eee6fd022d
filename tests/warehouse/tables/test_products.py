"""The plain product of two columns works in SQL, as an analyst writes it.

DuckDB multiplies two decimals of at most 18 digits in 64 bits, and 18 digits are soon used up: 50,000 of a quantity
times 3,200 yuan have 20 with the places behind the point. A product with one wider factor is reckoned in 128 bits.
"""

from __future__ import annotations

import re
from itertools import combinations_with_replacement

import duckdb
import pytest

from warehouse.catalog.catalog import load_catalog

_MONEY = re.compile(r"(?<!price)_cny$")
"""Amounts; a price of a unit is no trillion."""
_DECIMAL = re.compile(r"decimal\((\d+), ?(\d+)\)", re.IGNORECASE)
TYPES = {
    (table.key, column.name): column.data_type
    for table in load_catalog().tables.values()
    for column in table.columns
    if _DECIMAL.fullmatch(column.data_type)
}


@pytest.mark.parametrize(
    ("first", "second", "one", "other"),
    [
        # quantity x price: both are values of one table
        (("mart.observation", "value"), ("mart.observation", "value"), "50000.5", "3200.5"),
        (("core.observation", "value"), ("core.observation", "value"), "50000.5", "3200.5"),
        # revenue x share
        (("mart.observation", "value"), ("core.enterprise_sei_share", "sei_share"), "8504156", "0.35"),
        (("mart.enterprise_month", "revenue_cny"), ("core.enterprise_sei_share", "sei_share"), "85041560000", "0.35"),
        (("mart.enterprise_month", "revenue_cny"), ("core.enterprise_chain", "counted_share"), "85041560000", "0.35"),
        (("core.project_plan", "plan_investment_cny"), ("mart.project_progress", "completion_rate"), "9e10", "0.35"),
    ],
)
def test_the_products_that_every_analyst_writes_first_are_exact(
    first: tuple[str, str], second: tuple[str, str], one: str, other: str
) -> None:
    product = _product(TYPES[first], TYPES[second], one, other)

    assert product == _product("decimal(38, 6)", "decimal(38, 6)", one, other)


def test_every_two_columns_of_which_one_is_no_amount_of_money_can_be_multiplied() -> None:
    """With the largest amounts that occur: a trillion yuan, and twelve digits of any other quantity."""
    kinds = {(kind, bool(_MONEY.search(name))) for (_, name), kind in TYPES.items() if not kind.startswith("DECIMAL(4")}
    failed = []
    for (one, is_money), (other, is_other_money) in combinations_with_replacement(sorted(kinds), 2):
        if (is_money and is_other_money) or one == other == "DECIMAL(38,12)":  # nobody multiplies two factors of units
            continue
        try:
            _product(one, other, "1e12" if is_money else "1e9", "1e12" if is_other_money else "1e9")
        except duckdb.Error as error:
            failed.append((one, other, str(error)[:60]))

    assert failed == []


def _product(one_type: str, other_type: str, one: str, other: str) -> object:
    with duckdb.connect() as connection:
        row = connection.execute(f"select {one}::{one_type} * {other}::{other_type}").fetchone()
    assert row is not None
    return row[0]
