"""What firms got after they left the list or merged."""

from __future__ import annotations

import polars as pl

from warehouse.measures.register.enterprise_changes import endings


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
