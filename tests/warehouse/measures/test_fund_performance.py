from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from warehouse.measures.money.fund_performance import fund_performance

Tables = dict[str, pl.DataFrame]
CNY = pl.Decimal(18, 2)
OPENED = date(2014, 1, 1)
CHANGES = pl.DataFrame([{
    "enterprise_id": "E2", "change_kind": "status_change", "new_status": "exited", "change_date": date(2016, 6, 1),
    "is_applied": True, "submission_id": "S9", "source_row": 7,
}])  # fmt: skip


def frame(rows: list[tuple[object, ...]], **schema: object) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")  # type: ignore[arg-type]


def tables(
    contributions: list[tuple[object, ...]] = [],  # noqa: B006
    valuations: list[tuple[object, ...]] = [],  # noqa: B006
    distributions: list[tuple[object, ...]] = [],  # noqa: B006
    funds: list[tuple[object, ...]] | None = None,
) -> Tables:
    known = funds or [("guide", "guide", None, False), ("sub", "sub_fund", "guide", False)]
    made = {
        "core.fund": frame(
            known, fund_id=pl.String, fund_kind=pl.String, parent_fund_id=pl.String, is_synthetic=pl.Boolean
        ),
        "core.fund_contribution": frame(
            [(*row, None)[:6] for row in contributions], fund_id=pl.String, contributor_fund_id=pl.String,
            contribution_date=pl.Date, committed_cny=CNY, paid_in_cny=CNY, called_cny=CNY,
        ).with_columns(contributor_name=pl.col("contributor_fund_id").fill_null("a"), source_row=pl.lit(3)),
        "core.enterprise_change": CHANGES,
        "core.fund_investment": frame(
            [], fund_id=pl.String, credit_code=pl.String, enterprise_id=pl.String, amount_cny=CNY
        ),
        "core.fund_valuation": frame(
            valuations, fund_id=pl.String, valuation_date=pl.Date, nav_cny=CNY, is_latest=pl.Boolean
        ),
        "core.fund_distribution": frame(distributions, fund_id=pl.String, distribution_date=pl.Date, amount_cny=CNY),
    }  # fmt: skip
    return {name: rows.with_columns(is_flagged=pl.lit(False)) for name, rows in made.items()}


def row_of(made: Tables, fund_id: str = "sub") -> dict[str, object]:
    return fund_performance(made).row(by_predicate=pl.col("fund_id") == fund_id, named=True)


def test_a_guide_fund_is_measured_by_its_sub_funds_without_a_word_about_its_own_money() -> None:
    row = row_of(tables([("sub", "guide", OPENED, 100, 20), ("sub", None, OPENED, 300, 60)]), "guide")

    assert (row["guide_paid_in_cny"], row["amplified_paid_in_cny"]) == (20, 80)
    assert (row["paid_in_amplification"], row["committed_amplification"]) == (4, 4)
    assert (row["irr"], row["irr_note"]) == (None, "no_payment")


def test_the_newest_valuation_alone_is_the_residual_value() -> None:
    made = tables(
        [("sub", None, OPENED, 100, 100)],
        [("sub", date(2016, 1, 1), 121, True), ("sub", date(2014, 12, 31), 135, False)],
    )

    row = row_of(made)

    assert (row["tvpi"], row["rvpi"], row["dpi"]) == (Decimal("1.21"), Decimal("1.21"), Decimal(0))
    # With the older valuation added it would be 2.56.
    assert row["irr"] == Decimal("0.1")


def test_tvpi_is_what_came_back_and_what_is_left() -> None:
    made = tables(
        [("sub", None, OPENED, 200, 100)],
        [("sub", date(2017, 1, 1), 80, True)],
        [("sub", date(2015, 6, 1), 40)],
    )

    row = row_of(made)

    assert (row["dpi"], row["rvpi"], row["tvpi"]) == (Decimal("0.4"), Decimal("0.8"), Decimal("1.2"))


def test_money_that_was_called_and_not_paid_is_told_apart_from_both() -> None:
    made = tables([
        ("sub", None, OPENED, 1000, 0),
        ("sub", None, date(2014, 2, 1), 0, 0, 400),
        ("sub", None, date(2014, 3, 1), 0, 250),
        ("sub", "guide", date(2014, 3, 1), 0, 0, 100),
    ])  # fmt: skip

    row = row_of(made)

    assert (row["committed_cny"], row["called_cny"], row["paid_in_cny"]) == (1000, 500, 250)
    assert row["called_unpaid_cny"] == 250


def test_a_fund_without_a_reported_call_owes_none() -> None:
    row = row_of(tables([("sub", None, OPENED, 1000, 250)]))

    assert (row["called_cny"], row["called_unpaid_cny"]) == (None, None)


def test_money_promised_is_no_denominator() -> None:
    row = row_of(tables([("sub", None, OPENED, 1000, 100)], [("sub", date(2016, 6, 1), 150, True)]))

    assert row["tvpi"] == Decimal("1.5")


