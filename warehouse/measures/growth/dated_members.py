"""Members of a list with dates, such as the firms of a park: who counts on which side of a pair of periods.

A firm counts on a side if it is on the list on the last day of that period. One that joined in between is a firm that
enters, on the base that it restates; one that left is a firm that leaves. So levels are those of the firms that were
in, and a firm's move changes no same-base growth.
"""

from __future__ import annotations

import polars as pl

from warehouse.measures.growth.bridge import EFFECTS, states

JOINED, MOVED_OUT = "joined", "moved_out"
_SUBJECT = ("subject_kind", "subject_id", "enterprise_id")
_KNOWN = ("price_known", "volume_known", "structure", "remainder_known", "scope", "method", "revision")


def of_dated_members(firms: pl.LazyFrame, members: pl.LazyFrame, from_end: pl.Expr | None = None) -> pl.LazyFrame:
    """The rows of firms, of states or of all effects, once for each list that has the firm on a side of the pair.

    `members`: `first_date` and `last_date` (null: until today) on which `weight` counts. Where the weight changed, that
    of the later side counts on both. `from_end` is the last day of the earlier period, where it is not a year before.
    """
    names = firms.collect_schema().names()
    has_left = pl.col("value").is_not_null() & ~pl.col("is_in_1")
    has_joined = pl.col("own").is_not_null() & ~pl.col("is_in_0")
    masked = firms.join(_sides(firms, members, from_end), on=["enterprise_id", "year", "month"]).with_columns(
        *(pl.when("is_in_1").then(pl.col(name)).alias(name) for name in ("value", "restated")),
        *(pl.when("is_in_0").then(pl.col(name)).alias(name) for name in ("own", "first")),
        *(pl.when("is_in_1").then(pl.col(name)).alias(name) for name in ("months_gap",) if name in names),
        *(
            pl.when(has_left).then(pl.lit(MOVED_OUT)).when(has_joined).then(pl.lit(JOINED)).otherwise(name).alias(name)
            for name in ("cause",)
            if name in names
        ),
    )
    placed = states(masked)
    return _with_effects(placed) if set(EFFECTS) <= set(names) else placed


def _sides(firms: pl.LazyFrame, members: pl.LazyFrame, from_end: pl.Expr | None) -> pl.LazyFrame:
    to_end = pl.date("year", "month", 1).dt.month_end()
    if from_end is None:
        from_end = pl.date(pl.col("year") - 1, "month", 1).dt.month_end()

    def is_in(day: pl.Expr) -> pl.Expr:
        return (pl.col("first_date") <= day) & (pl.col("last_date") >= day).fill_null(value=True)

    return (
        firms.select("enterprise_id", "year", "month")
        .unique()
        .join(members.filter(pl.col("first_date").is_not_null()), on="enterprise_id")
        .with_columns(is_in_0=is_in(from_end), is_in_1=is_in(to_end))
        .filter(pl.col("is_in_0") | pl.col("is_in_1"))
        .group_by(*_SUBJECT, "year", "month")
        .agg(
            pl.col("weight").sort_by("is_in_1", "first_date").last(),
            pl.col("is_in_0", "is_in_1", "list_flag").any(),
        )
    )


def _with_effects(firms: pl.LazyFrame) -> pl.LazyFrame:
    """The effects of a firm without a base of its own in the list are those of entering or leaving."""
    has_base = pl.col("base").is_not_null()
    change = pl.when(has_base & ~pl.col("is_same_basis")).then(pl.col("coefficient_change")).otherwise(0)
    own = ("price", "volume", "structure", "remainder", "price_known", "volume_known", "remainder_known")
    return firms.with_columns(
        *(pl.when(has_base).then(pl.col(name)).otherwise(0).alias(name) for name in own),
        method=pl.col("method") + change,
        reason=pl.when(has_base).then("reason"),
        is_partial=has_base & pl.col("is_partial"),
    ).with_columns(total=pl.sum_horizontal(_KNOWN))
