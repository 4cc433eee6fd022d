"""The frozen plan of a project and year: the one known on 31 March of the year, else the first that came later."""

from __future__ import annotations

import polars as pl

from warehouse.measures.china_days import days_in_china
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason

_KEY = ("project_id", "plan_year")
_CNY = pl.Decimal(18, 2)


def _day_number(day: pl.Expr) -> pl.Expr:
    """Year, month and day as one number: a year of a file may be none that a date can have."""
    return day.dt.year().cast(pl.Int64) * 10_000 + day.dt.month().cast(pl.Int64) * 100 + day.dt.day().cast(pl.Int64)


def project_baselines(entries: pl.DataFrame, submissions: pl.DataFrame, projects: pl.DataFrame) -> pl.DataFrame:
    """One row per project and plan year, from every version of the register (stage.project)."""
    plans = (
        entries.join(
            submissions.select("submission_number", "submission_id", "is_synthetic", "received_at"),
            on="submission_number",
        )
        .join(projects.select("project_id", "is_synthetic"), on=["project_id", "is_synthetic"])
        .with_columns(
            known_from=days_in_china(pl.col("received_at")),
            plan_year=pl.col("plan_year").cast(pl.Int32),
        )
        .with_columns(in_time=_day_number(pl.col("known_from")) <= pl.col("plan_year").cast(pl.Int64) * 10_000 + 331)
        .sort("submission_number", "source_row")
    )
    own = ("plan_investment", "project_category", "known_from", "submission_id", "source_sheet", "source_row")
    early = plans.filter("in_time").group_by(_KEY).agg(pl.col(own).last().name.prefix("early_"))
    late = plans.filter(~pl.col("in_time")).group_by(_KEY).agg(pl.col(own).first().name.prefix("late_"))
    newest = plans.group_by(_KEY).agg(
        newest_plan_investment_cny=pl.col("plan_investment").last().cast(_CNY),
        second_submission_id=pl.col("submission_id").last(),
        second_sheet=pl.col("source_sheet").last(),
        second_row=pl.col("source_row").last(),
        is_synthetic=pl.col("is_synthetic").last(),
        is_flagged=pl.col("is_flagged").any(),
    )
    has_early = pl.col("early_submission_id").is_not_null()
    both = newest.join(early, on=_KEY, how="left").join(late, on=_KEY, how="left").with_columns(
        pl.when(has_early).then(f"early_{name}").otherwise(f"late_{name}").alias(f"base_{name}") for name in own
    )  # fmt: skip
    base, new = pl.col("baseline_plan_investment_cny"), pl.col("newest_plan_investment_cny")
    return (
        both.with_columns(baseline_plan_investment_cny=pl.col("base_plan_investment").cast(_CNY))
        .with_columns(
            plan_drift=stored_rate(pl.when(base > 0).then(new.cast(pl.Float64) / base.cast(pl.Float64) - 1)),
            reason=pl.when(base.is_null() | new.is_null())
            .then(pl.lit(Reason.BASE_MISSING.value))
            .when(base <= 0)
            .then(pl.lit(Reason.BASE_NOT_POSITIVE.value)),
        )
        .rename(
            {
                "base_project_category": "baseline_category", "base_known_from": "baseline_known_from",
                "base_submission_id": "first_submission_id", "base_source_sheet": "first_sheet",
                "base_source_row": "first_row",
            }
        )
        .select(
            "project_id", "plan_year", "baseline_category", "baseline_plan_investment_cny", "baseline_known_from",
            "newest_plan_investment_cny", "plan_drift", "reason", "first_submission_id", "first_sheet", "first_row",
            "second_submission_id", "second_sheet", "second_row", "is_synthetic", "is_flagged",
        )
        .sort(_KEY)
    )  # fmt: skip
