"""Changes by hand, on the rows that they alter, and what `whatIf` refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from graph.execution.caller import Caller
from graph.execution.execution import Executor, Request
from graph.execution.operation import Operation
from graph.schema import build_schema
from tests.graph.conftest import FixedStore, Service
from warehouse.measures.what_if.what_if import Change, altered_totals, moved_chains, with_merged
from warehouse.query.policy import load_policy

ALL = ("0000-00", "9999-12")
YTD = {"2016-02": 200, "2016-03": 300, "2016-04": 420, "2016-06": 700}
PRODUCTS = pl.DataFrame(
    [("A", "x", "2016-02", 10.0, 4.0), ("A", "x", "2016-03", 5.0, 4.0), ("A", "x", "2016-04", 5.0, None)],
    schema=["enterprise_id", "product_code", "period", "quantity", "price_cny"],
    orient="row",
)


def totals_after(*changes: Change) -> dict[str, float]:
    rows = [
        (firm, measure, period, Decimal(value), True)
        for firm in "AB"
        for measure in ("revenue", "total_profit")
        for period, value in YTD.items()
    ]
    schema = {
        "enterprise_id": pl.String, "measure": pl.String, "period": pl.String, "value": pl.Decimal(38, 6),
        "is_synthetic": pl.Boolean,
    }  # fmt: skip
    altered, _ = altered_totals(pl.DataFrame(rows, schema=schema, orient="row"), PRODUCTS, changes)
    untouched = altered.filter(pl.col("enterprise_id") == "B").sort("measure", "period")
    assert [float(value) for value in untouched["value"]] == [*YTD.values()] * 2
    found = altered.filter((pl.col("enterprise_id") == "A") & (pl.col("measure") == "revenue")).sort("period")
    return {period: float(value) for period, value in found.select("period", "value").rows()}


def test_a_firm_that_sells_a_tenth_less_does_so_in_the_months_named() -> None:
    of_all = totals_after(Change(*ALL, enterprise_id="A", factor=Decimal("0.9")))
    of_april = totals_after(Change("2016-04", "2016-04", enterprise_id="A", factor=Decimal("0.5")))

    assert of_all == {"2016-02": 180, "2016-03": 270, "2016-04": 378, "2016-06": 630}
    # April added 120: half of it is missing from then on.
    assert of_april == {"2016-02": 200, "2016-03": 300, "2016-04": 360, "2016-06": 640}


def test_an_amount_is_for_each_month_and_february_is_two() -> None:
    more = totals_after(Change("2016-02", "2016-03", enterprise_id="A", amount=Decimal(10)))

    assert more == {"2016-02": 220, "2016-03": 330, "2016-04": 450, "2016-06": 730}


def test_a_price_moves_what_the_priced_cells_are_worth_and_changes_meet_in_order() -> None:
    cheaper = Change(*ALL, product_code="x", price=Decimal("0.8"))

    # 10 x 4 until February, 5 x 4 in March; April has no price.
    assert totals_after(cheaper) == {"2016-02": 192, "2016-03": 288, "2016-04": 408, "2016-06": 688}
    assert totals_after(cheaper, Change(*ALL, product_code="x", price=Decimal("1.25"))) == YTD
    then_half = totals_after(cheaper, Change(*ALL, enterprise_id="A", factor=Decimal("0.5")))
    assert then_half == {"2016-02": 96, "2016-03": 144, "2016-04": 204, "2016-06": 344}


def test_a_price_moves_one_firm_where_one_is_named() -> None:
    assert totals_after(Change(*ALL, enterprise_id="B", product_code="x", price=Decimal(2))) == YTD


def test_a_firm_that_exits_reports_no_more() -> None:
    assert totals_after(Change("2016-04", "9999-12", enterprise_id="A", exits=True)) == {"2016-02": 200, "2016-03": 300}


def test_a_firm_that_is_left_out_is_in_no_month() -> None:
    assert totals_after(Change(*ALL, enterprise_id="A", is_left_out=True)) == {}


def test_all_firms_that_merged_with_one_are_one_unit() -> None:
    rows = [(firm, "merger", date(2015, 6, 30), heir) for firm, heir in (("B", "A"), ("C", "B"), ("E", "D"))]
    names = ["enterprise_id", "change_kind", "change_date", "other_enterprise_id"]
    register = pl.DataFrame(rows, schema=names, orient="row")

    assert with_merged({"C"}, register) == {"A", "B", "C"}
    assert with_merged({"E", "F"}, register) == {"D", "E", "F"}


CHAINS = pl.DataFrame(
    [("L1", "2015-12", Decimal("9999999999.99"), 2, False), ("L1", "2016-12", Decimal(10000000000), 2, True),
     ("L2", "2016-12", Decimal(50), 1, False)],
    schema={"chain_id": pl.String, "period": pl.String, "revenue_ytd_cny": pl.Decimal(38, 2),
            "reporting_count": pl.Int32, "is_ten_billion": pl.Boolean},
    orient="row",
)  # fmt: skip
MEMBERS = pl.DataFrame(
    [("chain", "L1", "A", Decimal("0.5")), ("chain", "L2", "A", Decimal("0.5")), ("province", "L1", "A", Decimal(1))],
    schema={"subject_kind": pl.String, "subject_id": pl.String, "enterprise_id": pl.String,
            "weight": pl.Decimal(9, 6)},
    orient="row",
)  # fmt: skip


def reported(**values: str) -> pl.DataFrame:
    rows = [(firm, "revenue", "2016-12", Decimal(value)) for firm, value in values.items()]
    schema = {"subject_id": pl.String, "indicator_id": pl.String, "period": pl.String, "value": pl.Decimal(28, 6)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def chains_after(
    before: pl.DataFrame, after: pl.DataFrame, register: pl.DataFrame | None = None
) -> list[tuple[Any, ...]]:
    moved = moved_chains(CHAINS, before, after, MEMBERS, left() if register is None else register)
    return moved.select("revenue_ytd_cny", "is_ten_billion").rows()


def left(*firms: tuple[str, date]) -> pl.DataFrame:
    """The declared changes: who left the list, and when."""
    schema = {"enterprise_id": pl.String, "change_date": pl.Date}
    return pl.DataFrame(firms, schema=schema, orient="row").with_columns(
        change_kind=pl.lit("status_change"), new_status=pl.lit("exited"), is_applied=pl.lit(value=True)
    )


def test_a_chain_moves_by_the_shares_of_its_members() -> None:
    """A counts by 0.5 in each; B, whose shares are more than the whole, for nothing. A thousand less of A is 500."""
    after = chains_after(reported(A="100", B="7"), reported(A="99", B="1"))

    assert after == [
        (Decimal("9999999999.99"), False), (Decimal("9999999500.00"), False), (Decimal("-450.00"), False),
    ]  # fmt: skip


def test_a_member_that_ended_moves_no_chain() -> None:
    """On the last day of the month A is off the list; a day later it counts for it."""
    before, after = reported(A="100"), reported(A="99")

    assert chains_after(before, after, left(("A", date(2016, 12, 31)))) == chains_after(before, before)
    assert chains_after(before, after, left(("A", date(2017, 1, 1)))) == chains_after(before, after)


def test_a_chain_whose_only_member_leaves_has_no_revenue() -> None:
    assert chains_after(reported(A="0.1"), reported())[1:] == [(Decimal("9999999950.00"), False), (None, False)]


QUERY = "query WhatIf($changes: [WhatIfChange!]!, $at: String) { whatIf(changes: $changes, at: $at) { at } }"
FIRM: dict[str, Any] = {"enterprise": "E001"}


@pytest.mark.parametrize(
    "change",
    [
        {},
        FIRM,
        FIRM | {"factor": 1, "amountCny": 2},
        FIRM | {"price": "0.8"},
        FIRM | {"factor": "-1"},
        FIRM | {"factor": "1001"},
        FIRM | {"factor": 1, "measure": "TOTAL_PROFIT"},
        FIRM | {"exits": True},
        FIRM | {"leaveOut": True, "factor": 1},
        FIRM | {"leaveOut": True, "from": "2016-01"},
        FIRM | {"factor": 1, "from": "2016"},
        {"product": "321301", "price": 0},
        {"product": "321301", "factor": "0.8"},
        {"fund": "F", "amountCny": 5},
        {"fund": "F", "factor": 0} | FIRM,
        {"enterprise": "nobody", "factor": "0.9"},
        {"fund": "none", "factor": 0},
        {"product": "000000", "price": "0.8"},
    ],
)
def test_a_change_that_cannot_be_made_is_refused_by_its_place(service: Service, change: dict[str, Any]) -> None:
    refused = service.execute(QUERY, changes=[FIRM | {"factor": "0.9"}, change], at="2016-03")

    assert refused.code == "INVALID_ARGUMENT"
    assert "changes[1]" in refused.error["message"] and "中文：" in refused.error["message"]


def test_no_change_and_too_many_are_refused(service: Service) -> None:
    assert service.execute(QUERY, changes=[]).code == "LIMIT_EXCEEDED"
    assert service.execute(QUERY, changes=[FIRM | {"factor": 1}] * 21).code == "LIMIT_EXCEEDED"


@pytest.mark.parametrize("table", ["mart.observation", "core.enterprise", "core.fund_contribution", "core.platform"])
def test_a_role_that_may_not_read_an_input_whole_gets_no_number(store: FixedStore, table: str) -> None:
    asked = Service(
        Executor(build_schema(), load_policy().with_rules("bureau", {table: None})), store, Caller("bureau")
    )

    assert asked.execute(QUERY, changes=[FIRM | {"factor": "0.9"}], at="2016-03").code == "ACCESS_DENIED"


def test_input_rows_beyond_the_limit_of_the_role_are_refused(executor: Executor, store: FixedStore) -> None:
    request = Request(QUERY, {"changes": [FIRM | {"factor": "0.9"}], "at": "2016-03"})

    answer = executor.execute(request, Operation(store, most_input_rows=10))

    assert [error["extensions"]["code"] for error in answer.errors] == ["LIMIT_EXCEEDED"]
