"""A row is judged by one version of a rule set: that of its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from warehouse.measures.by_version import by_version


@dataclass(frozen=True)
class Made:
    version: int
    valid_from: date


RULES = [Made(2, date(2016, 1, 1)), Made(1, date(2014, 1, 1))]
DAYS = pl.DataFrame({"day": [date(2013, 12, 31), date(2014, 1, 1), date(2015, 12, 31), date(2016, 1, 1)]})


def judged(*, also_before: bool) -> dict[int, list[date]]:
    versions = by_version(RULES, pl.col("day"), also_before=also_before)
    return {rule.version: DAYS.filter(is_in_force)["day"].to_list() for rule, is_in_force in versions}


def test_a_version_applies_from_its_first_day_to_before_that_of_the_next() -> None:
    _, first, last, next_one = DAYS["day"].to_list()

    assert judged(also_before=False) == {1: [first, last], 2: [next_one]}


def test_the_first_version_applies_to_earlier_days_too_where_a_measure_says_so() -> None:
    assert judged(also_before=True) == {1: DAYS["day"].to_list()[:3], 2: DAYS["day"].to_list()[3:]}


def test_no_version_applies_to_no_row() -> None:
    assert by_version([], pl.col("day"), also_before=True) == []
