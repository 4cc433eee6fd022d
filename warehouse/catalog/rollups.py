"""Pre-aggregated tables (rollups) and their base tables, from the `rollup.toml` in their folders.

    base = "mart.enterprise_month"
    keys = ["period", "industry_id"]
    row_count = "return_count"              # of the rows of the base

    [reporting_counts]                      # sums have the names that their columns have in the base
    revenue_cny = "revenue_reporting_count"

A rollup can answer a query about groups of its base if all grouping and filter columns are among the keys, and all
aggregates are sums, counts of values, means or the number of rows. Distinct counts, medians and extremes are not
possible. A blocking check of the table verifies that the rollup equals its base: it holds in every published snapshot.
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
    """A column of the base in the rollup: its sum under the same name, and the number of rows with a value in another
    column.

    The mean of a group is the sum of `column` over the sum of `count_column`. Sums are null where no row has a value,
    like sums over the base.
    """

    column: str
    count_column: str


@dataclass(frozen=True)
class Rollup:
    """A table with a base aggregated by `keys`, which have the same names and types in both.

    `row_count_column` holds how many rows of the base a row represents.
    """

    base: str
    table: str
    keys: tuple[str, ...]
    row_count_column: str
    measures: tuple[RolledMeasure, ...]

    def measure(self, column: str) -> RolledMeasure | None:
        """The measure for a column of the base; None without one."""
        return next((measure for measure in self.measures if measure.column == column), None)

    def answers(self, keys: Collection[str], measured: Collection[str]) -> bool:
        """Whether it has all grouping and filter columns, and all columns whose sum, count or mean is requested."""
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
    """The first rollup of a base that can answer the query; None where only the base can."""
    return next((rollup for rollup in load_rollups() if rollup.base == base and rollup.answers(keys, measured)), None)
