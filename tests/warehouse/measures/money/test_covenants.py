from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from warehouse.measures.money.covenants import covenants_measured, load_covenant_rules

CNY = pl.Decimal(18, 2)
NUMBER = pl.Decimal(19, 6)


def row(
    kind: str,
    threshold: str,
    comparison: str = "at_least",
    unit: str = "percent",
    reported: str | None = None,
    day: date = date(2016, 6, 30),
    bought: tuple[tuple[str | None, int], ...] = (("here", 30), ("there", 20), (None, 10)),
    field: str | None = "new_materials",
) -> dict[str, object]:
    """One covenant of a fund of 200 committed, 40 of it by the guide fund, which has paid 25 of 100 paid."""
    opened = date(2014, 1, 1)
    mark = {"is_flagged": False, "is_synthetic": True}
    made = {
        "core.fund": pl.DataFrame(
            [("G", "guide", None, opened), ("A", "sub_fund", field, opened)],
            schema=["fund_id", "fund_kind", "industry_id", "established_date"], orient="row",
        ),
        "core.enterprise": pl.DataFrame(
            [("here", "new_materials", "620100"), ("there", "biomedicine", "610100")],
            schema=["enterprise_id", "industry_id", "region_code"], orient="row",
        ),
        "core.fund_contribution": pl.DataFrame(
            [
                ("A", "G", opened, 40, None, 0), ("A", None, opened, 160, None, 0),
                ("A", "G", date(2014, 2, 1), 0, 30, 0),
                ("A", "G", date(2014, 3, 1), 0, None, 25), ("A", None, date(2014, 3, 1), 0, None, 75),
            ],
            schema={"fund_id": pl.String, "contributor_fund_id": pl.String, "contribution_date": pl.Date,
                    "committed_cny": CNY, "called_cny": CNY, "paid_in_cny": CNY},
            orient="row",
        ).with_columns(is_flagged=pl.lit(False)),
        "core.fund_investment": pl.DataFrame(
            [("A", firm, date(2015, 1, 1), amount, Decimal("0.12")) for firm, amount in bought],
            schema={"fund_id": pl.String, "enterprise_id": pl.String, "investment_date": pl.Date, "amount_cny": CNY,
                    "equity_share": NUMBER},
            orient="row",
        ).with_columns(is_flagged=pl.lit(False)),
        "core.fund_covenant": pl.DataFrame(
            [{
                "fund_covenant_id": "c", "fund_id": "A", "covenant_kind": kind, "comparison": comparison,
                "threshold": Decimal(threshold), "measured_value": reported and Decimal(reported),
                "covenant_unit": unit, "measured_date": day, "is_met": None, "is_latest": True, **mark,
            }],
            schema_overrides={"measured_value": NUMBER, "threshold": NUMBER, "is_met": pl.Boolean},
        ),
    }  # fmt: skip
    return covenants_measured(made, load_covenant_rules()).row(0, named=True)


@pytest.mark.parametrize(
    ("kind", "unit", "low", "high"),
    [
        ("guide_contribution_share", "percent", "20", "20"),  # 40 of 200
        ("reinvestment_multiple", "multiple", "1.2", "1.6"),  # 30, with the unknown firm 40, over 25 paid by the guide
        ("main_field_share", "percent", "50", "66.666667"),  # 30 or 40 of 60
        ("first_call_share", "percent", "15", "15"),  # 30 called of 200
        ("direct_equity_share", "percent", "12", "12"),
        ("term_years", "year", "2.494182", "2.494182"),  # 911 days
        ("investment_term_years", "year", "0.837782", "0.837782"),  # 306 days
    ],
)
def test_each_covenant_is_measured_as_by_hand(kind: str, unit: str, low: str, high: str) -> None:
    measured = row(kind, "1", unit=unit)

    assert (measured["low"], measured["high"]) == (Decimal(low), Decimal(high))


def test_a_covenant_is_met_only_if_the_worse_end_meets_it() -> None:
    least = [row("reinvestment_multiple", text, unit="multiple")["is_met"] for text in ("1.2", "1.5")]
    most = [row("main_field_share", text, "at_most")["is_met"] for text in ("70", "60")]

    assert (least, most) == ([True, False], [True, False])


def test_a_reported_value_differs_by_what_it_lies_outside_the_range() -> None:
    found = [row("reinvestment_multiple", "1", unit="multiple", reported=text) for text in ("1.4", "1.604", "2", "0.8")]

    assert [(one["difference"], one["differs"]) for one in found] == [
        (0, False), (Decimal("0.004"), False), (Decimal("0.4"), True), (Decimal("-0.4"), True),
    ]  # fmt: skip


def test_nothing_paid_or_no_field_is_a_reason_and_no_number() -> None:
    nothing = row("main_field_share", "60", bought=())
    without = row("main_field_share", "60", field=None)

    assert [(one["low"], one["is_met"], one["reason"]) for one in (nothing, without)] == [
        (None, None, "nothing_paid"), (None, None, "not_linked"),
    ]  # fmt: skip


def test_reinvestment_is_judged_no_more_after_the_national_rule_of_2025() -> None:
    assert row("reinvestment_multiple", "1", unit="multiple", day=date(2025, 6, 30))["reason"] == "rule_ended"
