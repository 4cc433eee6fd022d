"""Counters of platforms by year of approval: by target, level, type, state, field and host, real and synthetic apart.

A platform is won in the year in which both ends of its approval lie: its day, or first and last day of its month. One
that is approved without either is in no year, and counted in a row of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import polars as pl

from warehouse.measures.reason import Reason

_WON = ("approved", "evaluated")
_OPEN = ("applied", "under_construction")
_STATUSES = ("applied", "approved", "under_construction", "evaluated", "refused")
_GROUPS = ("all", "counter", "level", "platform_type", "status", "industry", "host_kind")
_COUNTERS = {
    "platform_national_local_count": pl.col("level") == "national_local",
    "provincial_platform_count": pl.col("level") == "provincial",
    "state_key_lab_count": (pl.col("level") == "national") & (pl.col("platform_type") == "state_key_laboratory"),
    "national_enterprise_tech_center_count": (pl.col("level") == "national")
    & (pl.col("platform_type") == "enterprise_technology_centre"),
}
"""The indicator that a platform counts in, as in mart.target_actual."""
_KEY = ("group_kind", "group_code", "year", "is_synthetic")


def platform_counts(tables: Mapping[str, pl.DataFrame], at: date, complete: Collection[str]) -> pl.DataFrame:
    """One row per group and year, in the columns of mart.platform_count; `complete` names the counters whose registers
    leave nothing out."""
    rows = _placed(tables["core.platform"])
    targets = _targets(tables["core.target"])
    counted = (
        rows.group_by(_KEY)
        .agg(
            won_count=_count(pl.col("status").is_in(_WON)),
            **{f"{status}_count": _count(pl.col("status") == status) for status in _STATUSES},
            month_only_count=_count(pl.col("approved_period").is_not_null()),
            longest_open_days=(pl.lit(at) - pl.col("step_date").filter(pl.col("status").is_in(_OPEN)).min())
            .dt.total_days()
            .cast(pl.Int32),
            is_flagged=pl.col("is_flagged").any(),
        )
    )  # fmt: skip
    kinds = rows.select("is_synthetic").unique()
    wanted = targets.join(kinds, how="cross").with_columns(group_kind=pl.lit("counter"))
    both = counted.join(wanted, on=_KEY, how="full", coalesce=True, nulls_equal=True)
    numbers = [name for name in counted.columns if name.endswith("_count")]
    both = both.with_columns(pl.col(numbers).fill_null(0), pl.col("is_flagged").fill_null(False))
    listed = [_listed(rows, row) for row in both.select(*_KEY, "stock_date").iter_rows(named=True)]
    return (
        both.with_columns(listed_count=pl.Series(listed, dtype=pl.Int32))
        .with_columns(
            missing_count=(pl.col("target_count") - pl.col("won_count")).clip(lower_bound=0),
            not_listed_count=(pl.col("stock_count") - pl.col("listed_count")).clip(lower_bound=0),
            reason=pl.when(pl.col("year").is_null())
            .then(pl.lit(Reason.NOT_DATED.value))
            .when(pl.col("target_id").is_not_null() & pl.col("target_count").is_null())
            .then(pl.lit(Reason.UNQUANTIFIED.value))
            .when((pl.col("target_count") > pl.col("won_count")) & ~pl.col("group_code").is_in(list(complete)))
            .then(pl.lit(Reason.REGISTER_INCOMPLETE.value)),
            platform_count_id=pl.concat_str(
                "group_kind",
                "group_code",
                pl.col("year").cast(pl.String).fill_null("-"),
                pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real")),
                separator="/",
            ),
        )
        .drop("stock_date")
        .sort("platform_count_id")
    )


def _placed(platforms: pl.DataFrame) -> pl.DataFrame:
    """Each platform once per group that it is in, with its year and the day of its last known step."""
    begins, ends = pl.col("approved_from_date"), pl.col("approved_by_date")
    is_awaited = pl.col("status").is_in(["applied", "refused"])
    counter = pl.coalesce(*(pl.when(rule).then(pl.lit(name)) for name, rule in _COUNTERS.items()))
    host = (
        pl.when(pl.col("host_enterprise_id").is_not_null()).then(pl.lit("enterprise"))
        .when(pl.col("host_name").is_not_null()).then(pl.lit("other"))
        .otherwise(pl.lit("unknown"))
    )  # fmt: skip
    placed = platforms.with_columns(
        year=pl.when(is_awaited)
        .then(pl.col("applied_date").dt.year())
        .when(begins.dt.year() == ends.dt.year())
        .then(ends.dt.year()),
        step_date=pl.coalesce("approved_by_date", "applied_date"),
        all=pl.lit("all"),
        counter=counter,
        host_kind=host,
        industry=pl.col("industry_id"),
    )
    return pl.concat(
        placed.with_columns(group_kind=pl.lit(kind), group_code=pl.col(kind)).filter(pl.col("group_code").is_not_null())
        for kind in _GROUPS
    )


def _targets(targets: pl.DataFrame) -> pl.DataFrame:
    """The targets that a counter of a year is measured against, and the stock that they start from."""
    return (
        targets.filter(pl.col("indicator_id").is_in(list(_COUNTERS)), pl.col("target_type") == "count")
        .sort("deadline_date", "target_id")
        .select(
            "target_id",
            group_code="indicator_id",
            year=pl.col("deadline_date").dt.year(),
            target_count=pl.col("value_low").cast(pl.Int32),
            stock_count=pl.col("baseline_value").cast(pl.Int32),
            stock_date=pl.col("baseline_period").str.to_date("%Y-%m", strict=False).dt.month_start(),
        )
        .unique(["group_code", "year"], keep="last", maintain_order=True)
    )


def _listed(rows: pl.DataFrame, target: Mapping[str, Any]) -> int | None:
    """How many platforms of a counter the registers name that were approved before its stock was counted."""
    if target["stock_date"] is None:
        return None
    return rows.filter(
        pl.col("group_kind") == "counter",
        pl.col("group_code") == target["group_code"],
        pl.col("is_synthetic") == target["is_synthetic"],
        pl.col("status").is_in(_WON),
        pl.col("approved_by_date") < target["stock_date"],
    ).height


def _count(condition: pl.Expr) -> pl.Expr:
    return condition.fill_null(False).sum().cast(pl.Int32)
