"""Applications for recognition: the procedure as a table of steps, and where each application stands on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

BEGINS = "applied"
STEPS_AFTER: Mapping[str, tuple[str, ...]] = {
    "applied": ("accepted", "returned", "withdrawn"),
    "returned": ("applied", "withdrawn"),
    "accepted": ("reviewed", "withdrawn"),
    "reviewed": ("visited", "proposed", "withdrawn"),
    "visited": ("proposed", "withdrawn"),
    "proposed": ("publicised", "withdrawn"),
    "publicised": ("recognised", "rejected", "withdrawn"),
    "recognised": (),
    "rejected": (),
    "withdrawn": (),
}
"""The steps that the procedure has after each step."""


def application_steps(
    staged: pl.DataFrame, identities: pl.DataFrame, submissions: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """One row per step in the columns of core.application_step, from the newest list that has the application."""
    codes = identities.sort("valid_to", descending=True, nulls_last=False).unique("identifier_code", keep="first")
    own = ("application_code",)
    rows = (
        staged.filter(pl.col("submission_number") == pl.col("submission_number").max().over(own))
        .sort("application_code", "step_date", "source_row")
        .unique([*own, "step", "step_date"], keep="last", maintain_order=True)
        .join(submissions.select("submission_number", "submission_id", "is_synthetic"), on="submission_number")
        .join(
            codes.select("enterprise_id", credit_code="identifier_code"),
            on="credit_code",
            how="left",
            maintain_order="left",
        )
        .sort("application_code", "step_date", "source_row", maintain_order=True)
    )
    before = pl.col("step").shift(1).over(own)
    following = pl.col("step_date").shift(-1).over(own)
    pairs = [f"{step}>{after}" for step, afters in STEPS_AFTER.items() for after in afters]
    next_steps = pl.col("step").replace_strict({step: ",".join(afters) for step, afters in STEPS_AFTER.items()})
    is_first = before.is_null()
    return (
        rows.with_columns(
            step_number=pl.int_range(1, pl.len() + 1).over(own).cast(pl.Int32),
            is_current=following.is_null(),
            is_allowed=pl.when(is_first)
            .then(pl.col("step") == BEGINS)
            .otherwise(pl.concat_str(before, "step", separator=">").is_in(pairs)),
            next_steps=next_steps,
            score=pl.col("review_score").forward_fill().over(own).cast(pl.Decimal(19, 6)),
        )
        .with_columns(
            days=pl.when(pl.col("is_current") & (pl.col("next_steps") == ""))
            .then(0)
            .otherwise((following.fill_null(as_of) - pl.col("step_date")).dt.total_days())
            .clip(0)
            .cast(pl.Int32)
        )
        .select(
            pl.concat_str("application_code", "step_number", separator="-").alias("application_step_id"),
            pl.col("application_code").alias("application_id"),
            *("step_number", "enterprise_id", "credit_code", pl.col("name").alias("enterprise_name"), "batch"),
            *("step", "step_date", "days", "is_current", "is_allowed", "next_steps", "score"),
            *("finding", "reviewer", "note", "is_synthetic", "is_flagged", "submission_id"),
            *("source_sheet", "source_row"),
        )
        .sort("application_id", "step_number")
    )
