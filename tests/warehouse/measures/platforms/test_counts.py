"""Counters of platforms by hand, and their contradictions: three wanted, what is dated by day, by month, not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from warehouse.measures.contradictions.registry import load_kinds
from warehouse.measures.platforms.counts import platform_counts

TARGET = {
    "target_id": "T", "indicator_id": "platform_national_local_count", "target_type": "count",
    "deadline_date": date(2016, 12, 31), "value_low": 3, "baseline_value": 17, "baseline_period": "2016-02",
}  # fmt: skip
SCHEMA: dict[str, Any] = {
    **dict.fromkeys(
        ("platform_id", "name_zh", "level", "platform_type", "status", "host_name", "host_credit_code",
         "host_enterprise_id", "industry_id", "approved_period", "submission_id", "source_sheet"),
        pl.String,
    ),
    "source_row": pl.Int32, "approved_from_date": pl.Date, "approved_by_date": pl.Date, "applied_date": pl.Date,
    "is_synthetic": pl.Boolean, "is_flagged": pl.Boolean,
}  # fmt: skip


def platforms(*rows: dict[str, Any]) -> pl.DataFrame:
    base = {
        "name_zh": "平台", "level": "national_local", "platform_type": "engineering_laboratory", "status": "approved",
        "submission_id": "S1", "source_sheet": "名录", "is_synthetic": False, "is_flagged": False,
    }  # fmt: skip
    made = [{"platform_id": f"P{row}", "source_row": row} | base | given for row, given in enumerate(rows)]
    return pl.DataFrame(made, schema=SCHEMA)


def day(value: date, until: date | None = None) -> dict[str, Any]:
    return {"approved_from_date": value, "approved_by_date": until or value}


def counted(
    frame: pl.DataFrame, kind: str = "counter", complete: tuple[str, ...] = ()
) -> dict[int | None, dict[str, Any]]:
    rows = platform_counts({"core.platform": frame, "core.target": pl.DataFrame([TARGET])}, date(2016, 10, 1), complete)
    return {row["year"]: row for row in rows.filter(pl.col("group_kind") == kind).iter_rows(named=True)}


def test_a_month_counts_in_its_year_and_an_approval_without_a_day_in_none() -> None:
    october = day(date(2016, 10, 1), date(2016, 10, 31)) | {"approved_period": "2016-10"}

    years = counted(platforms(day(date(2016, 3, 1)), october, {}, day(date(2012, 5, 1))))

    assert (years[2016]["won_count"], years[2016]["target_count"], years[2016]["missing_count"]) == (2, 3, 1)
    assert (years[2016]["month_only_count"], years[2016]["reason"]) == (1, "register_incomplete")
    assert (years[None]["won_count"], years[None]["reason"]) == (1, "not_dated")
    assert (years[None]["missing_count"], years[None]["not_listed_count"]) == (None, None)
    assert (years[2016]["stock_count"], years[2016]["listed_count"], years[2016]["not_listed_count"]) == (17, 1, 16)


def test_what_a_register_lacks_may_have_been_won_unless_it_is_complete_or_the_target_met() -> None:
    two, three = ([day(date(2016, month, 1)) for month in range(1, won + 1)] for won in (2, 3))

    assert counted(platforms(*two))[2016]["reason"] == "register_incomplete"
    assert counted(platforms(*two), complete=(TARGET["indicator_id"],))[2016]["reason"] is None
    assert counted(platforms(*three))[2016]["reason"] is None


def test_what_is_applied_for_refused_or_being_built_is_not_won_and_says_how_long_it_waits() -> None:
    asked = {"status": "applied", "applied_date": date(2016, 9, 1)}
    refused = {"status": "refused", "applied_date": date(2016, 2, 1)}

    years = counted(platforms(asked, refused, {"status": "under_construction"}), "all")

    assert (years[2016]["won_count"], years[2016]["applied_count"], years[2016]["refused_count"]) == (0, 1, 1)
    assert years[2016]["longest_open_days"] == 30
    assert (years[None]["under_construction_count"], years[None]["longest_open_days"]) == (1, None)


def test_a_target_is_met_by_real_and_by_invented_platforms_apart() -> None:
    frame = platforms(day(date(2016, 3, 1)), day(date(2016, 3, 1)) | {"is_synthetic": True})

    rows = platform_counts({"core.platform": frame, "core.target": pl.DataFrame([TARGET])}, date(2016, 10, 1), ())

    assert rows.filter(pl.col("group_kind") == "counter")["won_count"].to_list() == [1, 1]


def test_an_approval_before_the_application_and_a_host_of_no_register_are_contradictions() -> None:
    kinds = {each.kind: each for each in load_kinds()}
    early = day(date(2015, 5, 20)) | {"applied_date": date(2015, 6, 20)}
    same_month = day(date(2015, 5, 1), date(2015, 5, 31)) | {"applied_date": date(2015, 5, 20)}
    tables = {
        "core.platform": platforms(early, same_month, {"host_credit_code": "916200X"}, {"host_credit_code": "126200X"}),
        "core.enterprise": pl.DataFrame({"submission_id": ["S8", "S9"]}),
    }

    before = kinds["approved_before_applied"].rows(tables)
    unknown = kinds["host_unknown"].rows(tables)

    assert before.select("platform_id", "first_row", "second_row").rows() == [("P0", 0, 0)]
    assert unknown.select("platform_id", "first_submission_id", "second_submission_id").rows() == [("P2", "S1", "S9")]
    assert "None" not in "".join(unknown["text_en"].to_list() + before["text_zh"].to_list())
