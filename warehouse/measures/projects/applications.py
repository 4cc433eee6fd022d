"""Applications of projects for national funding: the procedure, and where each one stands on a day."""

from __future__ import annotations

from datetime import date

import polars as pl

from warehouse.measures.procedure import Procedure, along

NATIONAL_PROCEDURE: Procedure = {
    "organised": ("submitted",),
    "submitted": ("reviewed", "approved", "refused"),
    "reviewed": ("approved", "refused"),
    "approved": ("funded",),
    "funded": ("funded",),
    "refused": ("organised",),
}
"""Money may come in parts, and what was refused may be applied for again."""


def national_applications(
    staged: pl.DataFrame, projects: pl.DataFrame, submissions: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """One row per step, in the columns of core.national_application; each step from the newest file that has it."""
    cny = pl.Decimal(18, 2)
    rows = (
        staged.join(submissions.select("submission_number", "submission_id", "is_synthetic"), on="submission_number")
        .join(projects.select("project_id", "is_synthetic"), on=["project_id", "is_synthetic"], how="semi")
        .sort("submission_number", "source_row")
        .unique(["project_id", "step", "step_date"], keep="last", maintain_order=True)
        .sort("project_id", "step_date", "source_row")
    )
    received = pl.col("received").cast(pl.Decimal(38, 2))
    is_paid = pl.col("received").is_not_null().cum_max().over("project_id")
    return (
        along(rows, "project_id", NATIONAL_PROCEDURE, as_of)
        .with_columns(
            national_application_id=pl.concat_str("project_id", "step_number", separator="-"),
            requested_cny=pl.col("requested").forward_fill().over("project_id").cast(cny),
            approved_cny=pl.col("approved").forward_fill().over("project_id").cast(cny),
            received_cny=pl.col("received").cast(cny),
            received_total_cny=pl.when(is_paid).then(received.fill_null(0).cum_sum().over("project_id")),
        )
        .select(
            "national_application_id", "project_id", "step_number", "step", "step_date", "days", "is_current",
            "is_allowed", "next_steps", "requested_cny", "approved_cny", "received_cny", "received_total_cny", "note",
            "is_synthetic", "is_flagged", "submission_id", "source_sheet", "source_row",
        )
        .sort("project_id", "step_number")
    )  # fmt: skip
