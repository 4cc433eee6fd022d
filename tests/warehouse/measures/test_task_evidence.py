"""Evidence by hand: firms supplied and visited, joint platforms, named objects, targets."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from warehouse.measures.tasks.evidence import Evidence, task_evidence

FIRMS = pl.DataFrame(
    [("E1", "active", 3, True), ("E2", "active", 3, True), ("E3", "exited", 3, True), ("E4", "active", 1, True)],
    schema=["enterprise_id", "status", "batch", "is_synthetic"],
    orient="row",
)


def tables(kind: str, number: int | None = None, **more: pl.DataFrame) -> dict[str, pl.DataFrame]:
    found = {
        "core.task": pl.DataFrame(
            [("t", "d", kind, number)],
            schema={"task_id": pl.String, "document_id": pl.String, "evidence_kind": pl.String,
                    "evidence_number": pl.Int32},
            orient="row",
        ),
        "core.document": pl.DataFrame({"document_id": ["d"], "issued_date": [date(2016, 2, 6)]}),
        "core.enterprise": FIRMS,
    }  # fmt: skip
    return found | {name.replace("__", "."): frame for name, frame in more.items()}


def found_on(day: str, inputs: dict[str, pl.DataFrame]) -> dict[tuple[str, bool], Evidence]:
    return task_evidence(inputs, date.fromisoformat(day))


def rows(columns: list[str], *values: tuple[Any, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(values), schema=columns, orient="row")


def test_direct_power_counts_firms_on_the_list_in_the_year_of_the_plan() -> None:
    columns = ["enterprise_id", "support_kind", "is_synthetic", "year", "decided_date"]
    support = rows(
        columns,
        ("E1", "direct_power", True, "2016", date(2016, 5, 1)),
        ("E1", "direct_power", True, "2016", date(2016, 6, 1)),
        ("E3", "direct_power", True, "2016", date(2016, 5, 1)),
        ("E4", "direct_power", True, "2015", date(2015, 5, 1)),
    )
    inputs = tables("direct_power", core__policy_support=support)

    # In the next January the year of the plan counts, not that of the day; nobody supplied a real firm.
    assert found_on("2017-01-10", inputs) == {("t", True): Evidence("direct_power", 1, 3)}
    assert found_on("2016-04-30", inputs)["t", True].got == 0


def test_a_batch_is_visited_when_every_firm_of_it_on_the_list_was() -> None:
    visits = rows(["enterprise_id", "is_synthetic", "visit_date"], ("E1", True, date(2016, 3, 1)),
                  ("E2", True, date(2016, 4, 1)), ("E4", True, date(2016, 3, 1)))  # fmt: skip
    inputs = tables("visited_batch", 3, core__site_visit=visits)

    assert found_on("2016-03-31", inputs) == {("t", True): Evidence("visited_batch", 1, 2)}
    assert found_on("2016-04-01", inputs)["t", True].is_met


def test_joint_platforms_count_once_each_against_the_number_of_the_plan() -> None:
    cooperation = rows(["platform_id", "is_synthetic", "signed_date"], ("P1", True, date(2016, 3, 1)),
                       ("P1", True, date(2016, 3, 9)), ("P2", True, date(2016, 3, 1)))  # fmt: skip
    platforms = rows(
        ["platform_id", "level", "is_synthetic"], ("P1", "national_local", True), ("P2", "provincial", True)
    )
    inputs = tables("joint_platforms", 17, core__platform_cooperation=cooperation, core__platform=platforms)

    assert found_on("2016-05-31", inputs) == {("t", True): Evidence("joint_platforms", 1, 17)}
    # No register has a joint platform: nothing can be said.
    assert found_on("2016-05-31", inputs | {"core.platform": platforms.tail(1)}) == {}


def test_objects_are_there_by_their_registers_and_kinds_are_not_mixed() -> None:
    objects = rows(["task_id", "object_kind", "object_id"], ("t", "platform", "P1"), ("t", "fund", "F1"))
    platforms = rows(["platform_id", "status", "approved_by_date", "is_synthetic"],
                     ("P1", "evaluated", date(2016, 5, 1), False))  # fmt: skip
    funds = pl.DataFrame(
        [("F1", "planned", None, False)],
        schema={"fund_id": pl.String, "status": pl.String, "established_date": pl.Date, "is_synthetic": pl.Boolean},
        orient="row",
    )
    inputs = tables("objects", core__task_object=objects, core__platform=platforms, core__fund=funds)

    assert found_on("2016-05-02", inputs) == {("t", False): Evidence("objects", 1, 2)}
    assert found_on("2016-04-30", inputs)["t", False].got == 0


@pytest.mark.parametrize(("day", "got"), [("2016-10-31", 1), ("2016-09-15", 0)])
def test_targets_are_met_by_the_newest_month_that_is_over(day: str, got: int) -> None:
    progress = rows(
        ["target_id", "is_synthetic", "is_default", "status", "period", "ordinal"],
        ("g", True, True, "behind", "2016-08", 1),
        ("g", True, True, "met_early", "2016-09", 1),
        ("g", True, False, "behind", "2016-10", 2),
    )
    inputs = tables(
        "targets",
        core__target_task=rows(["task_id", "target_id"], ("t", "g"), ("t", "h")),
        core__target=rows(["target_id", "value_low"], ("g", 3), ("h", None)),
        mart__target_progress=progress,
    )

    assert found_on(day, inputs) == {("t", True): Evidence("targets", got, 1)}
