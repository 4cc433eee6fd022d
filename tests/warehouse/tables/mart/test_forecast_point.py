"""From which day a quarter is known, and which values no forecast may use, from rows made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import pytest

from warehouse.catalog.catalog import load_catalog

POINT = "mart.forecast_point"
VALUE: dict[str, Any] = {
    "observation_id": "o", "indicator_id": "gdp", "subject_kind": "region", "subject_id": "620000",
    "period": "2016-Q3", "period_kind": "quarter", "value": 100, "vintage_id": "first", "vintage_status": "published",
    "vintage_date": date(2016, 10, 25), "known_from": "2017-03-01 17:00:00", "is_synthetic": False,
    "submission_id": "S1", "submission_number": 1,
}  # fmt: skip
BREAK = {"observation_id": "o", "submission_id": "S1", "vintage_id": "first", "rule_id": "r", "state": "open"}


def points(*values: dict[str, Any], **more: dict[str, Any]) -> list[dict[str, Any]]:
    catalog = load_catalog()
    rows = [("core.vintage", {"vintage_id": "first", "ordinal": 1})]
    rows += [("core.observation", value) for value in values]
    rows += [(f"core.{name}", row) for name, row in more.items()]
    with duckdb.connect() as connection:
        connection.execute("create schema core; create schema mart")
        for key in ("core.observation", "core.vintage", "core.withdrawn_value", "core.series_break", POINT):
            lines = catalog.table(key).create_sql.splitlines()
            connection.execute("\n".join(line for line in lines if "primary key" not in line).replace(" not null", ""))
        for key, row in rows:
            marks = ", ".join("?" for _ in row)
            connection.execute(f"insert into {key} ({', '.join(row)}) values ({marks})", list(row.values()))
        connection.execute(f"insert into {POINT} by name {catalog.table(POINT).model_sql}")
        found = connection.execute(f"from {POINT} order by known_date")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_a_quarter_is_known_from_the_day_of_its_release() -> None:
    (point,) = points(VALUE)

    assert (point["known_date"], point["quarter"]) == (date(2016, 10, 25), 2016 * 4 + 2)


def test_a_release_of_an_unknown_day_is_known_from_the_day_on_which_it_came_in_china() -> None:
    (point,) = points({**VALUE, "vintage_date": None})

    assert point["known_date"] == date(2017, 3, 2)


def test_a_revision_stands_beside_what_was_known_before() -> None:
    revision = {"submission_id": "S2", "submission_number": 2, "value": 101, "vintage_date": date(2017, 1, 5)}

    assert [int(point["value"]) for point in points(VALUE, {**VALUE, **revision})] == [100, 101]


@pytest.mark.parametrize(("state", "is_break"), [("open", True), ("rejected", True), ("released", False)])
def test_a_value_unlike_its_series_is_marked_until_a_person_releases_it(state: str, is_break: bool) -> None:
    (point,) = points(VALUE, series_break={**BREAK, "state": state})

    assert point["is_break"] is is_break


def test_a_withdrawn_value_and_one_that_is_no_quarter_of_a_region_are_none() -> None:
    withdrawn = {"observation_id": "o", "submission_id": "S1"}

    assert points(VALUE, withdrawn_value=withdrawn) == []
    assert points({**VALUE, "period_kind": "year"}, {**VALUE, "subject_kind": "enterprise"}) == []


def test_an_estimate_is_marked() -> None:
    assert [point["is_imputed"] for point in points({**VALUE, "vintage_status": "estimated"})] == [True]
