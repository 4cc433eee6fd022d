"""Pairs one year apart: which months both sides have, what a blank means, and mergers."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from warehouse.measures.growth.period_pairs import (
    in_pairs,
    pair_products,
    pair_totals,
    pairs_in_units,
    with_labels,
    with_quarters_and_years,
)

NO_MERGERS = pl.LazyFrame(schema={"enterprise_id": pl.String, "heir_id": pl.String, "merger_date": pl.Date})
MERGER = pl.LazyFrame({"enterprise_id": ["B"], "heir_id": ["A"], "merger_date": [date(2015, 6, 1)]})
FLAGS = {"is_flagged": False, "is_synthetic": False}


def totals(*rows: tuple[str, str, int, int, int | None, int | None]) -> pl.LazyFrame:
    """Firm, kind, year, month, value and restated base."""
    schema = {
        "enterprise_id": pl.String, "measure": pl.String, "period_kind": pl.String, "year": pl.Int32,
        "month": pl.Int32, "value": pl.Int64, "restated": pl.Int64, "first": pl.Int64,
        "is_flagged": pl.Boolean, "is_synthetic": pl.Boolean,
    }  # fmt: skip
    return pl.LazyFrame(
        [
            {"enterprise_id": firm, "measure": "revenue", "period_kind": kind, "year": year, "month": month}
            | {"value": value, "restated": restated, "first": value}
            | FLAGS
            for firm, kind, year, month, value, restated in rows
        ],
        schema=schema,
    )


def products(*rows: dict[str, Any]) -> pl.LazyFrame:
    names = ("quantity", "restated_quantity", "price", "restated_price", "capacity")
    schema = {
        "enterprise_id": pl.String, "product_code": pl.String, "year": pl.Int32, "month": pl.Int32,
        "unit": pl.String, **dict.fromkeys(names, pl.Float64), "is_flagged": pl.Boolean, "is_synthetic": pl.Boolean,
    }  # fmt: skip
    blank = {"enterprise_id": "A", "product_code": "x", "month": 3, "unit": "tonne"} | dict.fromkeys(names)
    return pl.LazyFrame([blank | FLAGS | row for row in rows], schema=schema)


def test_a_quarter_is_the_difference_of_two_years_to_date() -> None:
    values = totals(("A", "ytd", 2015, 3, 30, 20), ("A", "ytd", 2015, 6, 70, 50), ("A", "ytd", 2015, 12, 150, 99))

    rows = with_labels(with_quarters_and_years(values)).filter(pl.col("period_kind").is_in(["quarter", "year"]))
    found = {row["to_period"]: (row["value"], row["restated"]) for row in rows.collect().iter_rows(named=True)}
    assert found == {"2015-Q1": (30, 20), "2015-Q2": (40, 30), "2015": (150, 99)}


def test_a_pair_is_of_the_same_months_of_two_years() -> None:
    values = totals(("A", "ytd", 2015, 3, 30, 20), ("A", "ytd", 2014, 3, 21, None), ("A", "ytd", 2014, 4, 28, None))

    pairs = pair_totals(values, NO_MERGERS).filter(pl.col("year") == 2015).collect()
    assert pairs.select("month", "value", "restated", "own", "has_earlier").rows() == [(3, 30, 20, 21, True)]


def test_a_base_before_the_series_is_no_pair_of_it() -> None:
    pairs = pair_totals(totals(("A", "ytd", 2014, 3, 30, 20)), NO_MERGERS).collect()

    assert pairs["has_earlier"].to_list() == [False]


def test_from_its_merger_on_a_firm_is_one_unit_with_its_heir() -> None:
    values = totals(
        *(("A", "ytd", 2014, month, 100, None) for month in (5, 6)),
        *(("B", "ytd", 2014, month, 40, None) for month in (5, 6)),
        *(("A", "ytd", 2015, month, 160, 140) for month in (5, 6)),
    )

    pairs = pair_totals(values, MERGER).filter(pl.col("year") == 2015).sort("month", "enterprise_id").collect()
    assert pairs.select("month", "enterprise_id", "own", "is_merged").rows() == [
        (5, "A", 100, False),
        (5, "B", 40, False),
        (6, "A", 140, True),
    ]


def test_a_pair_that_ends_after_a_merger_has_the_merged_firms_earlier_months() -> None:
    slots = pl.LazyFrame(
        [("A", 2015, 5, 7), ("B", 2015, 5, 2), ("A", 2015, 6, 9)],
        schema={"enterprise_id": pl.String, "year": pl.Int32, "month": pl.Int32, "price": pl.Int64}, orient="row",
    )  # fmt: skip

    pairs = pairs_in_units(in_pairs(slots, ["price"]), MERGER, ["price"]).filter(pl.col("period_kind") == "ytd")
    assert pairs.filter(pl.col("month") < 7).sort("month", "enterprise_id").select(
        "month", "enterprise_id", "price"
    ).collect().rows() == [(5, "A", 7), (5, "B", 2), (6, "A", 18)]


def quantities(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    pairs = pair_products(products(*rows), NO_MERGERS).filter(pl.col("year") == 2015).sort("product_code").collect()
    return pairs.select("product_code", "quantity_0", "quantity_1", "price_0", "price_1").rows()


def test_the_base_of_a_product_is_that_of_the_later_return_else_the_own_report() -> None:
    own = {"year": 2014, "quantity": 9, "price": 5}

    assert quantities({"year": 2015, "quantity": 4, "restated_quantity": 3, "price": 7, "restated_price": 6}, own) == [
        ("x", 3, 4, 6, 7)
    ]
    assert quantities({"year": 2015, "quantity": 4, "price": 7, "restated_price": 0}, own) == [("x", 9, 4, 5, 7)]


def test_a_product_that_a_return_leaves_out_was_not_produced() -> None:
    assert quantities(
        {"year": 2015, "quantity": 4, "restated_quantity": 3, "price": 7, "restated_price": 6},
        {"year": 2014, "product_code": "z", "quantity": 9, "price": 5},
    ) == [("x", 3, 4, 6, 7), ("z", 9, 0, 5, None)]


def test_without_the_return_of_the_month_nothing_is_known_of_its_products() -> None:
    assert quantities({"year": 2014, "quantity": 9, "price": 5}) == [("x", 9, None, 5, None)]


def test_a_year_to_date_sums_its_months_from_february_on() -> None:
    slots = pl.LazyFrame(
        {"enterprise_id": ["A"] * 3, "year": [2015] * 3, "month": [2, 3, 4], "price": [1, 10, 100]},
        schema_overrides={"year": pl.Int32, "month": pl.Int32},
    )

    sums = in_pairs(slots, ["price"]).collect()
    found = {(kind, month): price for _, kind, _, month, price in sums.iter_rows()}
    assert {month: found["ytd", month] for month in (2, 3, 4, 5)} == {2: 1, 3: 11, 4: 111, 5: 111}
    assert [found["month", month] for month in (3, 4)] == [10, 100]
    assert (found["quarter", 3], found["quarter", 6], found["year", 12]) == (11, 100, 111)
    assert ("month", 2) not in found


def test_a_product_of_two_merged_firms_has_their_unit_value() -> None:
    rows = products(
        {"year": 2015, "month": 6, "quantity": 10, "price": 3},
        {"year": 2014, "month": 6, "quantity": 6, "price": 1},
        {"enterprise_id": "B", "year": 2014, "month": 6, "quantity": 4, "price": 6},
    )

    later = pair_products(rows, MERGER).filter(pl.col("year") == 2015).collect()
    assert later.select("enterprise_id", "quantity_0", "price_0").rows() == [("A", 10, 3)]


def test_merged_firms_have_no_unit_value_of_nothing_and_none_of_a_price_left_blank() -> None:
    def price(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
        later = pair_products(products(*rows), MERGER).filter(pl.col("year") == 2015).collect()
        return later.select("quantity_0", "price_0", "quantity_1", "price_1").rows()

    both = ({"year": 2015, "month": 6, "quantity": 10, "price": 3}, {"enterprise_id": "B", "year": 2015, "month": 6})
    own = ({"year": 2014, "month": 6, "quantity": 5, "price": 4},)
    # Nobody restated a base: the own report stands, and 0 / 0 is no price.
    assert price(both[0], both[1] | {"quantity": 10, "price": 5}, *own) == [(5, 4, 20, 4)]
    assert price(both[0], both[1] | {"quantity": 10}, *own) == [(5, 4, 20, None)]
    assert price(both[0] | {"quantity": 0}, both[1] | {"quantity": 0, "price": 5}, *own) == [(5, 4, 0, None)]
    # What a firm did not make needs no price.
    assert price(both[0], both[1] | {"quantity": 0}, *own) == [(5, 4, 10, 3)]
