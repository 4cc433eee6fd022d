"""Parks by month by hand: shares, firms in and out, the panel, the new area, the register, a firm counted once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.measures.contradictions.registry import load_kinds
from warehouse.measures.parks.months import park_months

CNY = pl.Decimal(18, 3)
REGIONS = pl.DataFrame(
    [("620171", "reporting_area", "620100"), ("620102", "county", "620100"), ("620300", "prefecture", "620300")],
    schema=["region_code", "level", "prefecture_region_code"], orient="row",
)  # fmt: skip
PARKS = pl.DataFrame(
    [("A", "620102", None, None), ("B", "620102", None, None), ("N", "620171", None, None),
     ("J", "620300", 2015, Decimal(1000))],
    schema={"park_id": pl.String, "region_code": pl.String, "output_year": pl.Int32,
            "gross_output_cny": pl.Decimal(18, 2)}, orient="row",
).with_columns(is_synthetic=pl.lit(value=True), name_zh=pl.format("园{}", "park_id"))  # fmt: skip
ENTRY = date(2014, 7, 1)


def members(*rows: dict[str, Any]) -> pl.DataFrame:
    base = {
        "enterprise_id": None, "left_date": None, "counted_share": None, "entered_date": ENTRY, "is_synthetic": True,
        "is_flagged": False, "submission_id": "S1", "source_sheet": "s", "enterprise_name": "甲",
    }  # fmt: skip
    made = [
        {"park_member_id": f"{row}", "source_row": row, "credit_code": given.get("enterprise_id") or "X"} | base | given
        for row, given in enumerate(rows, start=4)
    ]
    schema = {
        "enterprise_id": pl.String, "left_date": pl.Date, "counted_share": pl.Decimal(19, 6), "source_row": pl.Int32,
    }  # fmt: skip
    return pl.DataFrame(made, schema_overrides=schema, infer_schema_length=None)


def returns(**months: dict[str, int | None]) -> pl.DataFrame:
    """Revenue by firm and month (`E1={"2015-03": 100}`); output is twice as much."""
    rows = [
        {"enterprise_id": firm, "period": month, "revenue_cny": value and Decimal(value),
         "gross_output_cny": value and Decimal(2 * value)}
        for firm, values in months.items()
        for month, value in values.items()
    ]  # fmt: skip
    end = (pl.col("period") + "-01").str.to_date().dt.month_end()
    return pl.DataFrame(rows, schema_overrides={"revenue_cny": CNY, "gross_output_cny": CNY}).with_columns(
        period_end_date=end,
        months_covered=pl.when(pl.col("period").str.ends_with("-02")).then(2).otherwise(1).cast(pl.Int32),
        is_synthetic=pl.lit(value=True),
        is_flagged=pl.lit(value=False),
    )


def months(rows: pl.DataFrame, reported: pl.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    tables = {"core.park": PARKS, "core.park_member": rows, "core.region": REGIONS, "mart.enterprise_month": reported}
    found = park_months(tables)
    return {(row["group_code"], row["period"]): row for row in found.iter_rows(named=True)}


def test_a_firm_counts_by_its_share_and_one_of_no_register_is_a_member_that_reports_nothing() -> None:
    rows = members(
        {"park_id": "A", "enterprise_id": "E1"},
        {"park_id": "A", "enterprise_id": "E2", "counted_share": Decimal("0.6")},
        {"park_id": "A"},
    )

    row = months(rows, returns(E1={"2015-03": 100}, E2={"2015-03": 50}))["A", "2015-03"]

    assert (row["revenue_cny"], row["gross_output_cny"]) == (Decimal(130), Decimal(260))
    assert (row["member_count"], row["reporting_count"], row["reporting_rate"]) == (3, 2, Decimal("0.666667"))


def test_who_left_on_the_last_day_is_out_and_february_holds_the_entries_of_two_months() -> None:
    rows = members(
        {"park_id": "A", "enterprise_id": "E1", "left_date": date(2015, 3, 31)},
        {"park_id": "A", "enterprise_id": "E2", "entered_date": date(2015, 1, 5)},
    )
    found = months(rows, returns(E1={"2015-02": 100, "2015-03": 100}, E2={"2015-02": 10, "2015-03": 20}))

    february, march = found["A", "2015-02"], found["A", "2015-03"]
    assert (february["revenue_cny"], february["entered_count"], february["left_count"]) == (Decimal(110), 1, 0)
    assert (march["revenue_cny"], march["entered_count"], march["left_count"]) == (Decimal(20), 0, 1)


def test_growth_is_that_of_the_firms_that_are_in_and_report_in_both_months() -> None:
    rows = members(
        {"park_id": "A", "enterprise_id": "E1"},
        {"park_id": "A", "enterprise_id": "E2", "entered_date": date(2015, 6, 1)},
        {"park_id": "A", "enterprise_id": "E3"},
    )
    reported = returns(
        E1={"2015-03": 100, "2016-03": 110}, E2={"2015-03": 1, "2016-03": 500}, E3={"2016-03": 70, "2015-03": None}
    )
    found = months(rows, reported)

    row = found["A", "2016-03"]
    assert (row["revenue_growth"], row["revenue_panel_count"]) == (Decimal("0.100000"), 1)
    assert row["revenue_cny"] == Decimal(680)
    first = found["A", "2015-03"]
    assert (first["revenue_growth"], first["revenue_growth_reason"]) == (None, "panel_too_small")


def test_the_new_area_has_a_row_of_its_own_and_is_in_no_sum_of_prefectures() -> None:
    rows = members(
        {"park_id": "A", "enterprise_id": "E1"}, {"park_id": "B", "enterprise_id": "E2"},
        {"park_id": "N", "enterprise_id": "E3"},
    )  # fmt: skip
    found = months(rows, returns(E1={"2015-03": 1}, E2={"2015-03": 20}, E3={"2015-03": 300}))

    assert (found["620100", "2015-03"]["group_kind"], found["620100", "2015-03"]["revenue_cny"]) == ("prefecture", 21)
    assert (found["620171", "2015-03"]["group_kind"], found["620171", "2015-03"]["revenue_cny"]) == ("area", 300)


def test_a_firm_that_two_parks_have_whole_counts_in_the_first_and_is_a_contradiction() -> None:
    rows = members(
        {"park_id": "N", "enterprise_id": "E1"},
        {"park_id": "A", "enterprise_id": "E1", "entered_date": date(2015, 3, 10)},
        {"park_id": "B", "enterprise_id": "E2", "counted_share": Decimal("0.5")},
        {"park_id": "A", "enterprise_id": "E2", "counted_share": Decimal("0.5")},
    )
    found = months(rows, returns(E1={"2015-03": 100}, E2={"2015-03": 40}))

    row = found["A", "2015-03"]
    assert (row["revenue_cny"], row["member_count"], row["reporting_count"], row["twice_count"]) == (20, 2, 1, 1)
    assert found["N", "2015-03"]["revenue_cny"] == 100
    (kind,) = (each for each in load_kinds() if each.kind == "park_member_twice")
    twice = kind.rows({"core.park_member": rows, "core.park": PARKS})
    assert twice.select("subject_id", "enterprise_id", "first_row", "second_row").rows() == [("A", "E1", 5, 4)]
    assert "None" not in "".join(twice["text_en"].to_list() + twice["text_zh"].to_list())


def test_a_park_of_which_every_row_is_a_double_one_has_no_number_but_a_reason() -> None:
    rows = members(
        {"park_id": "N", "enterprise_id": "E1"},
        {"park_id": "A", "enterprise_id": "E1", "counted_share": Decimal("0.1")},
    )
    row = months(rows, returns(E1={"2015-03": 100}))["A", "2015-03"]

    assert (row["revenue_cny"], row["reason"]) == (None, "contradicted")


def test_the_year_of_the_months_stands_beside_that_of_the_register_in_december_alone() -> None:
    year = {f"2015-{month:02d}": 50 for month in range(2, 13)}
    rows = members({"park_id": "J", "enterprise_id": "E1"})

    found = months(rows, returns(E1=year))

    december, november = found["J", "2015-12"], found["J", "2015-11"]
    assert (december["gross_output_ytd_cny"], december["register_output_cny"]) == (Decimal(1100), Decimal(1000))
    assert (december["register_difference_cny"], december["register_reason"]) == (Decimal(100), None)
    assert (november["gross_output_ytd_cny"], november["register_difference_cny"]) == (Decimal(1000), None)
    assert november["register_reason"] == "not_due"


def test_a_year_that_lacks_a_month_is_no_year() -> None:
    rows = members({"park_id": "J", "enterprise_id": "E1", "entered_date": date(2015, 6, 1)})
    row = months(rows, returns(E1={f"2015-{month:02d}": 50 for month in range(2, 13)}))["J", "2015-12"]

    assert (row["gross_output_ytd_cny"], row["year_reason"]) == (None, "not_reported")
    assert (row["register_difference_cny"], row["register_reason"]) == (None, "not_reported")
