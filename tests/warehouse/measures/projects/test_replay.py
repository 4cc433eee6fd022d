"""Frozen plans and replayed lights by hand: four projects, one of each kind."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.measures.contradictions.registry import load_kinds
from warehouse.measures.projects.baseline import project_baselines
from warehouse.measures.projects.replay import light_replay, lights_of_the_time, load_replay_rules
from warehouse.rules.lights import load_light_rules

RULE = load_replay_rules()[-1]
PROJECTS = pl.DataFrame(
    {"project_id": list("ABCD"), "name_zh": list("甲乙丙丁"), "is_synthetic": [True] * 4, "industry_id": ["f"] * 4,
     "region_code": ["620100"] * 4}
)  # fmt: skip

instant = datetime.fromisoformat


def baselines(*plans: tuple[int, int, datetime]) -> pl.DataFrame:
    """Versions of the plan of one project: number of the file, plan, and its arrival."""
    entries = pl.DataFrame(
        [
            {"project_id": "A", "plan_year": 2016, "plan_investment": plan, "project_category": "continuing",
             "is_flagged": False, "submission_number": number, "source_sheet": "s", "source_row": 3}
            for number, plan, _ in plans
        ],
        schema_overrides={"plan_investment": pl.Decimal(28, 6)},
    )  # fmt: skip
    files = pl.DataFrame(
        [
            {"submission_number": number, "submission_id": f"S{number}", "is_synthetic": True, "received_at": at}
            for number, _, at in plans
        ]
    )
    return project_baselines(entries, files, PROJECTS)


def test_the_plan_of_31_march_is_frozen_and_a_cut_in_june_is_a_drift_with_both_rows() -> None:
    # 16:30 UTC of 31 March is 1 April in China.
    rows = baselines(
        (1, 100, instant("2016-01-20")), (2, 90, instant("2016-03-31 15:00")), (3, 80, instant("2016-03-31 16:30")),
        (4, 72, instant("2016-06-10")),
    )  # fmt: skip

    (row,) = rows.rows(named=True)
    assert (row["baseline_plan_investment_cny"], row["newest_plan_investment_cny"]) == (Decimal(90), Decimal(72))
    assert (row["plan_drift"], row["baseline_known_from"]) == (Decimal("-0.200000"), date(2016, 3, 31))
    (kind,) = (each for each in load_kinds() if each.kind == "plan_changed_after_baseline")
    (found,) = kind.rows({"mart.project_baseline": rows, "core.project": PROJECTS}).rows(named=True)
    assert (found["project_id"], found["first_submission_id"], found["second_submission_id"]) == ("A", "S2", "S4")


def test_without_a_plan_by_march_the_first_later_one_is_frozen_and_an_empty_one_has_no_drift() -> None:
    (late,) = baselines((1, 100, instant("2016-05-01")), (2, 80, instant("2016-06-01"))).rows(named=True)
    (zero,) = baselines((1, 0, instant("2016-01-01"))).rows(named=True)

    assert (late["baseline_plan_investment_cny"], late["plan_drift"]) == (Decimal(100), Decimal("-0.200000"))
    assert (zero["plan_drift"], zero["reason"]) == (None, "base_not_positive")


def replayed(lights: dict[str, dict[int, str | None]], done: dict[str, int | None]) -> dict[tuple[str, int], Any]:
    light_rows = [
        {"project_id": project, "period": f"2016-{month:02d}", "light_rule_id": "r", "light_rule_version_id": "r@1",
         "light": light, "is_synthetic": True}
        for project, months in lights.items()
        for month, light in months.items()
    ]  # fmt: skip
    tables = {
        "core.project": PROJECTS,
        "mart.project_baseline": pl.DataFrame(
            {"project_id": list(lights), "plan_year": [2016] * len(lights),
             "baseline_category": ["continuing"] * len(lights),
             "baseline_plan_investment_cny": [Decimal(100)] * len(lights)},
            schema_overrides={"plan_year": pl.Int32},
        ),
        "mart.project_progress": pl.DataFrame(
            {"project_id": list(done), "period": ["2016-12"] * len(done),
             "completed_investment_ytd_cny": list(done.values()), "is_opened": [True] * len(done)},
            schema_overrides={"completed_investment_ytd_cny": pl.Decimal(18, 2)},
        ),
    }  # fmt: skip
    rows = light_replay(tables, pl.DataFrame(light_rows), RULE).filter(group_kind="all")
    return {(row["level"], row["months_running"]): row for row in rows.iter_rows(named=True)}


def test_one_hit_one_false_alarm_one_miss_and_one_quiet_project_give_halves_and_a_lead_of_seven_months() -> None:
    lights: dict[str, dict[int, str | None]] = {
        "A": {3: "green", 4: None, 5: "yellow", 6: "green"}, "B": {3: "yellow", 4: "green"}, "C": {5: "green"},
        "D": {5: "green", 12: "red"},
    }  # fmt: skip

    row = replayed(lights, {"A": 79, "B": 80, "C": 50, "D": 100})["yellow", 1]

    assert [row[f"{name}_count"] for name in ("hit", "false_alarm", "miss", "quiet")] == [1, 1, 1, 1]
    rates = [row[name] for name in ("false_alarm_rate", "miss_rate", "precision")]
    assert rates == [Decimal("0.500000")] * 3
    assert (row["lead_months_median"], row["lead_months_least"]) == (Decimal("7.0"), 7)


def test_a_silent_month_neither_counts_nor_breaks_a_run_and_no_report_for_december_is_undecided() -> None:
    lights: dict[str, dict[int, str | None]] = {"A": {4: "yellow", 5: None, 6: "red"}, "B": {4: "yellow", 5: "green"}}

    rows = replayed(lights, {"A": 10})

    twice = rows["yellow", 2]
    assert (twice["hit_count"], twice["undecided_count"], twice["lead_months_least"]) == (1, 1, 6)
    assert (rows["red", 1]["hit_count"], rows["yellow", 1]["lead_months_least"]) == (1, 8)
    assert twice["false_alarm_rate"] is None


WUHAN = tuple(rule for rule in load_light_rules() if rule.light_rule_id == "wuhan")
YINCHUAN = tuple(rule for rule in load_light_rules() if rule.light_rule_id == "yinchuan")


def known(
    plans: list[tuple[int, int]],
    reports: list[tuple[int, str, int]],
    arrivals: dict[int, str],
    starts: list[tuple[int, date, date | None]] = [],  # noqa: B006
) -> dict[str, pl.DataFrame]:
    """Project A by the numbers of its files: plans of 2016, reports (month, completed), planned and reached start."""
    place = {"project_id": "A", "source_sheet": "s", "source_row": 3, "is_flagged": False}
    amount = pl.Decimal(28, 6)
    return {
        "core.project": PROJECTS.head(1),
        "core.submission": pl.DataFrame(
            [{"submission_number": number, "is_synthetic": True, "received_at": instant(day)}
             for number, day in arrivals.items()]
        ),
        "stage.project": pl.DataFrame(
            [{**place, "submission_number": number, "plan_year": 2016, "plan_investment": plan,
              "project_category": "new_start"} for number, plan in plans],
            schema_overrides={"plan_investment": amount},
        ),
        "stage.project_report": pl.DataFrame(
            [{**place, "submission_number": number, "period": month, "completed_investment": done,
              "plan_investment": None, "opened_date": None} for number, month, done in reports],
            schema_overrides={"completed_investment": amount, "plan_investment": amount, "opened_date": pl.Date},
        ),
        "stage.project_milestone": pl.DataFrame(
            [{**place, "submission_number": number, "milestone_name": "开工", "planned_date": planned,
              "reached_date": reached} for number, planned, reached in starts],
            schema={"project_id": pl.String, "source_row": pl.Int32, "submission_number": pl.Int64,
                    "milestone_name": pl.String, "planned_date": pl.Date, "reached_date": pl.Date},
        ),
    }  # fmt: skip


def lights(tables: dict[str, pl.DataFrame], rules: Any = WUHAN) -> dict[str, str | None]:
    return dict(lights_of_the_time(tables, rules).select("period", "light").iter_rows())


def test_a_plan_that_was_cut_later_judges_only_the_months_whose_reports_were_due_afterwards() -> None:
    """60 of 200 in June are 60 % of half the year: yellow. The plan is cut to 120 on 28 July, after the report of June
    was due (the end of 25 July in China): then 60 are all that is due, but June was yellow when it was told."""
    arrivals = {1: "2016-01-20", 2: "2016-07-20", 3: "2016-07-28", 4: "2016-08-20"}
    tables = known([(1, 200), (3, 120)], [(2, "2016-06", 60), (4, "2016-07", 70)], arrivals)

    assert lights(tables) == {"2016-06": "yellow", "2016-07": "green"}


def test_a_report_that_came_late_or_was_corrected_later_gave_no_other_light_at_its_time() -> None:
    arrivals = {1: "2016-01-20", 2: "2016-07-20", 3: "2016-12-01", 4: "2016-08-25 15:59", 5: "2016-09-25 16:01"}
    reports = [(2, "2016-06", 100), (3, "2016-06", 10), (4, "2016-07", 10), (5, "2016-08", 10)]

    # The correction of June came in December; July came in the last minute, August two minutes later.
    assert lights(known([(1, 200)], reports, arrivals)) == {"2016-06": "green", "2016-07": "red", "2016-08": None}


def test_a_start_that_was_entered_later_had_not_begun_at_the_time() -> None:
    arrivals = {1: "2016-01-20", 2: "2016-06-20", 3: "2016-07-01", 4: "2016-07-20"}
    starts = [(1, date(2016, 3, 1), None), (3, date(2016, 3, 1), date(2016, 4, 10))]
    tables = known([(1, 200)], [(2, "2016-05", 90), (4, "2016-06", 110)], arrivals, starts)

    assert lights(tables, YINCHUAN) == {"2016-05": "red", "2016-06": "green"}
