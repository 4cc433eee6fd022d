"""Targets by hand: every type of target and every status, with the numbers worked out on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.measures.targets.target_progress import COLUMNS, TargetStatus, target_progress
from warehouse.rules.facts import Target
from warehouse.rules.rule_sets import RuleSet

RULES = [
    RuleSet("target_status", "1", date(2014, 1, 1), "ours",
            TargetStatus(Decimal(1), Decimal("0.8"), 3, ("key_enterprise_count", "chain_10bn_count")))
]  # fmt: skip
PLAN_DAY, YEAR_END = date(2016, 2, 6), date(2015, 12, 31)

SHARE: dict[str, Any] = {
    "target_id": "share", "target_type": "level", "indicator_id": "sei_share_gdp", "unit": "percent", "value_low": 16,
    "deadline_date": date(2020, 12, 31), "counted_after_date": YEAR_END, "baseline": 12.1,
}  # fmt: skip
POINT = SHARE | {"target_type": "change_pp", "unit": "point_pp", "value_low": 1, "deadline_date": date(2016, 12, 31)}
FIRMS: dict[str, Any] = {
    "target_id": "firms", "target_type": "stock", "indicator_id": "key_enterprise_count", "unit": "firm",
    "value_low": 100, "deadline_date": date(2020, 12, 31), "counted_after_date": PLAN_DAY, "baseline": 58,
}  # fmt: skip
COUNT = FIRMS | {"target_type": "count", "value_low": 20, "deadline_date": date(2016, 12, 31), "baseline": None}
RANGE = COUNT | {"target_type": "range", "comparison": "between", "value_low": 3, "value_high": 4, "baseline": 6}
GROWTH = SHARE | {
    "target_type": "growth", "indicator_id": "sei_value_added", "value_low": 15, "deadline_date": YEAR_END,
    "counted_after_date": date(2014, 12, 31), "baseline": None,
}  # fmt: skip


def judge(*rows: dict[str, Any], **more: Any) -> pl.DataFrame:
    """The progress of targets given with their value by month: `{**TARGET, "period": …, "value": …}`."""
    targets, actuals = {}, []
    for row in rows:
        day = row.get("value_date") or row["day"]
        targets[row["target_id"]] = {
            "target_id": row["target_id"], "document_id": row.get("document_id", "plan"),
            "indicator_id": row["indicator_id"], "target_type": row["target_type"],
            "scope": row.get("scope", "whole_economy"),
            "region_code": "620000", "unit": row["unit"], "is_quantified": row.get("is_quantified", True),
            "comparison": row.get("comparison", "at_least"), "value_low": row["value_low"],
            "value_high": row.get("value_high"), "baseline_value": row["baseline"],
            "deadline_date": row["deadline_date"], "counted_after_date": row["counted_after_date"],
            "denominator_indicator_id": row.get("denominator_id", "gdp" if "share" in row["indicator_id"] else None),
        }  # fmt: skip
        value = row.get("value")
        actuals.append({
            "target_id": row["target_id"], "period": f"{row['day']:%Y-%m}", "period_end_date": row["day"],
            "is_synthetic": row.get("is_synthetic", False), "numerator_vintage_id": row.get("numerator", ""),
            "denominator_vintage_id": row.get("denominator", ""), "is_default": row.get("is_default", True),
            "is_mixed_vintage": row.get("is_mixed", False), "is_preliminary": row.get("is_preliminary", False),
            "value": value, "value_period": None if value is None else f"{day:%Y-%m}",
            "value_date": None if value is None else day, "baseline_value": row["baseline"],
            "is_baseline_measured": row.get("is_baseline_measured", True),
            "undated_count": row.get("undated_count", 0), "paid_in": None,
            "last_year_share": row.get("last_year_share"),
        })  # fmt: skip
    documents = more.pop("documents", {"plan": PLAN_DAY})
    amount = pl.Decimal(18, 6)
    return target_progress(
        pl.DataFrame(
            actuals, schema_overrides=dict.fromkeys(("value", "baseline_value", "paid_in", "last_year_share"), amount)
        ),
        pl.DataFrame(
            list(targets.values()),
            schema_overrides={"value_low": amount, "value_high": amount, "baseline_value": amount},
        ),
        pl.DataFrame({"document_id": list(documents), "issued_date": list(documents.values())}),
        RULES,
        more.pop("facts", ()),
        more.pop("decisions", None),
    )


def one(row: dict[str, Any], day: date, value: float | None, **more: Any) -> dict[str, Any]:
    return judge({**row, "day": day, "value": value, **more}).row(0, named=True)


def numbers(row: dict[str, Any], *names: str) -> list[str | None]:
    return [None if row[name] is None else f"{row[name].normalize():f}" for name in names]


def test_a_level_follows_a_straight_path_from_its_baseline() -> None:
    """12.1 to 16 per cent over 60 months: 0.065 points a month, 0.78 a year."""
    row = one(SHARE, date(2016, 12, 31), 12.88)

    assert numbers(row, "path", "gap_to_path", "gap_to_target", "required_per_month", "attainment") == [
        "12.88", "0", "-3.12", "0.065", "0.2",
    ]  # fmt: skip
    assert (row["status"], row["reason"], row["months_left"]) == ("on_track", None, 48)


@pytest.mark.parametrize(
    ("value", "status"), [(12.88, "on_track"), (12.75, "at_risk"), (12.7, "behind"), (16, "met_early")]
)
def test_the_status_of_a_level_is_its_attainment_over_what_is_due(value: float, status: str) -> None:
    """After a year a fifth is due, 0.78 points: 0.65 of it is 83 per cent of that, 0.60 is 77."""
    assert one(SHARE, date(2016, 12, 31), value)["status"] == status


def test_a_yearly_figure_is_judged_by_the_path_at_the_end_of_its_year() -> None:
    row = one(SHARE, date(2017, 6, 30), 12.88, value_date=date(2016, 12, 31))

    assert numbers(row, "path", "gap_to_path") == ["12.88", "0"]
    assert (row["status"], row["actual_period"], row["months_left"]) == ("on_track", "2016-12", 42)


@pytest.mark.parametrize(("day", "reason"), [(date(2016, 9, 30), "not_due"), (date(2016, 12, 31), "no_source")])
def test_a_baseline_alone_is_no_progress(day: date, reason: str) -> None:
    row = one(SHARE, day, 12.1, value_date=YEAR_END)

    assert (row["status"], row["reason"]) == ("no_data", reason)
    assert numbers(row, "actual", "gap_to_target") == ["12.1", "-3.9"]


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2020, 12, 31)])
def test_a_target_whose_indicator_nobody_reports_has_no_source_and_no_number(day: date) -> None:
    row = one(SHARE, day, None)

    assert (row["status"], row["reason"]) == ("no_data", "no_source")
    assert [row[name] for name in ("actual", "gap_to_target", "gap_to_path", "attainment")] == [None] * 4


def test_at_the_deadline_only_the_figure_of_the_deadline_decides() -> None:
    row = one(SHARE, date(2020, 12, 31), 15.9, value_date=date(2019, 12, 31))

    assert (row["actual"], row["status"], row["reason"]) == (None, "no_data", "no_source")


@pytest.mark.parametrize(
    ("comparison", "value", "status"),
    [("above", 1000, "missed"), ("above", 1000.01, "met"), ("at_least", 1000, "met")],
)
def test_above_is_strict(comparison: str, value: float, status: str) -> None:
    target = SHARE | {"unit": "cny_1e8", "indicator_id": "sei_value_added", "value_low": 1000, "baseline": 821.6}

    assert one(target, date(2020, 12, 31), value, comparison=comparison)["status"] == status


def test_the_value_added_of_2016_that_is_due_of_1000_in_2017() -> None:
    target = SHARE | {"unit": "cny_1e8", "value_low": 1000, "baseline": 821.6, "deadline_date": date(2017, 12, 31)}

    assert numbers(one(target, date(2016, 12, 31), 900), "path") == ["910.8"]


def test_a_change_in_points_is_counted_from_the_baseline_of_its_own_vintages() -> None:
    first, census = judge(
        {**POINT, "day": date(2016, 9, 30), "value": 12.85, "numerator": "f", "denominator": "f"},
        {**POINT, "day": date(2016, 9, 30), "value": 12.93, "numerator": "f", "denominator": "c", "baseline": 12.53,
         "is_mixed": True, "is_default": False},
    ).to_dicts()  # fmt: skip

    assert numbers(first, "actual", "path", "gap_to_target", "required_per_month", "target_level") == [
        "0.75", "0.75", "-0.25", "0.083333", "13.1",
    ]  # fmt: skip
    assert numbers(first, "actual_level", "baseline", "vintage_spread") == ["12.85", "12.1", "0.35"]
    assert (first["status"], first["holds_in_all_vintages"]) == ("on_track", False)
    assert numbers(census, "actual", "target_level") == ["0.4", "13.53"]
    assert (census["status"], census["reason"]) == (None, "mixed_vintages")


def test_without_a_baseline_in_the_same_vintages_no_change_is_known() -> None:
    row = one(POINT, date(2016, 12, 31), 13.5, is_baseline_measured=False)

    assert (row["actual"], row["status"], row["reason"]) == (None, "no_data", "base_missing")


@pytest.mark.parametrize(("value", "status"), [(11.9, "missed"), (15, "met")])
def test_a_growth_target_is_the_published_rate_at_its_deadline(value: float, status: str) -> None:
    row = one(GROWTH, YEAR_END, value)

    assert (row["status"], row["path"], row["required_per_month"]) == (status, None, None)
    assert one(GROWTH, date(2015, 11, 30), None)["reason"] == "not_due"


@pytest.mark.parametrize(("rate", "status"), [(12, "at_risk"), (16, "on_track"), (11, "behind")])
def test_a_rate_so_far_is_judged_by_the_rate_promised_and_never_met_early(rate: float, status: str) -> None:
    assert one(GROWTH, date(2015, 9, 30), rate)["status"] == status


def test_the_rest_of_the_year_needs_what_the_months_so_far_left_open() -> None:
    """Last year 600 of 1000 by September: 1150 are promised, 672 are there, so that 400 have to become 478."""
    row = one(GROWTH, date(2015, 9, 30), 12, last_year_share=0.6)

    assert numbers(row, "required_rate", "required_per_month", "due_share") == ["19.5", None, None]
    assert "余下月份需增长 19.5%" in row["text_zh"]
    assert one(GROWTH, YEAR_END, 12, last_year_share=1.0)["required_rate"] is None
    assert one(GROWTH, date(2015, 9, 30), 12)["required_rate"] is None, "no level of the year before is known"


def test_a_count_is_of_new_ones_and_starts_at_zero() -> None:
    """12 of 20, and 10 months from February to December of which 8 are over."""
    row = one(COUNT, date(2016, 10, 31), 12)

    assert numbers(row, "path", "gap_to_path", "required_per_month", "attainment") == ["16", "-4", "4", "0.6"]
    assert row["status"] == "behind"


def test_a_count_of_an_incomplete_register_is_at_least_so_many_and_never_behind() -> None:
    target = COUNT | {"indicator_id": "provincial_platform_count"}
    few, enough = (one(target, date(2016, 12, 31), value) for value in (1, 20))

    assert (few["is_at_least"], few["status"], few["reason"]) == (True, "no_data", "register_incomplete")
    assert numbers(few, "actual") == ["1"]
    assert (enough["status"], enough["reason"]) == ("met", None)
    assert few["text_zh"].endswith("；暂不能判定：名录不全，至少此数。") and "至少 1户" in few["text_zh"]
    assert few["text_en"].endswith("; cannot be judged yet: Register incomplete: at least as many.")


def test_rows_without_a_day_are_not_zero() -> None:
    row = one(COUNT, date(2016, 12, 31), 0, undated_count=5)

    assert (row["actual"], row["status"], row["reason"], row["undated_count"]) == (None, "no_data", "not_dated", 5)


@pytest.mark.parametrize(
    ("value", "status", "is_above"), [(2, "missed", False), (3, "met", False), (4, "met", False), (5, "met", True)]
)
def test_a_range_is_met_from_its_lower_end_on(value: int, status: str, is_above: bool) -> None:
    row = one(RANGE, date(2016, 12, 31), value)

    assert (row["status"], row["is_above_range"]) == (status, is_above)


def test_a_range_needs_so_much_to_both_its_ends() -> None:
    row = one(RANGE, date(2016, 8, 31), 1)

    assert numbers(row, "required_per_month", "required_per_month_high", "target_level") == ["0.5", "0.75", "9"]


def test_a_stock_stands_on_its_baseline() -> None:
    """58 firms to 100 in 58 months; 10 are over: 7.24 more are due."""
    row = one(FIRMS, date(2016, 12, 31), 58)

    assert numbers(row, "path", "gap_to_target", "attainment") == ["65.241379", "-42", "0"]
    assert row["status"] == "behind"


def test_a_stock_without_a_baseline_has_a_gap_and_no_path() -> None:
    row = one(FIRMS | {"baseline": None, "value_low": 50}, date(2016, 12, 31), 2)

    assert numbers(row, "path", "gap_to_target", "required_per_month") == [None, "-48", "1"]
    assert (row["status"], row["reason"]) == (None, "no_baseline")
    assert one(FIRMS | {"baseline": None}, date(2020, 12, 31), 99)["status"] == "missed"


def test_a_target_equal_to_its_baseline_has_no_attainment() -> None:
    row = one(FIRMS | {"value_low": 58}, date(2016, 12, 31), 57)

    assert (row["attainment"], numbers(row, "gap_to_target")) == (None, ["-1"])


def test_a_target_without_a_number_is_counted_and_never_judged() -> None:
    row = one(COUNT | {"value_low": None, "comparison": None}, date(2016, 12, 31), 3, is_quantified=False)

    assert (numbers(row, "actual"), row["status"], row["reason"]) == (["3"], "unquantified", "unquantified")
    assert numbers(row, "path", "gap_to_target", "required_per_month") == [None] * 3


def test_before_its_baseline_a_target_has_not_started() -> None:
    assert one(FIRMS, date(2016, 1, 31), 58)["status"] == "not_started"
    assert one(FIRMS, date(2016, 2, 29), 58)["status"] == "on_track"


def test_at_risk_for_three_months_is_behind() -> None:
    """A fifth is due after 12 months; 0.85 of what is due each month is at risk."""
    months = [date(2016, 3, 31), date(2016, 4, 30), date(2016, 5, 31), date(2016, 6, 30)]
    values = [58 + 42 * passed / 58 * 0.85 for passed in (1, 2, 3, 4)]

    judged = judge(*({**FIRMS, "day": day, "value": value} for day, value in zip(months, values, strict=True)))

    assert judged["status"].to_list() == ["at_risk", "at_risk", "behind", "behind"]
    assert judged["is_newest"].to_list() == [False, False, False, True]


def test_a_preliminary_figure_decides_for_the_time_being() -> None:
    row = one(SHARE, date(2020, 12, 31), 16.2, is_preliminary=True)

    assert (row["status"], row["is_preliminary"]) == ("met", True)
    assert "（初步数）" in row["text_zh"]


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ({"value_low": 16}, "repeated"),
        ({"value_low": 17}, "superseded"),
        ({"value_low": 17, "indicator_id": "x"}, None),
    ],
)
def test_a_later_document_repeats_or_replaces_a_target(later: dict[str, Any], status: str | None) -> None:
    rows = judge(
        {**SHARE, "day": date(2016, 12, 31), "value": 12.88, "document_id": "old", "target_id": "a"},
        {**SHARE, "day": date(2016, 12, 31), "value": 12.88, "target_id": "b", **later},
        documents={"old": None, "plan": PLAN_DAY},
    )

    assert rows["status"].to_list()[0] == (status or "on_track")
    assert rows["later_target_id"].to_list() == ["b" if status else None, None]


def test_a_missed_target_that_is_set_again_is_carried_over() -> None:
    fund = FIRMS | {"indicator_id": "guide_fund_size", "unit": "cny_1e8", "value_low": 5, "baseline": None}
    rows = judge(
        {**fund, "day": YEAR_END, "value": 4, "document_id": "old", "target_id": "a", "deadline_date": YEAR_END},
        {**fund, "day": date(2016, 12, 31), "value": 5, "target_id": "b"},
        documents={"old": date(2015, 4, 1), "plan": PLAN_DAY},
    )

    assert rows["is_carried_over"].to_list() == [True, False]


def test_a_moot_target_says_why_from_its_day_on() -> None:
    fact = Target(
        "firms", "plan", 1, "z", "e", "key_enterprise_count", "stock", "recognised_and_supported", "firm",
        date(2020, 12, 31), moot_date=date(2016, 3, 25), moot_reason_zh="证监会：仍在研究",
        moot_reason_en="under study",
    )  # fmt: skip
    rows = judge(*({**FIRMS, "day": day, "value": 58} for day in (date(2016, 2, 29), date(2016, 3, 31))), facts=[fact])

    assert rows["status"].to_list() == ["on_track", "moot"]
    assert "证监会：仍在研究" in rows["text_zh"].to_list()[1]


def test_a_target_may_have_a_plan_of_its_own() -> None:
    """Nothing in March, 5 per cent in April, whatever the calendar says."""
    fact = Target(
        "firms", "plan", 1, "z", "e", "key_enterprise_count", "count", "newly_recognised", "firm",
        date(2016, 12, 31), own_plan_shares=tuple(map(Decimal, ("0", "0.05", "0.1", "0.2", "0.3", "0.4", "0.5", "0.7",
                                                                "0.9", "1"))),
    )  # fmt: skip
    rows = judge(*({**COUNT, "day": day, "value": 1} for day in (date(2016, 3, 31), date(2016, 4, 30))), facts=[fact])

    assert [numbers(row, "path") for row in rows.to_dicts()] == [["0"], ["1"]]


POINT_FACT = Target(
    "share", "plan", 1, "z", "e", "sei_share_gdp", "change_pp", "whole_economy", "point_pp", date(2016, 12, 31),
    curve="last_year",
)  # fmt: skip


def test_a_path_may_run_as_last_year_ran() -> None:
    """By September last year had gone 0.9 of its way: 0.8 of one point is behind that, and before a straight line."""
    given = {**POINT, "day": date(2016, 9, 30), "value": 12.9, "last_year_share": 0.9}
    straight, curved = (judge(given, facts=facts).row(0, named=True) for facts in ((), [POINT_FACT]))

    assert numbers(straight, "due_share", "path", "gap_to_path", "last_year_share") == ["0.75", "0.75", "0.05", "0.9"]
    assert numbers(curved, "due_share", "path", "gap_to_path") == ["0.9", "0.9", "-0.1"]
    assert [(row["curve"], row["status"]) for row in (straight, curved)] == [
        ("linear", "on_track"), ("last_year", "at_risk"),
    ]  # fmt: skip


def test_without_a_course_of_last_year_there_is_no_path_after_it() -> None:
    given = {**POINT, "day": date(2016, 9, 30), "value": 12.9}
    row = judge(given, facts=[POINT_FACT]).row(0, named=True)

    assert numbers(row, "actual", "path") == ["0.8", None]
    assert (row["status"], row["reason"]) == (None, "base_missing")


def test_a_person_may_declare_a_target_moot_and_is_named() -> None:
    decisions = pl.DataFrame(
        [
            ("X000001", "firms", "target", "2016-02", "first thoughts", "Li"),
            ("X000002", "firms", "target", "2016-03", "the list is closed", "Wang"),
            ("X000003", "firms", "monthly_financial_return", "2016-01", "no such form", "Li"),
        ],
        schema=["exemption_id", "subject_id", "form_id", "first_period", "reason", "decided_by"],
        orient="row",
    )
    days = (date(2016, 2, 29), date(2016, 3, 31))
    rows = judge(*({**FIRMS, "day": day, "value": 58} for day in days), decisions=decisions)

    assert rows["status"].to_list() == ["on_track", "moot"]
    assert "the list is closed (Wang, X000002)" in rows["text_en"].to_list()[1]


def test_a_share_of_something_else_is_not_held_against_a_promise() -> None:
    """Promised of GDP, measured of above-size industry: scope and denominator differ, and nothing leads across."""
    row = one(SHARE | {"indicator_id": "sei_share_industry"}, date(2016, 12, 31), 30, denominator_id="gdp")

    assert (row["actual"], row["status"], row["reason"]) == (None, "no_data", "metric_mismatch")
    measured = one(
        SHARE | {"indicator_id": "sei_share_industry"}, date(2016, 12, 31), 30, scope="above_size_industry",
        denominator_id="industrial_value_added",
    )  # fmt: skip
    assert measured["reason"] is None


def test_a_pair_of_vintages_that_differ_is_flagged_whatever_the_input_says() -> None:
    row = one(SHARE, date(2016, 12, 31), 13, numerator="first", denominator="census", is_mixed=False)

    assert (row["is_mixed_vintage"], row["status"], row["reason"]) == (True, None, "mixed_vintages")


def test_real_rows_stand_before_synthetic_ones_and_the_default_pair_first() -> None:
    rows = judge(
        *({**POINT, "day": date(2016, 9, 30), "value": 12.85, "numerator": name, "denominator": name, **kind}
          for name, kind in (
              ("sample", {"is_synthetic": True}), ("census", {"is_default": False}), ("first", {}),
          ))
    )  # fmt: skip

    by_ordinal = rows.sort("ordinal")
    assert by_ordinal["numerator_vintage_id"].to_list() == ["first", "census", "sample"]
    assert by_ordinal["ordinal"].to_list() == [1, 2, 3]


def test_the_sentence_has_units_that_people_read() -> None:
    row = one(POINT, date(2016, 9, 30), 12.85, numerator="f", denominator="f", is_synthetic=True)

    assert row["text_zh"] == (
        "2016年9月（合成样本）：实际 0.75个百分点（占比 12.85%），目标 1个百分点，按进度应达 0.75个百分点，"
        "距目标差 0.25个百分点，此后每月需 0.08个百分点；达进度。"
    )
    assert row["text_en"] == (
        "2016-09 (synthetic sample): actual 0.75 points (share 12.85%), target 1 points, due by now 0.75 points, "
        "short by 0.25 points, needs 0.08 points a month from now; on track."
    )


def test_the_columns_are_those_of_the_table() -> None:
    assert list(COLUMNS) == [one.name for one in load_catalog().table("mart.target_progress").columns]
