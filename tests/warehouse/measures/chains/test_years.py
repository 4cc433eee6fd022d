"""A chain in a full year: counted revenue, distance, expected year, leader and coverage, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from warehouse.measures.chains.line import load_ten_billion
from warehouse.measures.chains.years import chain_years, expected_year
from warehouse.measures.reason import Reason

RULES = load_ten_billion()
BOUNDS = RULES[0].bounds
BILLION = 1_000_000_000


@pytest.mark.parametrize(
    ("billion", "growth", "answer"),
    [
        (7.87, 0.08, (2020, None)),  # ln 1.27065 / ln 1.08 = 3.11: four years
        (10.0, 0.08, (None, Reason.ALREADY_MET)),
        (9.0, None, (None, Reason.ONE_YEAR_ONLY)),
        (9.0, 0.0, (None, Reason.NOT_AT_THIS_PACE)),
        (1.0, 0.01, (None, Reason.BEYOND_HORIZON)),
    ],
)
def test_the_expected_year_is_that_of_the_pace_or_says_why_there_is_none(
    billion: float, growth: float | None, answer: tuple[int | None, Reason | None]
) -> None:
    assert expected_year(2016, billion * BILLION, growth, BOUNDS) == answer


def _frames(
    shares: dict[tuple[str, str, str], float | None],
    revenue: dict[tuple[str, str], float],
    ends: dict[str, date] | None = None,
    leader: str = "",
    purchases: dict[tuple[str, str], tuple[float, float]] | None = None,
) -> dict[str, pl.DataFrame]:
    """Shares by (firm, chain, node) and revenue in billion yuan by (firm, year)."""
    firms = sorted({firm for firm, _, _ in shares})
    chains = sorted({chain for _, chain, _ in shares})
    return {
        "core.chain": pl.DataFrame({"chain_id": chains, "is_synthetic": [True] * len(chains)}),
        "core.chain_stage": pl.DataFrame(
            [
                {"chain_id": "L01", "chain_stage_id": "L01-1", "stage": "upstream"},
                {"chain_id": "L01", "chain_stage_id": "L01-2", "stage": "upstream"},
                {"chain_id": "L01", "chain_stage_id": "L01-3", "stage": "midstream"},
            ]
        ),
        "core.enterprise_chain": pl.DataFrame(
            [
                {"enterprise_id": firm, "chain_id": chain, "chain_stage_id": f"{chain}-{node}",
                 "role": "leader" if firm == leader else None,
                 "counted_share": None if share is None else Decimal(str(share))}
                for (firm, chain, node), share in shares.items()
            ],
            schema_overrides={"counted_share": pl.Decimal(19, 6), "role": pl.String},
        ),
        "core.enterprise": pl.DataFrame({"enterprise_id": firms, "name_zh": [f"{firm}厂" for firm in firms]}),
        "core.enterprise_change": pl.DataFrame(
            [
                {"enterprise_id": firm, "change_kind": "merger", "new_status": None, "change_date": day,
                 "is_applied": True}
                for firm, day in (ends or {}).items()
            ],
            schema={"enterprise_id": pl.String, "change_kind": pl.String, "new_status": pl.String,
                    "change_date": pl.Date, "is_applied": pl.Boolean},
        ),
        "core.enterprise_survey": pl.DataFrame(
            [
                {"enterprise_id": firm, "year": year, "is_synthetic": True,
                 "material_purchase_cny": Decimal(str(bought)), "local_purchase_cny": Decimal(str(local))}
                for (firm, year), (bought, local) in (purchases or {}).items()
            ],
            schema={"enterprise_id": pl.String, "year": pl.String, "is_synthetic": pl.Boolean,
                    "material_purchase_cny": pl.Decimal(38, 2), "local_purchase_cny": pl.Decimal(38, 2)},
        ),
        "mart.enterprise_month": pl.DataFrame(
            [
                {"enterprise_id": firm, "period": f"{year}-12", "revenue_ytd_cny": Decimal(str(value)) * BILLION,
                 "is_flagged": False, "is_synthetic": True}
                for (firm, year), value in revenue.items()
            ],
            schema_overrides={"revenue_ytd_cny": pl.Decimal(38, 3)},
        ),
    }  # fmt: skip


def _years(*arguments: Any, **more: Any) -> dict[str, dict[str, Any]]:
    rows = chain_years(_frames(*arguments, **more), RULES).rows(named=True)
    return {row["chain_year_id"]: row for row in rows}


def test_shares_above_the_whole_over_all_chains_are_scaled_and_within_one_chain_count_nothing() -> None:
    found = _years(
        {("A", "L01", "1"): 0.75, ("A", "L02", "1"): 0.5, ("B", "L01", "1"): 0.6, ("B", "L01", "2"): 0.6},
        {("A", "2015"): 10.0, ("B", "2015"): 1.0},
    )

    # 10 billion x 0.75 / 1.25 and x 0.5 / 1.25: together no more than the firm has.
    assert (found["L01/2015"]["revenue_cny"], found["L02/2015"]["revenue_cny"]) == (6 * BILLION, 4 * BILLION)
    assert found["L01/2015"]["not_counted_names_zh"] == "B厂"
    assert (found["L01/2015"]["scaled_count"], found["L01/2015"]["is_flagged"]) == (1, True)
    assert found["L01/2015"]["reporting_share"] == Decimal("0.5")


def test_growth_is_of_the_members_that_have_both_years_and_a_member_counts_until_its_end() -> None:
    found = _years(
        {("A", "L01", "1"): 1.0, ("B", "L01", "2"): 1.0, ("C", "L01", "3"): 1.0},
        {("A", "2015"): 5.0, ("A", "2016"): 5.4, ("B", "2016"): 2.47, ("C", "2015"): 1.0, ("C", "2016"): 1.0},
        {"C": date(2016, 6, 1)},
    )

    last = found["L01/2016"]
    assert (last["revenue_cny"], last["growth_rate"]) == (Decimal("7870000000.00"), Decimal("0.08"))
    assert (last["ten_billion_gap_cny"], last["expected_year"]) == (Decimal("2130000000.00"), "2020")
    assert last["ten_billion_line_cny"] == Decimal("10000000000.00")
    assert (last["member_count"], last["counted_count"], found["L01/2015"]["member_count"]) == (2, 2, 3)
    assert found["L01/2015"]["not_counted_names_zh"] == "B厂"
    # The node of the member that ended is empty since.
    assert (last["covered_node_count"], last["midstream_coverage_share"]) == (2, Decimal(0))
    assert found["L01/2015"]["local_node_rate"] == 1


def test_the_leader_of_the_list_stands_beside_the_largest_and_the_index_leaves_nulls_out() -> None:
    found = _years(
        {("A", "L01", "1"): 1.0, ("B", "L01", "2"): 1.0, ("C", "L01", "3"): None},
        {("A", "2015"): 3.0, ("B", "2015"): 1.0, ("C", "2015"): 9.0},
        leader="B",
    )["L01/2015"]

    assert (found["leader_names_zh"], found["largest_enterprise_id"], found["leader_differs"]) == ("B厂", "A", True)
    assert (found["hhi"], found["largest_share"]) == (10_000 * (0.75**2 + 0.25**2), Decimal("0.75"))
    assert found["member_count"] == 2


def test_a_year_that_nobody_reported_in_the_chain_has_no_revenue_and_says_so() -> None:
    found = _years({("A", "L01", "1"): 1.0, ("B", "L02", "1"): 1.0}, {("A", "2015"): 1.0, ("B", "2016"): 1.0})[
        "L01/2016"
    ]

    assert (found["revenue_cny"], found["reason"], found["is_ten_billion"]) == (None, "not_reported", False)


def test_local_supply_by_purchases_is_of_those_who_answered_with_the_revenue_that_they_have() -> None:
    found = _years(
        {("A", "L01", "1"): 1.0, ("B", "L01", "2"): 1.0, ("C", "L01", "3"): 1.0, ("D", "L02", "1"): 1.0},
        {("A", "2015"): 3.0, ("B", "2015"): 1.0, ("C", "2015"): 1.0, ("D", "2015"): 1.0},
        purchases={("A", "2015"): (200, 150), ("B", "2015"): (100, 75), ("C", "2014"): (50, 50)},
    )

    asked, silent = found["L01/2015"], found["L02/2015"]
    assert (asked["local_purchase_rate"], asked["purchase_coverage_share"]) == (Decimal("0.75"), Decimal("0.8"))
    assert (asked["material_purchase_cny"], asked["purchase_reason"]) == (300, None)
    # Nodes covered are another number.
    assert asked["local_node_rate"] == 1
    assert (silent["local_purchase_rate"], silent["purchase_reason"]) == (None, "not_reported")
