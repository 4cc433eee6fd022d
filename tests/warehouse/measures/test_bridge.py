"""The growth bridge against a case worked by hand, its algebra, and its degenerate cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.measures.growth.bridge import (
    EFFECTS,
    SUMMED,
    add_up,
    decompose,
    product_effects,
    slot_sums,
    states,
    with_fisher,
    with_mix,
)
from warehouse.measures.reason import Reason

THOUSAND = 1_000
Cell = tuple[str, str, int, float | None, float | None, float | None, float | None]
"""Firm, product, slot (month of 2015), quantity and price of the earlier side, then of the later one."""


def cells_of(cells: Sequence[Cell], unit: str = "tonne", has_unit_mismatch: bool = False) -> pl.LazyFrame:
    rows = [
        {
            "enterprise_id": firm, "product_code": product, "year": 2015, "month": month, "period": f"2015-{month:02}",
            "unit": unit, "has_unit_mismatch": has_unit_mismatch,
            "quantity_0": q0, "price_0": p0, "quantity_1": q1, "price_1": p1,
        }
        for firm, product, month, q0, p0, q1, p1 in cells
    ]  # fmt: skip
    schema = {
        "enterprise_id": pl.String, "product_code": pl.String, "year": pl.Int32, "month": pl.Int32,
        "period": pl.String, "unit": pl.String, "has_unit_mismatch": pl.Boolean,
        "quantity_0": pl.Float64, "price_0": pl.Float64, "quantity_1": pl.Float64, "price_1": pl.Float64,
    }  # fmt: skip
    return with_mix(product_effects(pl.LazyFrame(rows, schema=schema)))


def bridge_of(cells: Sequence[Cell], totals: dict[str, tuple[Any, ...]], **how: Any) -> pl.DataFrame:
    """The bridge of firms, all slots together, in thousand yuan; totals are value, restated, own and first."""
    named = ("value", "restated", "own", "first")
    rows = [
        {"enterprise_id": firm, "is_flagged": False, "is_synthetic": False}
        | {name: None if amount is None else amount * THOUSAND * 100 for name, amount in zip(named, four, strict=True)}
        for firm, four in totals.items()
    ]
    schema = {"enterprise_id": pl.String, "is_flagged": pl.Boolean, "is_synthetic": pl.Boolean}
    frame = pl.LazyFrame(rows, schema=schema | dict.fromkeys(named, pl.Int64), orient="row")
    slots = slot_sums(cells_of(cells, **how)).group_by("enterprise_id").agg(pl.col(SUMMED).sum())
    return decompose(states(frame).join(slots, on="enterprise_id", how="left")).sort("enterprise_id").collect()


def group_of(firms: pl.DataFrame, weight: float = 1.0) -> dict[str, Any]:
    weighted = firms.lazy().with_columns(
        weight=pl.lit(weight), group=pl.lit("all"), capacity_0=pl.lit(0), capacity_1=pl.lit(0)
    )
    return add_up(weighted, ["group"]).collect().row(0, named=True)


def in_thousands(row: dict[str, Any]) -> dict[str, float | None]:
    return {
        name: None if row[name] is None else pytest.approx(row[name] / 100 / THOUSAND, abs=1e-5)
        for name in (*EFFECTS, "total")
    }


BY_HAND: list[Cell] = [
    ("A", "x", 12, 10, 80_000, 11, 56_160),
    ("A", "y", 12, 0, None, 1, 150_000),
    ("A", "z", 12, 1, 120_000, 0, None),
    ("B", "x", 12, 4, 40_000, 5, 40_000),
    ("C", "x", 12, 3, 100_000, None, None),
]
TOTALS = {
    "A": (900, 1000, 990, 985),
    "B": (200, 160, None, None),
    "C": (None, None, 300, 300),
    "D": (50, None, None, None),
}
EXPECTED = {
    "A": (-249.429715, 67.189715, 30, 52.24, 0, 10, 5, -85),
    "B": (0, 40, 0, 0, 160, 0, 0, 200),
    "C": (0, 0, 0, 0, -300, 0, 0, -300),
    "D": (0, 0, 0, 0, 50, 0, 0, 50),
}


@pytest.mark.parametrize("firm", EXPECTED)
def test_the_bridge_of_a_firm_is_that_worked_by_hand(firm: str) -> None:
    bridge = bridge_of(BY_HAND, TOTALS)

    row = bridge.row(by_predicate=pl.col("enterprise_id") == firm, named=True)
    assert in_thousands(row) == dict(zip((*EFFECTS, "total"), EXPECTED[firm], strict=True))


def test_the_bridge_of_the_province_adds_up_that_of_its_firms() -> None:
    bridge = bridge_of(BY_HAND, TOTALS)

    province = group_of(bridge)
    assert in_thousands(province) == dict(
        zip((*EFFECTS, "total"), (-249.429715, 107.189715, 30, 52.24, -90, 10, 5, -135), strict=True)
    )
    assert [province[name] for name in ("panel_count", "own_base_count", "unexplained_count")] == [2, 0, 0]


def test_a_chain_counts_a_firm_by_its_share() -> None:
    bridge = bridge_of(BY_HAND, TOTALS).filter(pl.col("enterprise_id") == "A")

    chain = group_of(bridge, weight=0.4)
    assert in_thousands(chain) == {
        name: value * 0.4 for name, value in zip((*EFFECTS, "total"), EXPECTED["A"], strict=True)
    }
    assert sum(chain[name] for name in EFFECTS) == chain["total"]


def test_a_shift_to_the_dearer_of_two_products_is_mix() -> None:
    rows = cells_of([("A", "x", 12, 10, 5, 8, 5), ("A", "y", 12, 10, 20, 14, 20)]).collect()

    assert rows["volume"].sum() == 70 * 100
    assert rows["mix"].sum() / 100 == pytest.approx(43.067700, abs=0.01)


def test_products_of_different_units_have_no_mix() -> None:
    tonnes, pieces = cells_of([("A", "x", 12, 10, 5, 8, 5)]), cells_of([("A", "y", 12, 10, 20, 14, 20)], unit="piece")

    rows = with_mix(pl.concat([tonnes, pieces]).drop("mix")).collect()
    assert rows["mix"].null_count() == 2


def test_near_prices_and_quantities_bridge_and_fisher_agree_to_second_order() -> None:
    gaps = []
    for spread in (0.2, 0.1, 0.05):
        cells: list[Cell] = [
            ("A", "x", 12, 1, 1e10, 1 + spread, 1e10 * (1 - spread)),
            ("A", "y", 12, 2, 1e10, 2 * (1 - spread / 2), 1e10 * (1 + spread)),
            ("A", "z", 12, 1, 3e10, 1 - spread / 3, 3e10 * (1 + spread / 2)),
        ]
        group = with_fisher(pl.LazyFrame([group_of(bridge_of(cells, {"A": (1, 1, 1, 1)}))])).collect()
        gaps.append(group["index_gap"][0])

    assert gaps[0] / gaps[1] > 6
    assert gaps[1] / gaps[2] > 6


def test_a_fall_of_the_price_by_29_8_percent_with_a_tenth_more_output() -> None:
    row = cells_of([("A", "x", 12, 1, 100_000_000, 1.1, 70_200_000)]).collect().row(0, named=True)

    assert row["value_1"] / 1e8 == pytest.approx(77.22)
    assert row["price"] / 1e8 == pytest.approx(-31.178714, abs=1e-6)
    assert row["volume"] / 1e8 == pytest.approx(8.398714, abs=1e-6)


NUMBERS = st.floats(0.001, 1e6)
MONTHS = st.lists(
    st.tuples(NUMBERS | st.just(0.0), NUMBERS, NUMBERS | st.just(0.0), NUMBERS), min_size=1, max_size=6
)  # fmt: skip
AMOUNTS = st.integers(-(10**9), 10**9)


def swapped(cells: Sequence[Cell]) -> list[Cell]:
    return [(firm, product, month, q1, p1, q0, p0) for firm, product, month, q0, p0, q1, p1 in cells]


@given(st.dictionaries(st.sampled_from("xyz"), MONTHS, min_size=1), AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
@settings(max_examples=40, deadline=None)
def test_the_effects_add_up_exactly_and_swapping_the_periods_reverses_them(
    products: dict[str, list[tuple[float, ...]]], value: int, restated: int, own: int, first: int
) -> None:
    cells: list[Cell] = [
        ("A", product, month, *numbers)  # type: ignore[misc]
        for product, months in products.items()
        for month, numbers in enumerate(months, 2)
    ]
    there = bridge_of(cells, {"A": (value, restated, own, first)}).row(0, named=True)
    back = bridge_of(swapped(cells), {"A": (restated, value, value, value)}).row(0, named=True)

    assert sum(there[name] for name in EFFECTS) == there["total"] == (value - first) * THOUSAND * 100
    assert [back[name] for name in ("price", "volume", "structure", "remainder")] == [
        -there[name] for name in ("price", "volume", "structure", "remainder")
    ]


@given(MONTHS)
@settings(max_examples=40, deadline=None)
def test_the_effects_of_months_add_up_to_those_of_the_year(months: list[tuple[float, ...]]) -> None:
    cells: list[Cell] = [("A", "x", month, *numbers) for month, numbers in enumerate(months, 2)]  # type: ignore[misc]
    rows = cells_of(cells).collect()
    year = bridge_of(cells, {"A": (5, 4, 3, 3)}).row(0, named=True)

    assert {name: rows[name].sum() for name in ("price", "volume", "structure")} == {
        name: year[name] for name in ("price", "volume", "structure")
    }


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), st.sampled_from([0.001, 1000.0, 10_000.0]))
@settings(max_examples=40, deadline=None)
def test_another_unit_of_a_product_changes_nothing(numbers: tuple[float, float, float, float], factor: float) -> None:
    q0, p0, q1, p1 = numbers
    one = cells_of([("A", "x", 12, q0, p0, q1, p1)]).collect()
    other = cells_of([("A", "x", 12, q0 * factor, p0 / factor, q1 * factor, p1 / factor)]).collect()

    for name in ("price", "volume"):
        scale = max(one["value_0"][0], one["value_1"][0], 1)
        assert other[name][0] == pytest.approx(one[name][0], abs=1 + scale * 1e-9)


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS))
@settings(max_examples=40, deadline=None)
def test_no_effect_stands_before_another(numbers: tuple[float, float, float, float]) -> None:
    q0, p0, q1, p1 = numbers
    one = cells_of([("A", "x", 12, q0, p0, q1, p1)]).collect()
    other = cells_of([("A", "x", 12, p0, q0, p1, q1)]).collect()

    # The volume takes the rounding of a cell, which is one fen at most.
    scale = max(one["value_0"][0], one["value_1"][0], 1)
    assert other["volume"][0] == pytest.approx(one["price"][0], abs=1 + scale * 1e-9)
    assert other["price"][0] == pytest.approx(one["volume"][0], abs=1 + scale * 1e-9)


def state_of(*cells: Cell, **how: Any) -> dict[str, Any]:
    """The bridge of firm A, which had 100 and has 90 thousand yuan, with these cells."""
    return bridge_of(cells, {"A": (90, 100, 100, 100)}, **how).row(0, named=True)


@pytest.mark.parametrize("price", [None, 0.0])
def test_without_a_price_nothing_is_guessed(price: float | None) -> None:
    row = state_of(("A", "x", 11, 2, 5_000, 3, price), ("A", "x", 12, 2, 5_000, 3, 4_000))

    assert (row["price"], row["volume"], row["remainder"], row["reason"]) == (None, None, None, Reason.PRICE_MISSING)
    assert row["price_known"] + row["volume_known"] == (12_000 - 10_000) * 100
    assert row["price_known"] + row["volume_known"] + row["remainder_known"] == row["total"] == -10 * THOUSAND * 100


def test_a_month_without_output_is_volume_where_the_product_continues() -> None:
    row = state_of(("A", "x", 11, 2, 5_000, 0, None), ("A", "x", 12, 2, 5_000, 2, 5_000))

    assert (row["price"], row["volume"], row["structure"]) == (0, -10_000 * 100, 0)


def test_a_product_of_one_year_only_is_structure_in_every_month() -> None:
    row = state_of(
        ("A", "x", 11, 0, None, 2, 5_000), ("A", "x", 12, 0, None, 3, 5_000), ("A", "z", 11, 1, 4_000, 0, None)
    )

    assert (row["price"], row["volume"], row["structure"]) == (0, 0, 21_000 * 100)


def test_a_negative_price_goes_to_the_remainder_before_anything_is_judged_continuing() -> None:
    row = state_of(("A", "x", 12, 2, 5_000, 3, -1), ("A", "y", 12, 1, 1_000, 1, 2_000))

    assert (row["price"], row["volume"], row["structure"], row["reason"]) == (1_000 * 100, 0, 0, Reason.NEGATIVE_INPUT)


def test_a_negative_output_goes_to_the_remainder_on_both_sides() -> None:
    row = state_of(("A", "x", 12, 2, 5_000, -3, 5_000), ("A", "y", 12, 1, 1_000, 2, 1_000))

    assert (row["price"], row["volume"], row["structure"], row["reason"]) == (0, 1_000 * 100, 0, Reason.NEGATIVE_INPUT)
    assert row["remainder"] == (-10_000 - 1_000) * 100


def test_a_product_in_two_units_goes_to_the_remainder() -> None:
    row = state_of(("A", "x", 12, 2, 5_000, 3, 5_000), has_unit_mismatch=True)

    assert (row["volume"], row["remainder"], row["reason"]) == (0, -10 * THOUSAND * 100, Reason.UNIT_MISMATCH)


def test_a_quantity_left_blank_is_not_nought() -> None:
    row = state_of(("A", "x", 11, 2, 5_000, None, None), ("A", "x", 12, 2, 5_000, 2, 5_000))

    assert (row["volume"], row["reason"]) == (None, Reason.QUANTITY_MISSING)


def test_a_firm_without_products_is_all_remainder_and_counted() -> None:
    bridge = bridge_of([], {"A": (90, 100, 100, 100)})

    row, group = bridge.row(0, named=True), group_of(bridge)
    assert (row["price"], row["volume"], row["reason"]) == (None, None, Reason.NO_PRODUCTS)
    assert row["remainder"] == row["total"] == -10 * THOUSAND * 100
    assert (group["price"], group["reason"], group["unexplained_count"]) == (None, Reason.NO_PRODUCTS, 1)
    assert group["remainder"] == row["total"]


def test_a_firm_without_products_beside_one_with_them_is_in_the_remainder() -> None:
    bridge = bridge_of([("B", "x", 12, 2, 5_000, 3, 5_000)], {"A": (90, 100, 100, 100), "B": (20, 10, 10, 10)})

    group = group_of(bridge)
    assert (group["price"], group["volume"], group["unexplained_count"]) == (0, 5_000 * 100, 1)
    assert group["remainder"] == -5_000 * 100


def test_a_field_with_an_unpriced_firm_has_no_price_effect() -> None:
    bridge = bridge_of(
        [("A", "x", 12, 2, 5_000, 3, None), ("B", "x", 12, 2, 5_000, 3, 5_000)],
        {"A": (90, 100, 100, 100), "B": (20, 10, 10, 10)},
    )

    group = group_of(bridge)
    assert (group["price"], group["volume"], group["reason"]) == (None, None, Reason.PRICE_MISSING)
    assert group["volume_known"] == 5_000 * 100


def test_a_missing_base_is_taken_from_the_firm_itself_and_counted() -> None:
    bridge = bridge_of([("A", "x", 12, 2, 5_000, 3, 5_000)], {"A": (90, None, 100, 95)})

    row = bridge.row(0, named=True)
    assert (row["state"], row["method"], row["revision"]) == ("own_base", 0, 5 * THOUSAND * 100)
    assert group_of(bridge)["own_base_count"] == 1


def test_the_same_period_twice_has_no_effect() -> None:
    row = bridge_of([("A", "x", 12, 2, 5_000, 2, 5_000)], {"A": (90, 90, 90, 90)}).row(0, named=True)

    assert {row[name] for name in (*EFFECTS, "total")} == {0}


def test_a_firm_of_neither_period_has_no_row() -> None:
    assert bridge_of([], {"A": (None, None, None, None)}).is_empty()


def test_the_logarithmic_mean_does_not_cancel_near_equality() -> None:
    row = cells_of([("A", "x", 12, 1, 1e9, 1, 1e9 + 0.01)]).collect().row(0, named=True)

    assert (row["price"], row["volume"]) == (1, 0)
