"""Contradictions of tasks on a few rows: each with the place of both sides."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from warehouse.measures.contradictions.tasks import (
    department_unknown,
    lead_and_member_differ,
    report_after_end,
    report_without_duty,
)

TASK = pl.DataFrame({"task_id": ["t"], "ordinal": [7], "document_id": ["d"]})
UNITS = pl.DataFrame({"department_id": ["a", "b"], "name_zh": ["甲", "乙"], "name_en": ["A", "B"]})
NOBODY = pl.DataFrame(schema={"subject_id": pl.String, "form_id": pl.String, "first_period": pl.String})


def reports(*rows: dict[str, Any]) -> pl.DataFrame:
    row = {
        "task_id": "t", "quarter": "2016-Q1", "department_id": "a", "role": "lead", "progress_status": "done",
        "is_current": True, "is_synthetic": True, "submission_id": "S1", "source_sheet": "s", "source_row": 4,
    }  # fmt: skip
    return pl.DataFrame([row | change for change in rows], schema_overrides={"role": pl.String})


def test_a_unit_without_a_part_is_named_with_its_row() -> None:
    versions = reports({}, {"department_id": "b", "role": None, "source_row": 9})
    found = report_without_duty(
        {"core.task_report_version": versions, "core.task": TASK, "core.department": UNITS}
    ).rows(named=True)

    assert [(row["first_row"], row["second_row"], row["text_en"]) for row in found] == [
        (9, None, "B reports on row 7 (2016-Q1), in which it has no part.")
    ]


def test_a_report_after_the_year_of_the_plan_or_after_the_task_is_moot_is_found() -> None:
    inputs = {
        "core.task_report_version": reports({}, {"quarter": "2016-Q2"}, {"quarter": "2017-Q1"}),
        "core.task": TASK,
        "core.department": UNITS,
        "core.document": pl.DataFrame({"document_id": ["d"], "issued_date": [date(2016, 2, 6)]}),
        "core.reporting_exemption": NOBODY,
    }
    moot = pl.DataFrame({"subject_id": ["t"], "form_id": ["task"], "first_period": ["2016-04"]})

    assert report_after_end(inputs).height == 1
    assert report_after_end(inputs | {"core.reporting_exemption": moot}).height == 2


def test_a_member_that_says_worse_than_the_lead_is_found_with_both_rows() -> None:
    worse = {"department_id": "b", "role": "cooperating", "progress_status": "behind", "source_row": 5}
    split = pl.DataFrame({"task_id": ["t", "t"], "department_id": ["a", "b"]})
    inputs = {
        "core.task_report": reports({}, worse),
        "core.task": TASK,
        "core.department": UNITS,
        "core.task_industry": split.clear(),
    }
    (row,) = lead_and_member_differ(inputs).rows(named=True)

    assert (row["first_row"], row["second_row"]) == (4, 5)
    assert row["text_zh"] == "第7项：牵头单位报“已完成”（2016-Q1），乙报“欠进度”（2016-Q1）。"
    # Two parts of a divided task do not speak of the same; nor do two quarters.
    assert lead_and_member_differ(inputs | {"core.task_industry": split}).is_empty()
    later = inputs | {"core.task_report": reports({"quarter": "2016-Q2"}, worse)}
    assert lead_and_member_differ(later).is_empty()


def test_an_issue_of_a_unit_that_no_plan_knows_is_found() -> None:
    issues = pl.DataFrame(
        {
            "issue_id": ["W1", "W2"], "enterprise_id": ["E1", "E1"], "department_name": ["样例部门", "省财政厅"],
            "department_id": [None, "finance"], "is_synthetic": [True, True], "submission_id": ["S1", "S1"],
            "source_sheet": ["s", "s"], "source_row": [4, 5],
        }
    )  # fmt: skip

    assert department_unknown({"core.issue": issues})["first_row"].to_list() == [4]
