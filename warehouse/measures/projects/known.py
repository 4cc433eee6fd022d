"""What was known of each project on the day by which the report of each month was due.

A report that came later, a plan that was changed afterwards or a milestone that was entered later did not exist then: a
rule of lights is replayed on this, never on what is known today.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC

import polars as pl

from warehouse.domain.period import parse_period
from warehouse.forms.monthly_project_report import MONTHLY_PROJECT_REPORT
from warehouse.measures.rate import stored_rate

_KEY = ("project_id", "period")
_CNY = pl.Decimal(18, 2)

READS = ("stage.project", "stage.project_report", "stage.project_milestone", "core.submission", "core.project")


def months_as_known(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per project and month of a year in which it has a plan or a report, as the lights of a month are judged:
    plan, amount completed and start as far as they had come by the day on which the report was due."""
    reports, plans = (_received(tables, name) for name in ("project_report", "project"))
    plan_year = pl.col("period").str.slice(0, 4).cast(pl.Int32)
    reports = reports.with_columns(plan_year=plan_year)
    plans = plans.with_columns(pl.col("plan_year").cast(pl.Int32))
    days = _due_days(reports)
    planned = plans.filter(pl.col("project_category") != "reserve").select("project_id", "plan_year", "is_synthetic")
    of_year = pl.concat([planned, reports.select("project_id", "plan_year", "is_synthetic")]).unique()
    months = of_year.join(days, on=["plan_year", "is_synthetic"])
    in_time = pl.col("received_at") <= pl.col("due_at")
    plan = (
        months.join(plans.drop("is_synthetic"), on=["project_id", "plan_year"])
        .filter(in_time)
        .sort("submission_number", "source_row")
        .group_by(_KEY, maintain_order=True)
        .agg(pl.col("project_category").last(), planned_cny=pl.col("plan_investment").last())
    )
    report = (
        months.join(reports.drop("is_synthetic", "plan_year"), on=_KEY)
        .filter(in_time)
        .sort("submission_number", "source_row")
        .group_by(_KEY, maintain_order=True)
        .agg(pl.col("plan_investment", "completed_investment").last())
    )
    opened = (
        months.join(
            reports.filter(pl.col("opened_date").is_not_null()).select(
                "project_id", "opened_date", "received_at", "submission_number", "source_row", opening="period"
            ),
            on="project_id",
        )
        .filter(in_time)
        .sort("opening", "submission_number", "source_row")
        .group_by(_KEY, maintain_order=True)
        .agg(pl.col("opened_date").last())
    )
    done, due = pl.col("completed_investment_ytd_cny"), pl.col("plan_investment_cny")
    return (
        months.join(plan, on=_KEY, how="left")
        .join(report, on=_KEY, how="left")
        .join(opened, on=_KEY, how="left")
        .with_columns(
            completed_investment_ytd_cny=pl.col("completed_investment").cast(_CNY),
            plan_investment_cny=pl.coalesce("plan_investment", "planned_cny").cast(_CNY),
            is_opened=(pl.col("opened_date") <= pl.col("period_end_date")).fill_null(value=False),
        )
        .with_columns(actual_share=stored_rate(pl.when(due > 0).then(done.cast(pl.Float64) / due.cast(pl.Float64))))
        .select(
            "project_id", "period", "period_end_date", "plan_year", "is_synthetic", "completed_investment_ytd_cny",
            "plan_investment_cny", "is_opened", pl.col("actual_share").cast(pl.Decimal(18, 6)), "project_category",
        )
        .sort(_KEY)
    )  # fmt: skip


def milestones_as_known(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per project, month and milestone: the newest entry that had come by the day on which the report of the
    month was due."""
    entries = _received(tables, "project_milestone")
    return (
        _due_days(_received(tables, "project_report"))
        .join(entries, on="is_synthetic")
        .filter(pl.col("received_at") <= pl.col("due_at"))
        .sort("submission_number", "source_row")
        .unique([*_KEY, "milestone_name"], keep="last", maintain_order=True)
        .select("project_id", "period", "milestone_name", "planned_date", "reached_date")
    )


def _received(tables: Mapping[str, pl.DataFrame], name: str) -> pl.DataFrame:
    """Every version of a list, of projects of its own kind (real or synthetic), with the instant of its arrival."""
    files = tables["core.submission"].select("submission_number", "is_synthetic", "received_at")
    rows = tables[f"stage.{name}"].join(files, on="submission_number")
    return rows.join(tables["core.project"].select("project_id", "is_synthetic"), on=["project_id", "is_synthetic"])


def _due_days(reports: pl.DataFrame) -> pl.DataFrame:
    """The months of which anybody reports, with the instant by which their report was due (UTC)."""
    calendar = MONTHLY_PROJECT_REPORT.calendar
    if calendar is None:
        raise TypeError("The monthly report of projects has no calendar.")
    months = reports.select("period", "is_synthetic").unique().sort("period", "is_synthetic")
    periods = [parse_period(name) for name in months["period"]]
    return months.with_columns(
        plan_year=pl.Series([period.year for period in periods], dtype=pl.Int32),
        period_end_date=pl.Series([period.end_date for period in periods], dtype=pl.Date),
        due_at=pl.Series(
            [calendar.due_at(period).astimezone(UTC).replace(tzinfo=None) for period in periods],
            dtype=pl.Datetime("us"),
        ),
    )
