"""Applications for national funding by hand: where each stands, for how long, and what came of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.forms.datasets import empty
from warehouse.forms.national_application import NATIONAL_STEPS
from warehouse.measures.projects.applications import NATIONAL_PROCEDURE, national_applications

TODAY = date(2016, 12, 31)


def steps(*taken: tuple[str, int, dict[str, int]], project: str = "P1") -> pl.DataFrame:
    """The steps of a project as (step, month, amounts), on the first of the month."""
    schema = empty("national_application").schema
    rows: list[dict[str, Any]] = [
        {**dict.fromkeys(schema), "project_id": project, "step": step, "step_date": date(2016, month, 1),
         "is_flagged": False, "submission_number": 1, "source_sheet": "s", "source_row": 4 + number, **amounts}
        for number, (step, month, amounts) in enumerate(taken)
    ]  # fmt: skip
    files = pl.DataFrame({"submission_number": [1], "submission_id": ["S1"], "is_synthetic": [True]})
    projects = pl.DataFrame({"project_id": ["P1", "P2"], "is_synthetic": [True, False]})
    return national_applications(pl.DataFrame(rows, schema=schema), projects, files, TODAY)


def test_every_word_of_the_form_is_a_step_of_the_procedure() -> None:
    assert set(NATIONAL_STEPS.values()) == NATIONAL_PROCEDURE.keys()
    assert {step for after in NATIONAL_PROCEDURE.values() for step in after} <= NATIONAL_PROCEDURE.keys()


def test_days_run_to_the_next_step_and_of_the_last_one_to_today() -> None:
    found = steps(("submitted", 3, {}), ("organised", 1, {"requested": 100}), ("approved", 11, {"approved": 80}))

    assert found.select("step", "days", "is_current", "is_allowed", "next_steps").rows() == [
        ("organised", 60, False, True, ["submitted"]),
        ("submitted", 245, False, True, ["reviewed", "approved", "refused"]),
        ("approved", 60, True, True, ["funded"]),
    ]
    assert found.select("requested_cny", "approved_cny", "received_total_cny").rows()[-1] == (100, 80, None)


def test_money_in_parts_adds_up_and_is_null_before_the_first() -> None:
    found = steps(("approved", 1, {"approved": 80}), ("funded", 2, {"received": 30}), ("funded", 6, {"received": 40}))

    assert found["received_total_cny"].to_list() == [None, Decimal(30), Decimal(70)]
    assert found["is_allowed"].to_list() == [False, True, True]


def test_money_without_an_approval_is_a_step_that_the_procedure_does_not_have() -> None:
    found = steps(("organised", 1, {}), ("funded", 2, {"received": 30}), ("refused", 3, {}))

    assert found["is_allowed"].to_list() == [True, False, False]


def test_an_invented_application_never_joins_a_real_project() -> None:
    assert steps(("organised", 1, {}), project="P2").is_empty()
