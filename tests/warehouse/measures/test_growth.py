"""Growth against the case worked by hand in test_bridge, its reasons, and the rows of the marts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from warehouse.measures.growth.coefficients import coefficients, load_value_added_rates
from warehouse.measures.growth.growth_rows import (
    bridge_rows,
    cell_rows,
    growth_rows,
    load_growth_rules,
    member_rows,
)
from warehouse.measures.reason import Reason

AMOUNT = pl.Decimal(18, 2)
NO_CHANGES = pl.LazyFrame(
    schema={
        "enterprise_id": pl.String, "change_kind": pl.String, "change_date": pl.Date, "new_status": pl.String,
        "other_enterprise_id": pl.String,
    }
)  # fmt: skip
NO_SHARES = pl.LazyFrame(
    schema={
        "enterprise_id": pl.String, "measure": pl.String, "year": pl.Int32, "coefficient": pl.Float64,
        "basis": pl.String,
    }
)  # fmt: skip
PARKS = pl.LazyFrame({"park_id": ["P1"]})
Value = tuple[str, str, int | None, int | None, int | None]
"""Firm, month, value, restated base and value as first received, in thousand yuan."""


def totals(*rows: Value, measure: str = "revenue", kind: str = "ytd") -> pl.LazyFrame:
    return pl.LazyFrame(
        [
            {
                "enterprise_id": firm, "measure": measure, "period_kind": kind, "period": period,
                "value_cny": value and value * 1000, "restated_base_cny": base and base * 1000,
                "first_value_cny": first and first * 1000, "is_flagged": False, "is_synthetic": True,
            }
            for firm, period, value, base, first in rows
        ],
        schema={
            "enterprise_id": pl.String, "measure": pl.String, "period_kind": pl.String, "period": pl.String,
            "value_cny": AMOUNT, "restated_base_cny": AMOUNT, "first_value_cny": AMOUNT, "is_flagged": pl.Boolean,
            "is_synthetic": pl.Boolean,
        },
    )  # fmt: skip


Product = tuple[str, str, str, float | None, float | None, float | None, float | None, float | None]
"""Firm, product, month, quantity, its base, price, its base, capacity."""


def products(*rows: Product) -> pl.LazyFrame:
    numbers = ("quantity", "restated_quantity", "price_cny", "restated_price_cny", "capacity")
    return pl.LazyFrame(
        [
            {"enterprise_id": firm, "product_code": product, "period": period, "unit": "tonne", "is_flagged": False}
            | {"is_synthetic": True}
            | dict(zip(numbers, rest, strict=True))
            for firm, product, period, *rest in rows
        ],
        schema={
            "enterprise_id": pl.String, "product_code": pl.String, "period": pl.String, "unit": pl.String,
            "is_flagged": pl.Boolean, "is_synthetic": pl.Boolean, **dict.fromkeys(numbers, pl.Float64),
        },
    )  # fmt: skip


def counted(*members: tuple[str, str, str, float]) -> pl.LazyFrame:
    names = ("subject_kind", "subject_id", "enterprise_id", "weight")
    undated = dict.fromkeys(("first_date", "last_date"), pl.lit(None, pl.Date))
    return pl.LazyFrame(list(members), schema=names, orient="row").with_columns(
        is_flagged=pl.lit(value=False), **undated
    )


def in_parks(*members: tuple[str, str, float, date, date | None]) -> pl.LazyFrame:
    """Park, firm, share, first and last day; every firm is one of the province."""
    names = {
        "subject_id": pl.String, "enterprise_id": pl.String, "weight": pl.Float64, "first_date": pl.Date,
        "last_date": pl.Date,
    }  # fmt: skip
    dated = pl.LazyFrame(list(members), schema=names, orient="row").with_columns(
        subject_kind=pl.lit("park"), is_flagged=pl.lit(value=False)
    )
    return pl.concat([MEMBERS, dated], how="diagonal")


def registered(*firms: str) -> pl.LazyFrame:
    return pl.LazyFrame({"enterprise_id": firms, "recognised_date": [date(2014, 6, 30)] * len(firms)})


BY_HAND = totals(
    *(("A", "2015-12", 900, 1000, 900), ("A", "2014-12", 990, None, 985)),
    *(("B", "2015-12", 200, 160, 200), ("C", "2014-12", 300, None, 300), ("D", "2015-12", 50, None, 50)),
)
PRODUCTS = products(
    ("A", "x", "2015-12", 11, 10, 56_160, 80_000, 30),
    ("A", "x", "2014-12", 10, None, 80_000, None, 20),
    ("A", "y", "2015-12", 1, None, 150_000, None, None),
    ("A", "z", "2014-12", 1, None, 120_000, None, None),
    ("B", "x", "2015-12", 5, 4, 40_000, 40_000, None),
)
MEMBERS = counted(*(("province", "province", firm, 1.0) for firm in "ABCD"), ("chain", "L1", "A", 0.4))


def rows_of(frame: pl.LazyFrame, **key: str) -> dict[str, Any]:
    """The row of revenue, year to date, of a subject (by default the province's)."""
    key = {"subject_id": "province", "measure": "revenue", "period_kind": "ytd"} | key
    return frame.collect().row(
        by_predicate=pl.all_horizontal(pl.col(name) == word for name, word in key.items()), named=True
    )


def growth_of(values: pl.LazyFrame, **key: str) -> dict[str, Any]:
    cells = cell_rows(PRODUCTS, NO_CHANGES)
    return rows_of(growth_rows(values, cells, MEMBERS, NO_CHANGES, PARKS, NO_SHARES, load_growth_rules()), **key)


def test_same_base_and_nominal_growth_are_those_worked_by_hand() -> None:
    row = growth_of(BY_HAND, period="2015-12")

    assert row["same_base_rate"] == Decimal("-0.051724")
    assert row["nominal_rate"] == Decimal("-0.108527")
    assert (row["panel_value_cny"], row["panel_base_cny"], row["change_cny"]) == (1_100_000, 1_160_000, -60_000)
    counts = ("enterprise_count", "reporting_count", "panel_count", "entered_count", "left_count")
    assert [row[name] for name in counts] == [4, 3, 2, 2, 1]
    assert row["coverage_share"] == Decimal("0.767442")  # 990 of 1290


def test_growth_at_constant_prices_divides_by_the_price_index_of_the_own_products() -> None:
    row = growth_of(BY_HAND, period="2015-12")

    # (11 x 56.16 + 5 x 40) / (11 x 80 + 5 x 40), and the products are 74 % and 83 % of both sides.
    assert row["price_index"] == Decimal("0.757185")
    assert row["constant_price_rate"] == Decimal("0.252370")


def test_products_that_are_a_small_part_deflate_nothing() -> None:
    row = growth_of(totals(("A", "2015-12", 9000, 10000, 9000), ("A", "2014-12", 9900, None, 9900)), period="2015-12")

    assert (row["price_index"], row["constant_price_rate"]) == (None, None)
    assert row["constant_price_reason"] == Reason.NO_DEFLATOR


@pytest.mark.parametrize(
    ("values", "nominal", "same_base"),
    [
        ([("A", "2015-12", 9, None, 9), ("A", "2014-12", 8, None, 8)], None, Reason.BASE_MISSING),
        ([("A", "2015-12", 9, 0, 9), ("A", "2014-12", 8, None, 8)], None, Reason.BASE_NOT_POSITIVE),
        ([("A", "2015-12", 9, 8, 9)], Reason.PERIOD_OUT_OF_RANGE, None),
        ([("A", "2014-12", 8, None, 8), ("E", "2015-12", 9, 8, 9)], Reason.NOT_REPORTED, Reason.NOT_REPORTED),
    ],
)
def test_a_growth_that_is_not_known_says_why(values: list[Value], nominal: str | None, same_base: str | None) -> None:
    row = growth_of(totals(*values), subject_id="A", period="2015-12")

    assert (row["nominal_reason"], row["same_base_reason"]) == (nominal, same_base)
    assert (row["nominal_rate"] is None, row["same_base_rate"] is None) == (nominal is not None, same_base is not None)


@pytest.mark.parametrize(
    ("value", "base", "turn"),
    [(3, -5, "loss_to_profit"), (-3, 5, "profit_to_loss"), (-3, -5, "loss_smaller"), (-7, -5, "loss_larger")],
)
def test_a_profit_with_a_negative_side_has_its_course_in_words(value: int, base: int, turn: str) -> None:
    profit = totals(("A", "2015-12", value, base, value), measure="total_profit")

    row = growth_of(profit, subject_id="A", measure="total_profit", period="2015-12")
    assert (row["profit_turn"], row["change_cny"]) == (turn, (value - base) * 1000)
    assert (row["same_base_rate"] is None) == (base < 0)


def test_levels_fall_and_the_same_base_rises_where_the_threshold_moved_firms_out() -> None:
    # National profit, January to May 2018 (1e8 yuan): 27298.3 on a base restated from 29047.6 to 23432.
    nation = totals(("A", "2018-05", 272_983, 234_320, 272_983), ("A", "2017-05", 290_476, None, 290_476))

    growth = growth_of(nation, period="2018-05")
    bridge = rows_of(
        bridge_rows(
            nation,
            cell_rows(products(), NO_CHANGES),
            MEMBERS,
            NO_CHANGES,
            registered("A"),
            NO_SHARES,
            load_growth_rules(),
        ),
        to_period="2018-05",
    )
    assert (round(growth["same_base_rate"], 3), round(growth["nominal_rate"], 3)) == (
        Decimal("0.165"),
        Decimal("-0.060"),
    )
    assert (bridge["method_cny"], bridge["total_cny"]) == (-56_156_000, -17_493_000)


def test_a_park_of_which_no_list_of_firms_was_received_says_that_it_has_no_source() -> None:
    row = growth_of(BY_HAND, subject_id="P1", period="2015-12")

    assert (row["same_base_rate"], row["same_base_reason"], row["enterprise_count"]) == (None, Reason.NO_SOURCE, 0)


LONG_AGO, IN_JUNE = date(2010, 1, 1), date(2015, 6, 1)
PARK = in_parks(
    # A joined in June 2015, D left before it had a return of 2014, half of B counts.
    *(("P1", "A", 1.0, IN_JUNE, None), ("P1", "B", 0.5, LONG_AGO, None), ("P1", "C", 1.0, LONG_AGO, None)),
    *(("P1", "D", 1.0, LONG_AGO, IN_JUNE), ("P2", "A", 1.0, LONG_AGO, date(2015, 5, 31))),
    # B is gone for the summer and returns with another share: on both days it is in.
    *(("P3", "A", 1.0, LONG_AGO, None), ("P3", "B", 0.2, LONG_AGO, IN_JUNE), ("P3", "B", 0.5, date(2015, 9, 1), None)),
)


def test_a_park_counts_the_firms_that_are_in_it_on_the_last_day_of_each_period() -> None:
    """A joined: a firm that enters on its restated base. (900 + 100) / (1000 + 80), and 1000 over the 300 of C."""
    cells = cell_rows(PRODUCTS, NO_CHANGES)

    row = rows_of(
        growth_rows(BY_HAND, cells, PARK, NO_CHANGES, PARKS, NO_SHARES, load_growth_rules()),
        subject_id="P1", period="2015-12",
    )  # fmt: skip

    assert (row["park_id"], row["value_cny"], row["previous_value_cny"]) == ("P1", 1_000_000, 300_000)
    assert (row["same_base_rate"], row["nominal_rate"]) == (Decimal("-0.074074"), Decimal("2.333333"))
    assert (row["panel_count"], row["entered_count"], row["left_count"]) == (2, 2, 1)


@pytest.mark.parametrize(
    ("park", "effects"),
    [
        ("P1", ("-249429.72", "87189.72", "30000", "52240", "780000", "0", "0", "700000")),
        ("P2", ("0", "0", "0", "0", "-990000", "0", "5000", "-985000")),
        ("P3", ("-249429.72", "87189.72", "30000", "52240", "80000", "10000", "5000", "15000")),
    ],
)
def test_a_firm_that_moves_enters_one_park_and_leaves_another(park: str, effects: tuple[str, ...]) -> None:
    cells = cell_rows(PRODUCTS, NO_CHANGES)

    row = rows_of(
        bridge_rows(BY_HAND, cells, PARK, NO_CHANGES, registered(*"ABCD"), NO_SHARES, load_growth_rules()),
        subject_id=park, to_period="2015-12",
    )  # fmt: skip

    names = ("price", "volume", "structure", "remainder", "scope", "method", "revision", "total")
    assert tuple(row[f"{name}_cny"] for name in names) == tuple(Decimal(effect) for effect in effects)


def test_the_members_of_a_park_say_who_moved() -> None:
    found = (
        member_rows(BY_HAND, PARK, NO_CHANGES, registered(*"ABCD"), NO_SHARES)
        .filter(pl.col("subject_kind") == "park", pl.col("period") == "2015-12", pl.col("measure") == "revenue")
        .select("park_id", "enterprise_id", "member_state", "cause", "contribution_pp")
        .collect()
        .rows()
    )

    assert found == [
        ("P1", "A", "entered_restated", "joined", Decimal("-9.259259")),
        ("P1", "B", "entered_restated", "first_return", Decimal("1.851852")),
        ("P1", "C", "left", "not_yet_reported", None),
        ("P2", "A", "left", "moved_out", None),
        ("P3", "A", "continues", None, Decimal("-9.259259")),
        ("P3", "B", "entered_restated", "first_return", Decimal("1.851852")),
    ]


def test_a_quarter_that_lacks_a_year_to_date_has_no_row() -> None:
    cells = cell_rows(PRODUCTS, NO_CHANGES)
    found = growth_rows(BY_HAND, cells, MEMBERS, NO_CHANGES, PARKS, NO_SHARES, load_growth_rules()).collect()

    assert set(found["period"]) == {"2014-12", "2015-12", "2014", "2015"}


def test_months_that_do_not_add_up_to_the_year_to_date_leave_a_gap() -> None:
    values = pl.concat(
        [
            totals(("A", "2015-02", 10, 9, 10), ("A", "2015-03", 17, 15, 17), ("A", "2015-05", 30, 27, 30)),
            totals(("A", "2015-03", 6, 6, 6), ("A", "2015-05", 5, 5, 5), kind="month"),
        ]
    )

    assert growth_of(values, subject_id="A", period="2015-03")["months_gap_cny"] == 1000
    assert growth_of(values, subject_id="A", period="2015-05")["months_gap_cny"] is None


def bridge_of(**key: str) -> dict[str, Any]:
    cells = cell_rows(PRODUCTS, NO_CHANGES)
    rows = bridge_rows(
        BY_HAND, cells, MEMBERS, NO_CHANGES, registered("A", "B", "C", "D"), NO_SHARES, load_growth_rules()
    )
    return rows_of(rows, to_period="2015-12", **key)


def test_the_rows_of_the_bridge_are_those_worked_by_hand_in_yuan() -> None:
    firm, chain, province = bridge_of(subject_id="A"), bridge_of(subject_id="L1"), bridge_of()

    assert (firm["price_cny"], firm["volume_cny"]) == (Decimal("-249429.72"), Decimal("67189.72"))
    assert (firm["structure_cny"], firm["remainder_cny"], firm["method_cny"]) == (30_000, 52_240, 10_000)
    assert (firm["revision_cny"], firm["total_cny"], firm["cause"]) == (5_000, -85_000, "restated_without_reason")
    assert firm["capacity_growth_rate"] == Decimal("0.5")
    assert chain["total_cny"] == -34_000
    assert (province["scope_cny"], province["total_cny"], province["own_base_count"]) == (-90_000, -135_000, 0)


def test_a_bridge_below_the_bound_of_the_rule_set_is_flagged() -> None:
    assert not bridge_of(subject_id="A")["is_weakly_explained"]
    weak = rows_of(
        bridge_rows(
            totals(("A", "2015-12", 9000, 10000, 9000), ("A", "2014-12", 9900, None, 9900)),
            cell_rows(PRODUCTS, NO_CHANGES), MEMBERS, NO_CHANGES, registered("A"), NO_SHARES, load_growth_rules(),
        ),
        subject_id="A",
        to_period="2015-12",
    )  # fmt: skip
    assert (weak["is_weakly_explained"], weak["rule_set_version_id"]) == (True, "growth@1")


def members(changes: pl.LazyFrame = NO_CHANGES) -> dict[str, tuple[Any, ...]]:
    rows = member_rows(BY_HAND, MEMBERS, changes, registered("A", "B", "C", "D"), NO_SHARES).filter(
        (pl.col("subject_id") == "province") & (pl.col("period") == "2015-12")
    )
    found = rows.collect()
    return {row[0]: row[1:] for row in found.select("enterprise_id", "member_state", "cause", "scope_cny").rows()}


def test_firms_in_and_out_are_named_with_the_cause() -> None:
    left = pl.LazyFrame(
        {
            "enterprise_id": ["C"], "change_kind": ["status_change"], "change_date": [date(2015, 3, 1)],
            "new_status": ["exited"], "other_enterprise_id": [None],
        },
        schema=NO_CHANGES.collect_schema(),
    )  # fmt: skip

    assert members(left) == {
        "A": ("continues", None, None),
        "B": ("entered_restated", "first_return", 160_000),
        "C": ("left", "left", -300_000),
        "D": ("entered", "first_return", 50_000),
    }
    assert members()["C"] == ("left", "not_yet_reported", -300_000)


EXEMPT = pl.LazyFrame(
    [("C", "monthly_financial_return", "2015-11", "2015-12"), ("B", "monthly_output_return", "2015-12", "2015-12")],
    schema=["subject_id", "form_id", "first_period", "last_period"],
    orient="row",
)


def test_a_firm_that_need_not_report_is_exempt_and_not_late() -> None:
    who = (MEMBERS, NO_CHANGES, registered("A", "B", "C", "D"), NO_SHARES)
    rows = member_rows(BY_HAND, *who, exemptions=EXEMPT).filter(
        (pl.col("subject_id") == "province") & (pl.col("period") == "2015-12") & (pl.col("enterprise_id") == "C")
    )
    assert rows.collect().select("member_state", "cause").rows() == [("left", "exempt")]

    cells = cell_rows(PRODUCTS, NO_CHANGES)
    inputs = (BY_HAND, cells, MEMBERS, NO_CHANGES, PARKS, NO_SHARES, load_growth_rules())
    for exemptions, reason in ((EXEMPT, "exempt"), (EXEMPT.filter(pl.col("subject_id") == "B"), "not_reported")):
        firm = rows_of(growth_rows(*inputs, exemptions=exemptions), subject_id="C", period="2015-12", measure="revenue")
        assert (firm["value_cny"], firm["nominal_reason"], firm["same_base_reason"]) == (None, reason, reason)


@pytest.mark.parametrize(
    ("day", "cause"),
    [
        (date(2015, 1, 1), "declared"),
        (date(2014, 12, 31), "restated_without_reason"),
        (date(2016, 1, 1), "restated_without_reason"),
    ],
)
def test_a_restated_base_is_declared_where_another_definition_begins_within_the_year(day: date, cause: str) -> None:
    redefined = pl.LazyFrame(
        {
            "enterprise_id": ["A"], "change_kind": ["definition_change"], "change_date": [day],
            "new_status": [None], "other_enterprise_id": [None],
        },
        schema=NO_CHANGES.collect_schema(),
    )  # fmt: skip
    parts = (cell_rows(PRODUCTS, NO_CHANGES), MEMBERS, redefined, registered("A"), NO_SHARES, load_growth_rules())

    assert rows_of(bridge_rows(BY_HAND, *parts), subject_id="A", to_period="2015-12")["cause"] == cause


def test_contributions_add_up_to_the_growth_on_the_same_base() -> None:
    rows = member_rows(BY_HAND, MEMBERS, NO_CHANGES, registered("A", "B", "C", "D"), NO_SHARES).collect()
    province = rows.filter((pl.col("subject_id") == "province") & (pl.col("period") == "2015-12"))

    parts = dict(province.select("enterprise_id", "contribution_pp").rows())
    assert parts == {"A": Decimal("-8.620690"), "B": Decimal("3.448276"), "C": None, "D": None}
    assert sum(part for part in parts.values() if part is not None) == Decimal("-5.172414")


def derived(known: list[tuple[str, str, int, float, str]], measure: str, **key: str) -> dict[str, Any]:
    """The bridge of a derived measure from the case by hand, with these coefficients."""
    coefficients = pl.LazyFrame(known, schema=NO_SHARES.collect_schema(), orient="row")
    values = BY_HAND if measure == "sei_revenue" else BY_HAND.with_columns(measure=pl.lit("gross_output"))
    rows = bridge_rows(
        values, cell_rows(PRODUCTS, NO_CHANGES), MEMBERS, NO_CHANGES, registered("A"), coefficients, load_growth_rules()
    )
    return rows_of(rows, to_period="2015-12", measure=measure, **key)


def test_a_share_that_rises_is_structure_where_both_years_stated_their_own() -> None:
    shares = [("A", "sei_revenue", 2014, 0.5, "own"), ("A", "sei_revenue", 2015, 0.6, "own")]

    row = derived(shares, "sei_revenue", subject_id="A")
    # Effects of revenue times 0.55, and (0.6 - 0.5) x (900 + 1000) / 2 = 95 beside the new and dropped products.
    assert (row["price_cny"], row["volume_cny"]) == (Decimal("-137186.35"), Decimal("36954.35"))
    assert row["structure_cny"] == Decimal("111500.00")
    assert (row["method_cny"], row["revision_cny"]) == (5_000, 2_500)
    assert (row["to_value_cny"], row["total_cny"]) == (540_000, 540_000 - 492_500)


def test_a_share_carried_over_is_method() -> None:
    shares = [("A", "sei_revenue", 2014, 0.5, "2013"), ("A", "sei_revenue", 2015, 0.6, "own")]

    row = derived(shares, "sei_revenue", subject_id="A")
    assert (row["structure_cny"], row["method_cny"]) == (Decimal("16500.00"), 100_000)


def test_value_added_is_output_times_the_rate_of_the_class() -> None:
    rates = [("A", "value_added", year, 0.25, "value_added_rate@1") for year in (2014, 2015)]

    row = derived(rates, "value_added", subject_id="A")
    assert (row["to_value_cny"], row["structure_cny"], row["method_cny"]) == (225_000, 7_500, 2_500)


def test_without_a_rate_or_a_share_a_derived_measure_says_so() -> None:
    output = BY_HAND.with_columns(measure=pl.lit("gross_output"))

    assert growth_of(BY_HAND, measure="sei_revenue", period="2015-12")["same_base_reason"] == Reason.NO_SOURCE
    assert growth_of(output, measure="value_added", period="2015-12")["nominal_reason"] == Reason.NO_VALUE_ADDED_RATE


def stated(*shares: tuple[str, float, int | None]) -> pl.LazyFrame:
    """Year, share and output of the products of firm A, as in form B104-4."""
    names = {"year": pl.String, "sei_share": pl.Float64, "product_output_cny": pl.Int64}
    return pl.LazyFrame(list(shares), schema=names, orient="row").with_columns(enterprise_id=pl.lit("A"))


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([("2013", 0.5, None), ("2015", 0.6, None)], [(2014, 0.5, "2013"), (2015, 0.6, "own")]),
        ([("2014", 0.5, 100), ("2014", 0.8, 200)], [(2014, 0.7, "own"), (2015, 0.7, "2014")]),
        ([("2014", 0.5, 100), ("2014", 0.8, None)], []),
        ([("2014", 1.5, 100)], []),
    ],
)
def test_the_share_is_that_of_the_newest_year_not_after_the_period(
    shares: list[tuple[str, float, int | None]], expected: list[tuple[int, float, str]]
) -> None:
    firms = pl.LazyFrame(
        schema={
            "enterprise_id": pl.String, "industry_standard": pl.String, "industry_class_code": pl.String,
            "is_synthetic": pl.Boolean,
        }
    )  # fmt: skip

    known = coefficients(stated(*shares), firms, load_value_added_rates(), [2014, 2015]).sort("year").collect()
    assert known.select("year", "coefficient", "basis").rows() == expected


