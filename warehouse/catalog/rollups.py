"""Which pre-aggregated table may answer for which base, read from the `rollup.toml` in its folder.

    base = "mart.enterprise_month"
    keys = ["period", "industry_id"]
    row_count = "return_count"              # of the rows of the base

    [reporting_counts]                      # sums have the names that their columns have in the base
    revenue_cny = "revenue_reporting_count"

A question about groups of a base can be answered from a rollup where everything that it groups by or filters on is
among the keys, and everything that it measures is a sum, a count of values, a mean or the number of rows of the
measures. A distinct count, a median or an extreme cannot. That a rollup equals its base is a blocking check of its
table: it holds in every published snapshot.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from warehouse.catalog.sql import TABLES_FOLDER


@dataclass(frozen=True)
class RolledMeasure:
    """A column of the base, and what is in the rollup: under its name the sum, in another how many rows have a value.

    A group's mean is the sum of `column` over the sum of `count_column`. Sums are null where no row has a value, as the
    sum over the base is.
    """

    column: str
    count_column: str


@dataclass(frozen=True)
class Rollup:
    """A table that holds a base added up by `keys`, which have the same names and types in both.

    `row_count_column` holds how many rows of the base a row stands for.
    """

    base: str
    table: str
    keys: tuple[str, ...]
    row_count_column: str
    measures: tuple[RolledMeasure, ...]

    def measure(self, column: str) -> RolledMeasure | None:
        """What stands for a column of the base; None where nothing does."""
        return next((measure for measure in self.measures if measure.column == column), None)

    def answers(self, keys: Collection[str], measured: Collection[str]) -> bool:
        """Whether it has all that a question groups by or filters on, and all whose sum, count or mean it asks for."""
        return set(keys) <= set(self.keys) and all(self.measure(column) for column in measured)


@cache
def load_rollups() -> tuple[Rollup, ...]:
    """Every rollup; those with fewer keys, so with fewer rows, first."""
    files = sorted(TABLES_FOLDER.glob("*/*/rollup.toml"))
    return tuple(sorted(map(_read_rollup, files), key=lambda rollup: len(rollup.keys)))


def _read_rollup(path: Path) -> Rollup:
    told = tomllib.loads(path.read_text("utf-8"))
    measures = (RolledMeasure(column, count) for column, count in told["reporting_counts"].items())
    table = f"{path.parent.parent.name}.{path.parent.name}"
    return Rollup(told["base"], table, tuple(told["keys"]), told["row_count"], tuple(measures))


def find_rollup(base: str, keys: Collection[str], measured: Collection[str]) -> Rollup | None:
    """The first rollup of a base that answers a question; None where only the base does."""
    return next((rollup for rollup in load_rollups() if rollup.base == base and rollup.answers(keys, measured)), None)
