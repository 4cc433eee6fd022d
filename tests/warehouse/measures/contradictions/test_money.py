"""Contradictions about money, on a few rows each: the places that they name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from warehouse.measures.contradictions.registry import Inputs, load_kinds

CNY = pl.Decimal(18, 2)
FUNDS = pl.DataFrame(
    [{"fund_id": fund, "name_zh": f"基金{fund}", "submission_id": "S1", "source_sheet": "名录", "source_row": row}
     for row, fund in enumerate("ABC", start=3)]
)  # fmt: skip
FIRMS = pl.DataFrame({"enterprise_id": ["E1", "E2"], "name_zh": ["甲", "乙"], "submission_id": ["S1", "S1"]})
CHANGES = pl.DataFrame([{
    "enterprise_id": "E2", "change_kind": "status_change", "new_status": "exited", "change_date": date(2016, 6, 1),
    "is_applied": True, "submission_id": "S9", "source_sheet": "变更", "source_row": 7,
}])  # fmt: skip


def placed(rows: list[dict[str, Any]], submission: str, **schema: Any) -> pl.DataFrame:
    place = {"submission_id": submission, "source_sheet": "明细", "is_synthetic": True}
    made = pl.DataFrame([{**row, **place} for row in rows], schema_overrides=schema, infer_schema_length=None)
    return made.with_row_index("source_row", 3).with_columns(pl.col("source_row").cast(pl.Int32))


def paid(*rows: tuple[str, str, str | None, date, int, int | None, int]) -> pl.DataFrame:
    names = ("fund_id", "contributor_name", "contributor_fund_id", "contribution_date", "committed_cny", "called_cny")
    made = [dict(zip((*names, "paid_in_cny"), row, strict=True)) for row in rows]
    return placed(made, "S2", committed_cny=CNY, called_cny=CNY, paid_in_cny=CNY, contributor_fund_id=pl.String)


def bought(*rows: tuple[str, str | None, date, int]) -> pl.DataFrame:
    made = [
        {"fund_id": fund, "enterprise_id": firm, "credit_code": "C", "enterprise_name": "某", "investment_date": day,
         "amount_cny": amount}
        for fund, firm, day, amount in rows
    ]  # fmt: skip
    return placed(made, "S3", amount_cny=CNY, enterprise_id=pl.String)


def found(word: str, **inputs: pl.DataFrame) -> list[tuple[Any, ...]]:
    """Subject, file and row of both places."""
    (one,) = (each for each in load_kinds() if each.kind == word)
    tables: Inputs = {
        "core.fund": FUNDS, "core.enterprise": FIRMS, "core.enterprise_change": CHANGES,
        "core.fund_distribution": pl.DataFrame(schema={"fund_id": pl.String, "amount_cny": CNY}),
        **{f"core.{name}": frame for name, frame in inputs.items()},
    }  # fmt: skip
    rows = one.rows(tables)
    assert rows.filter(~pl.col("text_zh").str.contains("。"), pl.col("text_en").str.contains("None")).is_empty()
    names = ("subject_id", "first_submission_id", "first_row", "second_submission_id", "second_row")
    return rows.select(names).rows()


JAN, MAY, JULY = date(2016, 1, 1), date(2016, 5, 1), date(2016, 7, 1)


def test_a_firm_in_no_register_is_named_with_the_register() -> None:
    rows = bought(("A", None, JAN, 5), ("A", "E1", JAN, 5))

    assert found("investee_unknown", fund_investment=rows) == [("A", "S3", 3, "S1", None)]


def test_a_firm_that_had_left_is_named_with_the_change_and_one_that_left_later_is_not() -> None:
    rows = bought(("A", "E2", MAY, 5), ("A", "E2", JULY, 5))

    assert found("investee_ended", fund_investment=rows) == [("A", "S3", 4, "S9", 7)]


def test_money_paid_before_its_call_is_named_with_the_call_that_follows() -> None:
    rows = paid(
        ("A", "p", None, JAN, 100, None, 0), ("A", "p", None, MAY, 0, None, 40), ("A", "p", None, JULY, 0, 60, 20),
        ("A", "q", None, MAY, 50, None, 50),
    )  # fmt: skip

    # q was never called in writing, which is no contradiction.
    assert found("paid_before_called", fund_contribution=rows) == [("A", "S2", 4, "S2", 5)]


def test_the_payment_that_passes_what_was_committed_is_named_with_the_commitment() -> None:
    rows = paid(
        ("A", "p", None, JAN, 100, None, 60), ("A", "p", None, MAY, 0, None, 50), ("A", "p", None, JULY, 0, None, 1)
    )

    assert found("paid_above_committed", fund_contribution=rows) == [("A", "S2", 4, "S2", 3)]


def test_a_fund_that_spends_more_than_it_got_is_named_and_what_came_back_may_be_spent() -> None:
    flows = paid(("A", "p", None, JAN, 100, None, 50), ("B", "A", "A", MAY, 30, None, 30))
    rows = bought(("A", "E1", MAY, 25))
    back = pl.DataFrame({"fund_id": ["A"], "amount_cny": [Decimal(5)]}, schema_overrides={"amount_cny": CNY})

    assert found("spent_above_paid_in", fund_contribution=flows, fund_investment=rows) == [("A", "S3", 3, "S2", 3)]
    assert found("spent_above_paid_in", fund_contribution=flows, fund_investment=rows, fund_distribution=back) == []


def test_a_fund_that_invests_without_a_payment_is_named_with_its_entry() -> None:
    flows = paid(("A", "p", None, JAN, 100, None, 0))
    rows = bought(("A", "E1", MAY, 25), ("A", "E1", JULY, 25))

    assert found("paid_by_nobody", fund_contribution=flows, fund_investment=rows) == [("A", "S3", 3, "S1", 3)]


def test_funds_in_a_circle_are_named_with_a_payment_each_way() -> None:
    flows = paid(("A", "B", "B", JAN, 9, None, 9), ("B", "A", "A", MAY, 9, None, 9), ("C", "B", "B", MAY, 9, None, 9))

    assert found("fund_circle", fund_contribution=flows) == [("A", "S2", 3, "S2", 4), ("B", "S2", 4, "S2", 3)]


@pytest.mark.parametrize(
    ("year", "decided", "is_found"),
    [("2016", JULY, True), ("2016", MAY, False), ("2016", None, False), ("2017", None, True)],
)
def test_support_of_a_firm_that_had_left_is_named(year: str, decided: date | None, is_found: bool) -> None:
    row = {"enterprise_id": "E2", "year": year, "decided_date": decided, "support_kind": "land"}
    rows = placed([row], "S4", decided_date=pl.Date)

    assert found("support_of_inactive", policy_support=rows) == ([("E2", "S4", 3, "S9", 7)] if is_found else [])


def test_a_unit_that_nobody_knows_is_named() -> None:
    units = pl.DataFrame(
        [("kwh", "千瓦时", "kilowatt-hour", "energy", "1", None)],
        schema=["unit_id", "title_zh", "title_en", "dimension", "factor", "also_written"], orient="row",
    )  # fmt: skip
    rows = placed(
        [{"enterprise_id": "E1", "quantity": Decimal(3), "quantity_unit": unit} for unit in ("千瓦时", "块", None)],
        "S4",
    )

    assert found("unit_unknown", policy_support=rows, unit=units) == [
        ("E1", "S4", 4, None, None), ("E1", "S4", 5, None, None),
    ]  # fmt: skip


def test_a_covenant_that_differs_from_the_flows_is_named_with_its_report() -> None:
    (one,) = (each for each in load_kinds() if each.kind == "covenant_differs")
    measured = {
        "fund_id": "A", "fund_covenant_id": "c", "covenant_kind": "reinvestment_multiple", "is_synthetic": True,
        "reported_value": Decimal("0.8"), "low": Decimal("2.16"), "high": Decimal("2.16"),
    }  # fmt: skip
    tables = {
        "core.fund": FUNDS,
        "core.fund_covenant": placed([{"fund_covenant_id": "c"}], "S5"),
        "mart.fund_covenant_measured": pl.DataFrame([measured | {"differs": True}, measured | {"differs": False}]),
    }

    rows = one.rows(tables).select("subject_id", "first_submission_id", "first_row", "text_en", "text_zh").rows()

    texts = ("基金A reports reinvestment_multiple as 0.8; its flows give 2.16.",
             "“基金A”报送的返投倍数为 0.8，按流水测算为 2.16。")  # fmt: skip
    assert rows == [("A", "S5", 3, *texts)]
