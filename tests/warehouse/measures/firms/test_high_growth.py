"""High growth by hand: rates over three years, bounds, and what cannot be said."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from warehouse.measures.firms.high_growth import COLUMNS, high_growth_rows, load_high_growth


def growth(
    by_year: dict[int, tuple[float | None, float | None, float | None]],
    founded: date | None = None,
    absorbs: bool = False,
) -> dict[str, dict[str, Any]]:
    """The rows of 2016 by rule, of a firm with (revenue, restated base, employees) by year."""
    ids = {"enterprise_id": ["f"] * len(by_year), "period": [f"{year}-12" for year in by_year]}
    values = list(by_year.values())
    totals = pl.DataFrame(
        {**ids, "measure": "revenue", "period_kind": "ytd", "value_cny": [row[0] for row in values],
         "restated_base_cny": [row[1] for row in values], "is_flagged": False},
        schema_overrides={"value_cny": pl.Float64, "restated_base_cny": pl.Float64},
    )  # fmt: skip
    months = pl.DataFrame({**ids, "employee_count": [row[2] for row in values]},
                          schema_overrides={"employee_count": pl.Float64})  # fmt: skip
    firms = pl.DataFrame({"enterprise_id": ["f"], "founded_date": [founded], "is_synthetic": [True]},
                         schema_overrides={"founded_date": pl.Date})  # fmt: skip
    changes = pl.DataFrame(
        [("g", "merger", "f", date(2015, 7, 1))] if absorbs else [],
        schema={"enterprise_id": pl.String, "change_kind": pl.String, "other_enterprise_id": pl.String,
                "change_date": pl.Date},
        orient="row",
    )  # fmt: skip
    if absorbs:
        totals, months = (
            pl.concat([frame, frame.filter(pl.col("period") < "2015").with_columns(enterprise_id=pl.lit("g"))])
            for frame in (totals, months)
        )
        firms = pl.concat([firms, firms.with_columns(enterprise_id=pl.lit("g"))])
    frames = (frame.lazy() for frame in (totals, months, firms, changes))
    found = high_growth_rows(*frames, load_high_growth()).collect()
    assert found.columns == list(COLUMNS)
    own = found.filter((pl.col("year") == "2016") & (pl.col("enterprise_id") == "f"))
    return {row["growth_rule"]: row for row in own.iter_rows(named=True)}


EXACTLY = {
    2013: (100e6, None, 100.0), 2014: (120e6, 100e6, 100.0), 2015: (144e6, 120e6, 100.0), 2016: (172.8e6, 144e6, 100.0),
}  # fmt: skip


def test_exactly_a_fifth_a_year_is_not_above_it() -> None:
    found = growth(EXACTLY)

    assert {row["years"] for row in found.values()} == {3}
    assert {rule: (float(row["revenue_rate"]), row["is_growth"]) for rule, row in found.items()} == {
        "oecd": (0.2, False), "eurostat": (0.2, True), "gazelle_huangpu": (0.2, True),
    }  # fmt: skip


def test_employees_alone_are_enough_where_the_rule_counts_them() -> None:
    found = growth(EXACTLY | {2016: (172.8e6, 144e6, 180.0)})

    assert float(found["oecd"]["employee_rate"]) == pytest.approx(0.216440)
    assert found["oecd"]["is_growth"]


def test_the_base_is_the_own_report_or_what_was_restated_a_year_later() -> None:
    told = growth({year: row for year, row in EXACTLY.items() if year > 2013})
    unknown = growth({2014: (120e6, None, 100.0), 2015: (144e6, 120e6, 100.0), 2016: (180e6, 144e6, 100.0)})

    assert float(told["gazelle_huangpu"]["revenue_rate"]) == 0.2
    assert (told["oecd"]["is_growth"], told["oecd"]["reason"]) == (None, "base_missing")
    assert (unknown["oecd"]["revenue_rate"], unknown["oecd"]["is_growth"]) == (None, None)


def test_to_take_over_another_firm_is_not_to_grow() -> None:
    found = growth(EXACTLY | {2015: (264e6, 240e6, 200.0), 2016: (345.6e6, 264e6, 200.0)}, absorbs=True)[
        "gazelle_huangpu"
    ]

    assert (int(found["first_revenue_cny"]), float(found["revenue_rate"]), found["is_growth"]) == (
        200_000_000,
        0.2,
        True,
    )


def test_bounds_of_the_rule_are_met_as_well() -> None:
    few = growth({year: (row[0] * 2 if year == 2016 and row[0] else row[0], row[1], 9.0) for year, row in
                  EXACTLY.items()})  # fmt: skip
    falls = growth(EXACTLY | {2015: (200e6, 120e6, 100.0), 2016: (172.8e6, 200e6, 100.0)})

    assert few["oecd"]["is_growth"] is False
    assert falls["gazelle_huangpu"]["is_growth"] is False


def test_a_first_year_of_life_is_no_base_and_a_gazelle_is_young() -> None:
    fast = {year: (row[0] * 1.1 if year == 2016 and row[0] else row[0], *row[1:]) for year, row in EXACTLY.items()}

    born = growth(fast, founded=date(2013, 3, 1))["oecd"]
    young, old = (growth(fast, founded=date(year, 3, 1))["oecd"] for year in (2011, 2010))

    assert (born["revenue_rate"], born["is_growth"], born["reason"]) == (None, None, "no_baseline")
    assert [(row["is_growth"], row["is_gazelle"]) for row in (young, old)] == [(True, True), (True, False)]


@pytest.mark.parametrize(
    ("employees", "revenue", "is_sme"), [(999, 1e9, True), (1000, 399e6, True), (1000, 4e8, False)]
)
def test_small_and_medium_is_by_employees_or_revenue(employees: float, revenue: float, is_sme: bool) -> None:
    assert growth(EXACTLY | {2016: (revenue, 144e6, employees)})["oecd"]["is_sme"] is is_sme


def test_what_revenue_alone_says_stands_beside_an_answer_that_employees_leave_open() -> None:
    known = {2014: (110e6, 100e6, 50.0), 2015: (120e6, 110e6, 50.0), 2016: (130e6, 120e6, 50.0)}

    found = growth(known)["oecd"]
    assert (found["is_growth_by_revenue"], found["is_growth_by_employees"]) == (False, None)
    assert (found["is_growth"], found["reason"]) == (None, "base_missing")

    fast = growth(known | {2016: (180e6, 120e6, 50.0)})
    assert (fast["oecd"]["is_growth_by_revenue"], fast["oecd"]["is_growth"]) == (True, True)
    assert fast["gazelle_huangpu"]["is_growth_by_employees"] is None
