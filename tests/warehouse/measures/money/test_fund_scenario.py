from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.measures.money.fund_scenario import Scenario, fund_scenarios, load_scenario_rules

M = 1_000_000


def scenarios(committed: list[tuple[str, str | None, int]], subs: tuple[str, ...] = ("A", "B")) -> list[Scenario]:
    funds = pl.DataFrame(
        [("G", "guide", "operating"), *((fund, "sub_fund", "operating") for fund in subs),
         ("P", "sub_fund", "planned")],
        schema=["fund_id", "fund_kind", "status"], orient="row",
    ).with_columns(is_synthetic=pl.lit(True))  # fmt: skip
    contributions = pl.DataFrame(
        committed,
        schema={"fund_id": pl.String, "contributor_fund_id": pl.String, "committed_cny": pl.Decimal(18, 2)},
        orient="row",
    )
    targets = pl.DataFrame(
        [
            ("gansu_2016_guide_fund", Decimal(5), "cny_1e8"),
            ("gansu_2016_sub_fund_size", Decimal(250_000), "cny_1e4"),
            ("unquantified", None, "cny_1e8"),
        ],
        schema={"target_id": pl.String, "value_low": pl.Decimal(19, 6), "unit": pl.String}, orient="row",
    )  # fmt: skip
    return fund_scenarios(funds, contributions, targets, [3, 4], load_scenario_rules()[-1])


def test_the_number_of_new_funds_changes_their_size_and_not_the_money() -> None:
    three, four = scenarios([("A", "G", 360 * M), ("A", None, 640 * M), ("B", None, 600 * M)])

    assert (three.size_each_cny, four.size_each_cny) == (300 * M, 225 * M)
    for one in (three, four):
        assert (one.guide_wanted_cny, one.guide_headroom_cny, one.guide_short_cny) == (180 * M, 140 * M, 40 * M)
        assert one.guide_share_that_fits == Decimal("0.155556")
    assert (three.is_below_minimum_size, four.is_below_minimum_size) == (False, True)


def test_an_operating_fund_of_unknown_size_is_named_and_nothing_is_invented() -> None:
    three, _ = scenarios([("A", "G", 360 * M)])

    numbers: list[Any] = [three.existing_cny, three.size_each_cny, three.guide_short_cny, three.is_below_minimum_size]
    assert (numbers, three.reason, three.unknown_funds) == ([None] * 4, "no_source", ("B",))


def test_a_size_that_is_reached_needs_no_new_money() -> None:
    three, _ = scenarios([("A", "G", 500 * M), ("B", None, 2_100 * M)])

    assert (three.size_each_cny, three.guide_short_cny, three.reason) == (0, 0, "already_met")
    assert three.guide_share_that_fits is None
