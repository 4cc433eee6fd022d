from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.measures.money.firm_money import enterprise_money, load_support_rules

CNY = pl.Decimal(38, 2)


def frame(rows: list[tuple[Any, ...]], **schema: Any) -> pl.DataFrame:
    made = pl.DataFrame(rows, schema=schema, orient="row")
    return made.with_columns(is_flagged=pl.lit(False), is_synthetic=pl.lit(True))


def money(**rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    name, text = {"enterprise_id": pl.String}, pl.String
    tables = {
        "core.enterprise": frame(
            [("a", "620100", "f"), ("b", "620200", "f")], **name, region_code=text, industry_id=text
        ).drop("is_flagged", "is_synthetic"),
        "mart.fund_lookthrough": frame(rows.get("funds", []), **name, year=text, channel=text, amount_cny=CNY),
        "core.direct_equity": frame(rows.get("direct", []), **name, payment_date=pl.Date, paid_cny=CNY),
        "core.policy_support": frame(
            rows.get("support", []), **name, year=text, support_kind=text, amount_cny=CNY
        ).with_columns(decided_date=pl.lit(None, pl.Date)),
        "core.enterprise_change": pl.DataFrame(
            schema={**name, "change_kind": text, "new_status": text, "change_date": pl.Date, "is_applied": pl.Boolean}
        ),
        "core.financing_round": frame(
            rows.get("rounds", []), **name, financing_date=pl.Date, financing_kind=text, amount_cny=CNY
        ),
        "core.listing_step": frame(
            rows.get("steps", []), **name, reached_date=pl.Date, step_status=text, raised_cny=CNY
        ),
        "core.bank_credit": frame(
            rows.get("credit", []), **name, bank_name=text, report_quarter=text, loan_balance_cny=CNY
        ),
    }
    return enterprise_money(tables, load_support_rules()[-1])


def test_two_public_channels_in_one_year_overlap_and_in_two_years_do_not() -> None:
    rows = money(
        funds=[("a", "2015", "guide", 100), ("a", "2015", "other", 900), ("b", "2014", "guide", 50)],
        support=[("a", "2015", "finance", 5), ("a", "2015", "platform_grant", 6), ("b", "2015", "finance", 7)],
    )

    names = ("enterprise_id", "year", "channel", "amount_cny", "public_channel_count", "is_overlapping")
    assert rows.select(names).rows() == [
        ("a", "2015", "grant", 11, 2, True),
        ("a", "2015", "guide", 100, 2, True),
        ("a", "2015", "other", 900, 2, True),
        ("b", "2014", "guide", 50, 1, False),
        ("b", "2015", "grant", 7, 1, False),
    ]


def test_only_bonds_and_what_was_raised_by_a_step_that_is_done_count() -> None:
    day = date(2016, 5, 1)
    rows = money(
        rounds=[("a", day, "bond", 40), ("a", day, "equity", 60), ("a", day, None, 70)],
        steps=[("a", day, "done", 20), ("a", None, "planned", 99), ("a", day, "done", None)],
        direct=[("a", day, 30), (None, day, 31)],
    )

    assert rows.select("channel", "amount_cny").rows() == [("bonds", 40), ("direct_equity", 30), ("listing", 20)]


def test_credit_is_the_newest_quarter_of_each_bank_and_grows_on_banks_that_reported_both_years() -> None:
    rows = money(
        credit=[
            ("a", "one", "2015-Q4", 100), ("a", "one", "2016-Q3", 110), ("a", "one", "2016-Q4", 120),
            ("a", "two", "2016-Q4", 900),
        ]
    )  # fmt: skip

    names = ("year", "amount_cny", "is_balance", "bank_count", "comparable_bank_count", "balance_growth_rate", "reason")
    assert rows.select(names).rows() == [
        ("2015", 100, True, 1, 0, None, "base_missing"),
        ("2016", 1020, True, 2, 1, Decimal("0.2"), None),
    ]
