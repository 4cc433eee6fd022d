"""Contradictions of assessments and of the start of projects, on a few rows each: the places that they name."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from warehouse.measures.contradictions.registry import Inputs, load_kinds

FIRMS = pl.DataFrame(
    [("E1", "甲", "active", date(2014, 5, 1), 4), ("E2", "乙", "exited", date(2014, 5, 1), 5),
     ("E3", "丙", "active", date(2016, 3, 1), 6)],
    schema=["enterprise_id", "name_zh", "status", "recognised_date", "source_row"], orient="row",
).with_columns(submission_id=pl.lit("S1"), source_sheet=pl.lit("名录"))  # fmt: skip
LEFT = {
    "enterprise_id": "E2", "change_kind": "status_change", "new_status": "exited", "change_date": date(2015, 11, 30),
    "is_applied": True, "submission_id": "S9", "source_sheet": "变更", "source_row": 7,
}  # fmt: skip


def found(word: str, **inputs: pl.DataFrame) -> list[tuple[Any, ...]]:
    """Subject, file and row of both places."""
    (one,) = (each for each in load_kinds() if each.kind == word)
    tables: Inputs = {name.replace("_", ".", 1): frame for name, frame in inputs.items()}
    rows = one.rows(tables)
    assert rows.filter(~pl.col("text_zh").str.contains("。") | pl.col("text_en").str.contains("None")).is_empty()
    names = ("subject_id", "first_submission_id", "first_row", "second_submission_id", "second_row")
    return rows.select(names).rows()


def assessed(*rows: tuple[str, int]) -> pl.DataFrame:
    """Assessments of (firm, year), from row 4 of one file on."""
    return pl.DataFrame(
        [{"enterprise_assessment_id": f"{firm}-{year}", "enterprise_id": firm, "year": str(year), "submission_id": "S2",
          "source_sheet": "考核", "source_row": row, "is_synthetic": True}
         for row, (firm, year) in enumerate(rows, start=4)]
    )  # fmt: skip


def test_an_assessment_of_the_year_in_which_a_firm_left_or_of_a_later_one_is_a_contradiction() -> None:
    rows = assessed(("E2", 2014), ("E2", 2015), ("E2", 2016), ("E1", 2016))

    ended = found(
        "assessment_of_ended_firm",
        core_enterprise_assessment=rows,
        core_enterprise=FIRMS,
        core_enterprise_change=pl.DataFrame([LEFT]),
    )

    assert sorted(ended) == [("E2", "S2", 5, "S9", 7), ("E2", "S2", 6, "S9", 7)]


def test_a_change_that_was_not_applied_ends_no_firm() -> None:
    ended = found(
        "assessment_of_ended_firm",
        core_enterprise_assessment=assessed(("E2", 2016)),
        core_enterprise=FIRMS,
        core_enterprise_change=pl.DataFrame([LEFT | {"is_applied": False}]),
    )

    assert ended == []


def test_a_year_is_missing_where_the_firm_was_on_the_list_before_the_year_that_failed() -> None:
    rows = assessed(("E1", 2016), ("E3", 2016), ("E1", 2015))
    outcomes = pl.DataFrame(
        [("E1-2016", True, "year_missing"), ("E3-2016", True, "year_missing"), ("E1-2015", True, "stay"),
         ("E1-2015", False, "year_missing")],
        schema=["enterprise_assessment_id", "is_rule_in_force", "state"], orient="row",
    )  # fmt: skip

    missing = found(
        "year_missing", mart_enterprise_outcome=outcomes, core_enterprise_assessment=rows, core_enterprise=FIRMS
    )

    assert missing == [("E1", "S2", 4, "S1", 4)]


def project_rows(rows: list[dict[str, Any]], submission: str, **schema: Any) -> pl.DataFrame:
    placed = [
        {"source_row": row, "submission_id": submission, "source_sheet": "s", "is_synthetic": True} | given
        for row, given in enumerate(rows, start=4)
    ]
    return pl.DataFrame(placed, schema_overrides=schema, infer_schema_length=None)


def test_a_start_that_the_milestones_call_stopped_is_a_contradiction_of_the_newest_report() -> None:
    began = date(2016, 4, 10)
    reports = project_rows(
        [{"project_id": "P1", "period": "2016-05", "opened_date": began},
         {"project_id": "P1", "period": "2016-04", "opened_date": began},
         {"project_id": "P2", "period": "2016-05", "opened_date": began},
         {"project_id": "P3", "period": "2016-05", "opened_date": None},
         {"project_id": "P4", "period": "2016-05", "opened_date": began}],
        "S3", opened_date=pl.Date,
    )  # fmt: skip
    milestones = project_rows(
        [{"project_id": "P1", "milestone_name": "开工", "milestone_status": "stopped"},
         {"project_id": "P2", "milestone_name": "开工", "milestone_status": "reached"},
         {"project_id": "P3", "milestone_name": "开工", "milestone_status": "stopped"},
         {"project_id": "P4", "milestone_name": "投产", "milestone_status": "stopped"}],
        "S4",
    )  # fmt: skip
    names = pl.DataFrame({"project_id": [f"P{number}" for number in range(1, 5)], "name_zh": ["一", "二", "三", "四"]})

    contradicted = found(
        "opened_after_report_says_closed",
        core_project_report=reports,
        core_project_milestone=milestones,
        core_project=names,
    )

    assert contradicted == [("P1", "S3", 4, "S4", 4)]


def test_a_step_of_an_application_for_national_funding_that_the_procedure_lacks_names_the_step_before() -> None:
    names = ["project_id", "step_number", "step", "step_date", "is_allowed", "source_row"]
    steps = pl.DataFrame(
        [("P1", 1, "organised", date(2016, 3, 1), True, 4), ("P1", 2, "funded", date(2016, 4, 1), False, 5),
         ("P2", 1, "approved", date(2016, 4, 1), False, 6)],
        schema=names, orient="row",
    ).with_columns(submission_id=pl.lit("S3"), source_sheet=pl.lit("专项"), is_synthetic=pl.lit(True))  # fmt: skip
    projects = pl.DataFrame({"project_id": ["P1", "P2"], "name_zh": ["甲项目", "乙项目"]})

    rows = found("national_step_not_allowed", core_national_application=steps, core_project=projects)

    assert sorted(rows) == [("P1", "S3", 5, "S3", 4), ("P2", "S3", 6, None, None)]