def test_a_call_after_the_valuation_waits_for_the_next_one() -> None:
    made = tables(
        [("sub", None, OPENED, 200, 100), ("sub", None, date(2016, 2, 1), 0, 100)],
        [("sub", date(2016, 1, 1), 121, True)],
    )

    row = row_of(made)

    assert (row["paid_in_cny"], row["paid_in_at_nav_cny"], row["tvpi"]) == (200, 100, Decimal("1.21"))
    assert row["irr"] == Decimal("0.1")


def test_amplification_is_kept_in_both_ways() -> None:
    made = tables([("sub", "guide", OPENED, 20, 20), ("sub", None, OPENED, 80, 30)])

    row = row_of(made)

    assert (row["committed_amplification"], row["paid_in_amplification"]) == (Decimal(5), Decimal("2.5"))


def test_a_guide_fund_is_measured_by_its_sub_funds_together() -> None:
    funds = [("guide", "guide", None, False), ("a", "sub_fund", "guide", False), ("b", "sub_fund", "guide", False)]
    made = tables(
        [
            ("guide", None, OPENED, 500, 500), ("a", "guide", OPENED, 20, 20), ("a", None, OPENED, 80, 80),
            ("b", "guide", OPENED, 30, 10), ("b", None, OPENED, 120, 0),
        ],
        funds=funds,
    )  # fmt: skip

    row = row_of(made, "guide")

    assert (row["amplified_committed_cny"], row["amplified_paid_in_cny"]) == (250, 110)
    assert (row["committed_amplification"], row["paid_in_amplification"]) == (Decimal(5), Decimal("3.666667"))


def test_an_invented_sub_fund_does_not_measure_a_real_guide_fund() -> None:
    funds = [("guide", "guide", None, False), ("sub", "sub_fund", "guide", True)]
    made = tables([("guide", None, OPENED, 5, 5), ("sub", "guide", OPENED, 20, 20)], funds=funds)

    assert row_of(made, "guide")["committed_amplification"] is None


@pytest.mark.parametrize(
    ("contributions", "valuations", "note"),
    [
        ([("sub", None, OPENED, 100, 100)], [], "no_valuation"),
        ([("sub", None, OPENED, 100, 0)], [], "no_payment"),
        ([("sub", None, OPENED, 100, 100)], [("sub", date(2015, 6, 1), 90, True)], "j_curve"),
        ([("sub", None, OPENED, 100, 100)], [("sub", date(2016, 6, 1), 0, True)], "one_sign"),
    ],
)
def test_a_fund_without_a_rate_says_why(
    contributions: list[tuple[object, ...]], valuations: list[tuple[object, ...]], note: str
) -> None:
    row = row_of(tables(contributions, valuations))

    assert (row["irr"], row["irr_note"]) == (None, note)


def test_no_money_reported_gives_no_row() -> None:
    assert fund_performance(tables()).is_empty()


def test_a_multiple_and_a_call_that_are_null_say_why() -> None:
    silent = row_of(tables([("sub", "guide", OPENED, 100, 20)]))
    alone = row_of(tables([("sub", None, OPENED, 100, 20)]))
    valued = row_of(tables([("sub", None, OPENED, 100, 0)], [("sub", date(2016, 1, 1), 5, True)]))

    assert [silent[name] for name in ("called_cny", "call_reason")] == [None, "not_reported"]
    assert [silent[name] for name in ("amplification_reason", "returns_reason")] == [None, "not_reported"]
    assert [alone[name] for name in ("paid_in_amplification", "amplification_reason")] == [None, "nothing_paid"]
    assert [valued[name] for name in ("dpi", "tvpi", "returns_reason")] == [None, None, "nothing_paid"]


def test_yuan_in_doubt_stay_in_the_sums_and_are_told() -> None:
    """100 committed; 30 are called in May and 20 paid in January, all early; in May 90 more, 80 of them uncalled and 10
    above the commitment: 100 in doubt. 5 lie in a firm of no register and 7 in one that left in June."""
    made = tables([("sub", None, OPENED, 100, 20, None), ("sub", None, date(2014, 5, 1), 0, 90, 30)])
    made["core.fund_investment"] = pl.DataFrame(
        [("sub", "C", None, 5, date(2015, 1, 1)), ("sub", "C", "E2", 7, date(2016, 7, 1)),
         ("sub", "C", "E2", 11, date(2016, 5, 1))],
        schema={"fund_id": pl.String, "credit_code": pl.String, "enterprise_id": pl.String, "amount_cny": CNY,
                "investment_date": pl.Date},
        orient="row",
    ).with_columns(is_flagged=pl.lit(False))  # fmt: skip

    row = row_of(made)

    assert (row["paid_in_cny"], row["doubted_paid_in_cny"]) == (110, 100)
    assert (row["invested_cny"], row["doubted_invested_cny"]) == (23, 12)
