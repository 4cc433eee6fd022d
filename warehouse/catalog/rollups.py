"""Which pre-aggregated table may answer for which base: declared once, for whoever plans a group.

A question about groups of a base can be answered from a rollup where everything that it groups by or filters on is
among the keys, and everything that it measures is a sum, a count of values, a mean or the number of rows of the
measures. A distinct count, a median or an extreme cannot. That a rollup equals its base is a blocking check of its
table: it holds in every published snapshot.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class RolledMeasure:
    """A column of the base, and what stands for it: the sum of its values and how many rows have one.

    A group's mean is the sum of `sum_column` over the sum of `count_column`. Sums are null where no row has a value,
    as the sum over the base is.
    """

    column: str
    sum_column: str
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


_RETURNS = Rollup(
    base="mart.enterprise_month",
    table="mart.enterprise_month_by_industry",
    keys=(
        "period",
        "period_end_date",
        "months_covered",
        "industry_id",
        "region_code",
        "is_flagged",
        "is_synthetic",
    ),
    row_count_column="return_count",
    measures=(
        *(
            RolledMeasure(f"{flow}{kind}_cny", f"{flow}{kind}_cny", f"{flow}{kind}_reporting_count")
            for flow in ("gross_output", "revenue", "operating_cost", "total_profit", "rd_expenditure")
            for kind in ("", "_ytd")
        ),
        RolledMeasure("total_assets_cny", "total_assets_cny", "total_assets_reporting_count"),
        RolledMeasure("employee_count", "employee_count", "employee_reporting_count"),
    ),
)

ROLLUPS: tuple[Rollup, ...] = (_RETURNS,)
"""Every rollup; of several for the same base, those with fewer rows first."""


def find_rollup(
    base: str, keys: Collection[str], measured: Collection[str], rollups: Sequence[Rollup] = ROLLUPS
) -> Rollup | None:
    """The first rollup of a base that answers a question; None where only the base does."""
    return next((rollup for rollup in rollups if rollup.base == base and rollup.answers(keys, measured)), None)
