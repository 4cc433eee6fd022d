"""The procedure of recognition by hand: where an application stands, how long, and steps that there are not."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from warehouse.forms.datasets import empty
from warehouse.forms.recognition_application import STEPS
from warehouse.measures.contradictions.firms import (
    recognised_not_registered,
    registered_not_recognised,
    step_not_allowed,
)
from warehouse.measures.firms.applications import STEPS_AFTER, application_steps

TODAY = date(2016, 12, 31)
ENTERPRISES = pl.DataFrame(
    [("E1", "backbone", 4, "firm", "S1", "s", 4), ("E2", "supporting", None, "other", "S1", "s", 5)],
    schema=["enterprise_id", "enterprise_kind", "batch", "name_zh", "submission_id", "source_sheet", "source_row"],
    orient="row",
)


def steps(*taken: tuple[str, int, str], code: str = "C1", score: dict[str, int] | None = None) -> pl.DataFrame:
    """The steps of application A as (step, month, day)."""
    rows: list[dict[str, Any]] = [
        {"application_code": "A", "credit_code": code, "name": "firm", "batch": 4, "step": step,
         "step_date": date(2016, month, int(day)), "review_score": (score or {}).get(step), "is_flagged": False,
         "submission_number": 1, "source_sheet": "s", "source_row": 4 + number}
        for number, (step, month, day) in enumerate(taken)
    ]  # fmt: skip
    schema = empty("application_step").schema
    staged = pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema)
    identities = pl.DataFrame(
        {"identifier_code": ["C1", "C2"], "enterprise_id": ["E1", "E2"], "valid_to": [None, None]},
        schema_overrides={"valid_to": pl.Date},
    )
    files = pl.DataFrame({"submission_number": [1], "submission_id": ["S1"], "is_synthetic": [True]})
    return application_steps(staged, identities, files, TODAY)


def test_every_word_of_the_form_is_a_step_of_the_procedure() -> None:
    assert set(STEPS.values()) == STEPS_AFTER.keys()
    assert {step for after in STEPS_AFTER.values() for step in after} <= STEPS_AFTER.keys()


def test_days_run_to_the_next_step_and_of_the_last_one_to_today() -> None:
    found = steps(("accepted", 9, "10"), ("applied", 9, "1"), ("reviewed", 10, "1"), score={"reviewed": 81})

    assert found.select("step", "days", "is_current", "is_allowed", "next_steps").rows() == [
        ("applied", 9, False, True, ["accepted", "returned", "withdrawn"]),
        ("accepted", 21, False, True, ["reviewed", "withdrawn"]),
        ("reviewed", 91, True, True, ["visited", "proposed", "withdrawn"]),
    ]
    assert [None if score is None else int(score) for score in found["score"]] == [None, None, 81]


def test_an_application_that_is_over_waits_no_more() -> None:
    found = steps(("applied", 9, "1"), ("withdrawn", 9, "20"))

    assert found.row(-1, named=True)["days"] == 0
    assert found.row(-1, named=True)["next_steps"] == []


def test_a_visit_may_be_left_out_and_a_review_may_not() -> None:
    without_visit = steps(("applied", 1, "1"), ("accepted", 1, "5"), ("reviewed", 2, "1"), ("proposed", 3, "1"))
    without_review = steps(("applied", 1, "1"), ("accepted", 1, "5"), ("proposed", 3, "1"))

    assert step_not_allowed({"core.application_step": without_visit}).is_empty()
    (found,) = step_not_allowed({"core.application_step": without_review}).iter_rows(named=True)
    assert (found["first_row"], found["second_row"], found["subject_id"]) == (6, 5, "E1")
    assert "'proposed'" in found["text_en"]


def test_two_steps_on_one_day_and_a_beginning_that_is_none_are_contradictions() -> None:
    same_day = steps(("applied", 1, "1"), ("accepted", 1, "1"))
    begun_late = steps(("reviewed", 1, "1"))

    assert step_not_allowed({"core.application_step": same_day}).height == 1
    assert step_not_allowed({"core.application_step": begun_late}).height == 1


def test_recognition_and_register_have_to_agree_both_ways() -> None:
    recognised = ("applied", 1, "1"), ("recognised", 6, "1")
    tables = {"core.enterprise": ENTERPRISES}

    key_enterprise = {"core.application_step": steps(*recognised)} | tables
    supplier = {"core.application_step": steps(*recognised, code="C2")} | tables
    stranger = {"core.application_step": steps(*recognised, code="C3")} | tables
    waiting = {"core.application_step": steps(("applied", 1, "1"))} | tables

    assert recognised_not_registered(key_enterprise).is_empty()
    assert recognised_not_registered(supplier)["subject_id"].to_list() == ["E2"]
    assert recognised_not_registered(stranger)["subject_id"].to_list() == ["C3"]
    assert registered_not_recognised(key_enterprise).is_empty()
    assert registered_not_recognised(waiting)["subject_id"].to_list() == ["E1"]
