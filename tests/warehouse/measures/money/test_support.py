from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.measures.money.firm_money import load_support_rules
from warehouse.measures.money.support import support_coverage, support_total

RULE = load_support_rules()[-1]
UNITS = pl.DataFrame(
    [
        ("cny", "元", "yuan", "money", "1", None), ("kwh", "千瓦时", "kilowatt-hour", "energy", "1", "kWh|度"),
        ("kwh_1e4", "万千瓦时", "10 thousand kilowatt-hours", "energy", "10000", "万kWh"),
        ("mu", "亩", "mu", "area", "2000/3", None), ("hectare", "公顷", "hectare", "area", "10000", None),
        ("person", "人", "person", "person", "1", None),
    ],
    schema=["unit_id", "title_zh", "title_en", "dimension", "factor", "also_written"], orient="row",
)  # fmt: skip


CHANGES = pl.DataFrame(
    [("gone", "status_change", "exited", date(2016, 6, 1), True)],
    schema=["enterprise_id", "change_kind", "new_status", "change_date", "is_applied"], orient="row",
)  # fmt: skip


def support(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    return pl.DataFrame(
        [(*row, None)[:8] for row in rows],
        schema={"enterprise_id": pl.String, "support_kind": pl.String, "year": pl.String,
                "department_name": pl.String, "amount_cny": pl.Decimal(38, 2), "quantity": pl.Decimal(19, 6),
                "quantity_unit": pl.String, "decided_date": pl.Date},
        orient="row",
    ).with_columns(is_flagged=pl.lit(False), is_synthetic=pl.lit(True))  # fmt: skip


def test_power_adds_up_in_one_unit_and_land_in_another() -> None:
    totals = support_total(
        support([
            ("a", "direct_power", "2016", "D", None, Decimal(120), "千瓦时"),
            ("b", "direct_power", "2016", "D", None, Decimal(3), "万kWh"),
            ("a", "land", "2016", "D", None, Decimal(15), "亩"),
            ("b", "land", "2016", "D", None, Decimal(2), "公顷"),
            ("b", "land", "2016", "D", None, Decimal(7), "块"),
        ]),
        CHANGES,
        UNITS,
        RULE,
    )  # fmt: skip

    assert totals.select("support_kind", "unit", "total", "enterprise_count", "reason").rows() == [
        ("direct_power", "kwh", Decimal(30120), 2, None),
        ("land", "hectare", Decimal(3), 2, None),
        ("land", "块", Decimal(7), 1, "unit_mismatch"),
    ]


def test_graduates_and_their_money_are_two_sums() -> None:
    totals = support_total(
        support([("a", "graduate_subsidy", "2016", "D", Decimal(90000), Decimal(12), "人"),
                 ("b", "graduate_subsidy", "2016", "D", Decimal(10000), Decimal(1), "人")]),
        CHANGES,
        UNITS,
        RULE,
    )  # fmt: skip

    assert totals.select("unit", "total", "support_count").rows() == [("cny", 100000, 2), ("person", 13, 2)]


def test_what_a_firm_got_after_it_had_left_is_in_no_sum_and_counted() -> None:
    totals = support_total(
        support([("a", "tax", "2016", "D", Decimal(5), None, None),
                 ("gone", "tax", "2016", "D", Decimal(7), None, None, date(2016, 5, 31)),
                 ("gone", "tax", "2016", "D", Decimal(11), None, None, date(2016, 6, 1)),
                 ("gone", "tax", "2017", "D", Decimal(13), None, None)]),
        CHANGES,
        UNITS,
        RULE,
    )  # fmt: skip

    names = ("year", "total", "support_count", "left_out_count", "enterprise_count", "reason")
    assert totals.select(names).rows() == [("2016", 12, 2, 1, 2, None), ("2017", None, 0, 1, 0, "contradicted")]


def test_coverage_counts_active_firms_names_the_missing_and_sets_those_that_left_apart() -> None:
    enterprises = pl.DataFrame(
        [("a", "active", date(2014, 1, 1)), ("b", "active", date(2014, 1, 1)), ("c", "active", date(2017, 1, 1)),
         ("d", "exited", date(2014, 1, 1)), ("e", "exited", date(2014, 1, 1)),
         ("supplier", "active", date(2014, 1, 1))],
        schema=["enterprise_id", "status", "recognised_date"], orient="row",
    ).with_columns(
        is_synthetic=pl.lit(True),
        enterprise_kind=pl.when(pl.col("enterprise_id") != "supplier").then(pl.lit("backbone")),
    )  # fmt: skip
    changes = pl.DataFrame(
        [("d", "status_change", "exited", date(2016, 7, 1), True), ("a", "merger", None, date(2017, 3, 1), True),
         ("b", "merger", None, date(2016, 3, 1), False)],
        schema={"enterprise_id": pl.String, "change_kind": pl.String, "new_status": pl.String, "change_date": pl.Date,
                "is_applied": pl.Boolean},
        orient="row",
    )  # fmt: skip
    got = support([
        ("a", "direct_power", "2016", None, None, Decimal(1), "千瓦时"),
        ("a", "direct_power", "2016", None, None, Decimal(2), "千瓦时"),
        ("d", "direct_power", "2016", None, None, Decimal(1), "千瓦时"),
        ("b", "tax", "2016", None, Decimal(1), None, None),
    ])  # fmt: skip
    tables = {"core.policy_support": got, "core.enterprise": enterprises, "core.enterprise_change": changes}

    coverage, missing = support_coverage(tables, RULE)

    names = ("support_kind", "year", "due_count", "got_count", "missing_count", "not_active_count", "coverage_share")
    assert coverage.select(names).rows() == [("direct_power", "2016", 2, 1, 1, 1, Decimal("0.5"))]
    assert missing["enterprise_id"].to_list() == ["b"]
