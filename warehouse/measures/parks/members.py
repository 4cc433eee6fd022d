"""Which firms are in a park on a day, and which of their rows do not count because the firm is counted already."""

from __future__ import annotations

import polars as pl

_FIRM = ("firm", "is_synthetic")


def members_on(members: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """One row per member and day of `days` (`day`, `is_synthetic`) on which it has entered already.

    `is_in` is true until it leaves. `is_twice`: of the rows of a firm that are in on the day, by day of entry, one that
    names its park again, or with which its shares exceed the whole. An empty share is the whole firm.
    """
    rows = members.with_columns(
        firm=pl.coalesce("enterprise_id", "credit_code"),
        share=pl.col("counted_share").fill_null(1).cast(pl.Decimal(19, 6)),
    )
    on_day = (
        rows.join(days, on="is_synthetic")
        .filter(pl.col("entered_date") <= pl.col("day"))
        .with_columns(is_in=pl.col("left_date").is_null() | (pl.col("left_date") > pl.col("day")))
        .sort("day", "entered_date", "park_member_id")
    )
    own = [*_FIRM, "day", "is_in"]
    is_beyond = pl.col("share").cum_sum().over(own) > 1
    is_again = pl.int_range(pl.len()).over([*own, "park_id"]) > 0
    return on_day.with_columns(is_twice=pl.col("is_in") & (is_beyond | is_again))