def test_example_rates_apply_to_synthetic_firms_only() -> None:
    firms = pl.LazyFrame(
        {
            "enterprise_id": ["real", "invented"], "industry_standard": ["2011"] * 2,
            "industry_class_code": ["3213"] * 2, "is_synthetic": [False, True],
        }
    )  # fmt: skip
    known = coefficients(stated(), firms, load_value_added_rates(), [2015]).collect()
    assert known.select("enterprise_id", "measure", "year", "coefficient").rows() == [
        ("invented", "value_added", 2015, 0.16)
    ]


def test_a_chain_and_a_park_of_one_identifier_are_two_subjects() -> None:
    members = counted(("province", "province", "A", 1.0), ("chain", "P1", "A", 0.4))

    rows = growth_rows(
        BY_HAND, cell_rows(PRODUCTS, NO_CHANGES), members, NO_CHANGES, PARKS, NO_SHARES, load_growth_rules()
    ).collect()

    named = rows.filter(pl.col("subject_id") == "P1", pl.col("period") == "2015-12", pl.col("measure") == "revenue")
    assert named.select("growth_id", "subject_kind", "chain_id", "park_id", "same_base_reason").rows() == [
        ("revenue.chain.P1.2015-12.ytd", "chain", "P1", None, None),
        ("revenue.park.P1.2015-12.ytd", "park", None, "P1", Reason.NO_SOURCE),
    ]


