"""When firms left the list or merged, and what they got after that."""

from __future__ import annotations

import polars as pl


def endings(changes: pl.DataFrame) -> pl.DataFrame:
    """The first day on which each firm left or merged (`ended`), by the declared changes."""
    return (
        changes.filter(
            pl.col("is_applied"),
            (pl.col("change_kind") == "merger") | (pl.col("new_status") == "exited"),
            pl.col("enterprise_id").is_not_null(),
        )
        .group_by("enterprise_id")
        .agg(ended=pl.col("change_date").min())
    )


def with_endings(support: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Support with that day, and whether it was given after it (`is_after_end`): decided then, or without a day, of a
    later year."""
    decided, ended = pl.col("decided_date"), pl.col("ended")
    return support.join(endings(changes), on="enterprise_id", how="left").with_columns(
        is_after_end=pl.when(decided.is_not_null())
        .then(decided >= ended)
        .otherwise(pl.col("year").cast(pl.Int32) > ended.dt.year())
        .fill_null(False)
    )
