"""A procedure as a table of steps, and where each application stands in it on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

Procedure = Mapping[str, tuple[str, ...]]
"""The steps that follow each step; the first one is where it begins."""


def along(rows: pl.DataFrame, own: str, procedure: Procedure, as_of: date) -> pl.DataFrame:
    """`rows` (`step`, `step_date`, in the order of each `own`) with `step_number`, `is_current`, `is_allowed`,
    `next_steps` and `days`: to the next step, of the newest one to `as_of`, 0 where nothing may follow."""
    before = pl.col("step").shift(1).over(own)
    following = pl.col("step_date").shift(-1).over(own)
    pairs = [f"{step}>{after}" for step, afters in procedure.items() for after in afters]
    next_steps = {step: list(afters) for step, afters in procedure.items()}
    return rows.with_columns(
        step_number=pl.int_range(1, pl.len() + 1).over(own).cast(pl.Int32),
        is_current=following.is_null(),
        is_allowed=pl.when(before.is_null())
        .then(pl.col("step") == next(iter(procedure)))
        .otherwise(pl.concat_str(before, "step", separator=">").is_in(pairs)),
        next_steps=pl.col("step").replace_strict(next_steps, return_dtype=pl.List(pl.String)),
    ).with_columns(
        days=pl.when(pl.col("is_current") & (pl.col("next_steps").list.len() == 0))
        .then(0)
        .otherwise((following.fill_null(as_of) - pl.col("step_date")).dt.total_days())
        .clip(0)
        .cast(pl.Int32)
    )