def test_a_firm_that_names_itself_like_a_chain_gives_the_chain_no_cause() -> None:
    members = counted(("chain", "C", "A", 0.4))

    rows = bridge_rows(
        BY_HAND, cell_rows(PRODUCTS, NO_CHANGES), members, NO_CHANGES, registered(*"ABCD"), NO_SHARES,
        load_growth_rules(),
    )  # fmt: skip

    assert rows_of(rows, subject_id="C", subject_kind="enterprise", to_period="2015-12")["cause"] == "not_yet_reported"
    assert rows_of(rows, subject_id="C", subject_kind="chain", to_period="2015-12")["cause"] is None


def test_a_growth_of_a_million_million_has_no_rate_and_says_why() -> None:
    row = growth_of(totals(("A", "2015-12", 10**12, 1, 1), ("A", "2014-12", 1, None, 1)), period="2015-12")

    assert [round(row[name]) for name in ("same_base_rate", "nominal_rate")] == [10**12 - 1] * 2
    largest = totals(("A", "2015-12", 10**12 + 1, 1, 1), ("A", "2014-12", 1, None, 1))
    row = growth_of(largest, period="2015-12")
    reasons = (row["nominal_reason"], row["same_base_reason"], row["constant_price_reason"])
    assert (row["same_base_rate"], row["nominal_rate"], reasons) == (None, None, (Reason.OUT_OF_RANGE,) * 3)


