"""Lights against truths worked out by hand: the bounds of two places, months running, and what cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from warehouse.domain.period import parse_period
from warehouse.measures.projects.project_light import project_lights
from warehouse.rules.lights import Curve, LightRule, OwnPlan, load_light_rules

YINCHUAN, WUHAN = sorted(load_light_rules(), key=lambda rule: rule.source_number)
PROGRESS = {
    "project_id": pl.String(),
    "period": pl.String(),
    "period_end_date": pl.Date(),
    "plan_investment_cny": pl.Decimal(18, 2),
    "completed_investment_ytd_cny": pl.Decimal(18, 2),
    "completion_rate": pl.Decimal(18, 6),
    "is_opened": pl.Boolean(),
    "is_synthetic": pl.Boolean(),
}
PLAN = {
    "project_id": pl.String(),
    "plan_year": pl.Int32(),
    "project_category": pl.String(),
    "is_synthetic": pl.Boolean(),
}
MILESTONE = {
    "project_id": pl.String(),
    "milestone_name": pl.String(),
    "planned_date": pl.Date(),
    "reached_date": pl.Date(),
}
PLANNED = 100_000


def reported(
    period: str, percent: str | None, *, project: str = "P1", is_opened: bool = True, is_synthetic: bool = False
) -> tuple[object, ...]:
    """A month in which so many per cent of the plan were done; of a project without a plan where that is None."""
    share = None if percent is None else Decimal(percent) / 100
    done = Decimal(5) if share is None else share * PLANNED
    return (
        project, period, parse_period(period).end_date, None if share is None else Decimal(PLANNED), done, share,
        is_opened, is_synthetic,
    )  # fmt: skip


def lights(
    reports: Sequence[tuple[object, ...]],
    rules: Sequence[LightRule] = (YINCHUAN,),
    plans: Sequence[tuple[object, ...]] = (),
    start: date | None = None,
    reached: date | None = None,
) -> list[dict[str, Any]]:
    milestones = [("P1", "开工", start, reached), ("P1", "投产", date(2014, 1, 1), None)]
    tables = {
        "mart.project_progress": pl.DataFrame(list(reports), schema=PROGRESS, orient="row"),
        "core.project_plan": pl.DataFrame(list(plans), schema=PLAN, orient="row"),
        "core.project_milestone": pl.DataFrame(milestones, schema=MILESTONE, orient="row"),
    }
    return project_lights(tables, rules).to_dicts()


def told(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


@pytest.mark.parametrize(
    ("percent", "shortfall", "light"),
    [
        ("60", "-10", "green"),
        ("40.1", "9.9", "green"),
        ("40.0001", "9.9999", "green"),
        ("40", "10", "yellow"),
        ("20", "30", "yellow"),
        ("19.9999", "30.0001", "red"),
        ("19.9", "30.1", "red"),
        ("0", "50", "red"),
    ],
)
def test_in_yinchuan_ten_points_behind_is_yellow_and_more_than_thirty_red(
    percent: str, shortfall: str, light: str
) -> None:
    # A straight line wants 50 per cent by the end of June.
    rows = lights([reported("2016-06", percent)])

    assert told(rows, "light", "shortfall_pp") == [(light, Decimal(shortfall))]


@pytest.mark.parametrize(("percent", "light"), [("23.3333", "yellow"), ("23.3334", "green"), ("3.3333", "yellow")])
def test_ten_points_behind_a_third_of_the_year_are_ten_points(percent: str, light: str) -> None:
    assert told(lights([reported("2016-04", percent)]), "light") == [(light,)]


@pytest.mark.parametrize(
    ("percent", "ratio", "light"),
    [
        ("60", "1.2", "green"),
        ("40", "0.8", "green"),
        ("39.99", "0.7998", "yellow"),
        ("30", "0.6", "yellow"),
        ("29.99", "0.5998", "red"),
    ],
)
def test_in_wuhan_less_than_80_per_cent_of_the_schedule_is_yellow_and_less_than_60_red(
    percent: str, ratio: str, light: str
) -> None:
    rows = lights([reported("2016-06", percent)], [WUHAN])

    assert told(rows, "light", "schedule_ratio") == [(light, Decimal(ratio))]


def test_two_places_judge_one_month_in_their_own_ways() -> None:
    # 5.5 points behind 16.7 is little in points and much as a part.
    rows = lights([reported("2016-02", "11.2")], [WUHAN, YINCHUAN])

    assert told(rows, "light_rule_id", "light") == [("wuhan", "yellow"), ("yinchuan", "green")]


def test_119_per_cent_of_the_plan_is_green_and_not_capped() -> None:
    rows = lights([reported("2016-12", "119")])

    assert told(rows, "light", "actual_share", "shortfall_pp") == [("green", Decimal("1.19"), Decimal(-19))]


def test_a_rate_beyond_all_measure_is_green() -> None:
    rows = lights([reported("2016-02", "2000000000000")], [WUHAN, YINCHUAN])

    assert told(rows, "light", "shortfall_pp") == [("green", None), ("green", None)]


def test_a_missed_start_is_yellow_for_two_months_and_red_in_the_third_running() -> None:
    months = [f"2016-{month:02d}" for month in range(2, 8)]
    reports = [reported(month, "100", is_opened=month == "2016-07") for month in months]

    rows = lights(reports, start=date(2016, 3, 15))

    assert told(rows, "light", "reason", "months_unopened", "months_running") == [
        ("green", "on_schedule", 0, 1),
        ("yellow", "start", 1, 1),
        ("yellow", "start", 2, 2),
        ("red", "start", 3, 1),
        ("red", "start", 4, 2),
        ("green", "on_schedule", 0, 1),
    ]


def test_months_of_a_missed_start_run_on_over_the_turn_of_the_year() -> None:
    rows = lights([reported("2017-01", "100", is_opened=False)], start=date(2016, 11, 30))

    assert told(rows, "light", "months_unopened") == [("red", 3)]


def test_a_start_within_its_planned_month_is_on_plan_though_the_day_is_past() -> None:
    rows = lights([reported("2016-03", "100", is_opened=False)], start=date(2016, 3, 1), reached=date(2016, 3, 31))

    assert told(rows, "light", "start_light", "is_opened") == [("green", "green", True)]


def test_a_place_without_a_rule_for_starts_looks_at_none() -> None:
    rows = lights([reported("2016-12", "100", is_opened=False)], [WUHAN], start=date(2016, 3, 1))

    assert told(rows, "light", "start_light", "planned_start_date", "months_unopened") == [("green", None, None, None)]


def test_the_worst_of_progress_and_start_is_the_light_and_the_reason_says_which() -> None:
    missed = {"is_opened": False}
    reports = [
        reported("2016-06", "35", **missed),
        reported("2016-07", "58.3", **missed),
        reported("2016-08", "0", **missed),
    ]  # type: ignore[arg-type]

    rows = lights(reports, start=date(2016, 6, 1))

    assert told(rows, "progress_light", "start_light", "light", "reason") == [
        ("yellow", "yellow", "yellow", "progress_and_start"),
        ("green", "yellow", "yellow", "start"),
        ("red", "red", "red", "progress_and_start"),
    ]


def test_a_month_without_a_report_has_no_light_and_neither_adds_to_the_months_running_nor_ends_them() -> None:
    others = [reported(f"2016-{month:02d}", "100", project="P2") for month in (4, 5, 6)]
    plans = [("P1", 2016, "continuing", False)]

    rows = lights([reported("2016-04", "10"), *others, reported("2016-06", "30")], plans=plans)

    assert told([row for row in rows if row["project_id"] == "P1"], "period", "light", "reason", "months_running") == [
        ("2016-04", "yellow", "progress", 1),
        ("2016-05", None, "no_report", None),
        ("2016-06", "yellow", "progress", 2),
    ]


def test_a_month_that_nobody_reported_for_is_no_row() -> None:
    rows = lights([reported("2016-02", "20"), reported("2016-04", "40")])

    assert told(rows, "period", "months_running") == [("2016-02", 1), ("2016-04", 2)]


def test_the_newest_light_is_that_of_the_newest_month_that_has_one() -> None:
    others = [reported("2016-05", "100", project="P2")]
    plans = [("P1", 2016, "continuing", False)]

    rows = lights([reported("2016-03", "25"), reported("2016-04", "33"), *others], plans=plans)

    assert told([row for row in rows if row["is_newest"]], "project_id", "period") == [
        ("P1", "2016-04"),
        ("P2", "2016-05"),
    ]


def test_without_a_plan_there_is_no_green() -> None:
    assert told(lights([reported("2016-06", None)]), "light", "reason") == [(None, "no_plan")]


def test_without_a_plan_a_missed_start_is_still_yellow() -> None:
    rows = lights([reported("2016-06", None, is_opened=False)], start=date(2016, 6, 1))

    assert told(rows, "light", "progress_light", "reason") == [("yellow", None, "start")]


def test_a_new_start_without_a_planned_day_is_not_green_until_it_has_begun() -> None:
    reports = [reported("2016-06", "50", is_opened=False), reported("2016-07", "60")]

    rows = lights(reports, plans=[("P1", 2016, "new_start", False)])

    assert told(rows, "light", "reason") == [(None, "no_planned_start"), ("green", "on_schedule")]


def test_a_project_of_the_reserve_that_reports_nothing_has_no_row() -> None:
    plans = [("P1", 2016, "continuing", False), ("P3", 2016, "reserve", False)]

    assert told(lights([reported("2016-06", "50")], plans=plans), "project_id") == [("P1",)]


def test_a_month_of_synthetic_reports_is_none_of_real_projects() -> None:
    reports = [reported("2016-06", "50"), reported("2016-07", "50", project="X1", is_synthetic=True)]
    plans = [("P1", 2016, "continuing", False), ("X1", 2016, "continuing", True)]

    assert told(lights(reports, plans=plans), "project_id", "period", "light", "is_synthetic") == [
        ("P1", "2016-06", "green", False),
        ("X1", "2016-07", "green", True),
    ]


def test_a_projects_own_plan_by_month_stands_before_the_curve() -> None:
    late = tuple(Decimal(share) / 100 for share in (0, 0, 2, 5, 10, 20, 30, 50, 70, 80, 90, 100))
    rule = replace(YINCHUAN, curve=Curve("linear", own_plans=(OwnPlan("P1", late),)))

    rows = lights([reported("2016-06", "12"), reported("2016-06", "12", project="P2")], [rule])

    assert told(rows, "project_id", "expected_share", "expected_basis", "light") == [
        ("P1", Decimal("0.2"), "own_plan", "green"),
        ("P2", Decimal("0.5"), "linear", "red"),
    ]


def test_a_curve_by_month_is_what_is_due_and_nothing_due_is_green() -> None:
    shares = tuple(Decimal(share) / 100 for share in (0, 0, 12, 25, 37, 53, 64, 76, 89, 93, 97, 100))
    rule = replace(WUHAN, curve=Curve("by_month", shares))

    rows = lights([reported("2016-02", "0"), reported("2016-04", "20"), reported("2016-09", "53")], [rule])

    assert told(rows, "expected_share", "schedule_ratio", "light") == [
        (Decimal(0), None, "green"),
        (Decimal("0.25"), Decimal("0.8"), "green"),
        (Decimal("0.89"), Decimal("0.5955"), "red"),
    ]


def test_each_month_is_judged_by_the_version_in_force_at_its_end_and_the_months_run_on() -> None:
    later = replace(
        YINCHUAN, version="2", valid_from=date(2016, 5, 1), progress=replace(YINCHUAN.progress, yellow_bound=Decimal(5))
    )

    rows = lights([reported("2016-04", "20"), reported("2016-05", "35")], [YINCHUAN, later])

    assert told(rows, "light_rule_version_id", "light", "months_running") == [
        ("yinchuan@2025.1", "yellow", 1),
        ("yinchuan@2", "yellow", 2),
    ]


def test_no_month_before_the_rule_begins_is_judged() -> None:
    assert lights([reported("2013-12", "10")]) == []


def test_no_reports_are_no_lights() -> None:
    assert lights([], [YINCHUAN, WUHAN]) == []
