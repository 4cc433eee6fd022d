"""Applications for recognition: the procedure as a table of steps, and where each application stands on a day."""

from __future__ import annotations

from datetime import date

import polars as pl

from warehouse.measures.procedure import Procedure, along

STEPS_AFTER: Procedure = {
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
    return (
        along(rows, "application_code", STEPS_AFTER, as_of)
        .with_columns(score=pl.col("review_score").forward_fill().over(own).cast(pl.Decimal(19, 6)))
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