def test_amounts_beyond_the_digits_of_a_double_add_up_to_the_fen() -> None:
    firms = {f"F{number}": 10**12 - number for number in range(200)}
    values = totals(*((firm, "2015-12", value, -value + 1, value) for firm, value in firms.items()))
    members = counted(*(("province", "province", firm, 1.0) for firm in firms))

    rows = growth_rows(
        values, cell_rows(PRODUCTS, NO_CHANGES), members, NO_CHANGES, PARKS, NO_SHARES, load_growth_rules()
    )

    row = rows_of(rows, period="2015-12")
    assert row["panel_value_cny"] == 1000 * sum(firms.values())
    assert row["change_cny"] == 1000 * sum(2 * value - 1 for value in firms.values())


def test_the_largest_quantity_at_the_largest_price_is_worth_what_it_is() -> None:
    largest = 999_999_999_999.999999
    extreme = products(
        ("A", "x", "2015-12", largest, 0.000001, largest, 0.000001, largest),
        ("A", "x", "2014-12", 0.000001, None, 0.000001, None, 0.000001),
        ("A", "y", "2015-12", 0.000001, largest, largest, 0.000001, None),
    )
    cells = cell_rows(extreme, NO_CHANGES)

    bridge = rows_of(
        bridge_rows(
            BY_HAND, cells, MEMBERS, NO_CHANGES, registered(*"ABCD"), NO_SHARES, load_growth_rules()
        ),
        subject_id="A", to_period="2015-12",
    )  # fmt: skip

    cell = cells.filter(pl.col("product_code") == "x", pl.col("to_period") == "2015-12").collect().row(0, named=True)
    assert cell["to_value_cny"] == pytest.approx(Decimal(10**24))
    assert bridge["total_cny"] == sum(
        bridge[f"{name}_cny"] for name in ("price", "volume", "structure", "remainder", "scope", "method", "revision")
    )
    assert bridge["capacity_growth_rate"] is None
