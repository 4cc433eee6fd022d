"""Traffic lights of projects by month: the worst of progress against the schedule and of a missed start.

The stored values are judged: shares with six places, so points with four, and a ratio with four. Progress above the
plan is normal. A month without a report has no light: missing reports have their own status. It neither extends nor
ends the run of equal months, or silence would restart it. Green requires all inputs of the rule; a known yellow or red
stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

import polars as pl

from warehouse.measures.by_version import by_version
from warehouse.rules.lights import LightRule, Progress, Start

_SHARE = pl.Decimal(18, 6)
_BEYOND = 1e11
"""Not a plausible ratio: the amount completed, or the plan, is in a wrong unit."""
_LIGHTS = ("green", "yellow", "red")
_PROJECT = ("project_id", "light_rule_id")

_COLUMNS: Mapping[str, pl.DataType] = {
    "project_id": pl.String(),
    "period": pl.String(),
    "period_end_date": pl.Date(),
    "light_rule_id": pl.String(),
    "light_rule_version_id": pl.String(),
    "is_default_rule": pl.Boolean(),
    "light": pl.String(),
    "progress_light": pl.String(),
    "start_light": pl.String(),
    "reason": pl.String(),
    "months_running": pl.Int32(),
    "is_newest": pl.Boolean(),
    "expected_share": _SHARE,
    "expected_basis": pl.String(),
    "actual_share": _SHARE,
    "shortfall_pp": _SHARE,
    "schedule_ratio": _SHARE,
    "plan_investment_cny": pl.Decimal(18, 2),
    "completed_investment_ytd_cny": pl.Decimal(18, 2),
    "planned_start_date": pl.Date(),
    "is_opened": pl.Boolean(),
    "months_unopened": pl.Int32(),
    "is_synthetic": pl.Boolean(),
}


def project_lights(tables: Mapping[str, pl.DataFrame], rules: Sequence[LightRule]) -> pl.DataFrame:
    """One row per project, month and rule set, in the columns of mart.project_light.

    A project has a row for every month in which any project of its kind, real or synthetic, reported, in years in which
    it has a plan or a report; a project of the reserve only for its own reports.
    """
    return judge_months(_project_months(tables), tables["core.project_milestone"], rules)


def judge_months(months: pl.DataFrame, milestones: pl.DataFrame, rules: Sequence[LightRule]) -> pl.DataFrame:
    """The lights of these months of projects; `milestones` are those of each project, or of each project and month."""
    judged = [
        _judge(months.filter(is_in_force), milestones, rule)
        for _, versions in groupby(rules, attrgetter("light_rule_id"))
        for rule, is_in_force in by_version(versions, pl.col("period_end_date"))
    ]
    lights = pl.concat(judged) if judged else pl.DataFrame(schema=dict(_COLUMNS))
    return _with_memory(lights).select(*_COLUMNS).sort("project_id", "period", "light_rule_id")


def _project_months(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    reports = tables["mart.project_progress"].with_columns(plan_year=pl.col("period").str.slice(0, 4).cast(pl.Int32))
    plans = tables["core.project_plan"].with_columns(pl.col("plan_year").cast(pl.Int32))
    due = plans.filter(pl.col("project_category") != "reserve").select("project_id", "plan_year", "is_synthetic")
    reported = reports.select("project_id", "plan_year", "is_synthetic")
    months = reports.select("period", "period_end_date", "plan_year", "is_synthetic").unique()
    return (
        pl.concat([due, reported])
        .unique()
        .join(months, on=["plan_year", "is_synthetic"])
        .join(
            reports.select(
                "project_id", "period", "completed_investment_ytd_cny", "plan_investment_cny", "is_opened",
                actual_share=pl.col("completion_rate").cast(_SHARE),
            ),
            on=["project_id", "period"], how="left",
        )
        .join(plans.select("project_id", "plan_year", "project_category"), on=["project_id", "plan_year"], how="left")
    )  # fmt: skip


def _judge(months: pl.DataFrame, milestones: pl.DataFrame, rule: LightRule) -> pl.DataFrame:
    is_reported = pl.col("completed_investment_ytd_cny").is_not_null()
    progress, start = pl.col("progress_rank"), pl.col("start_rank")
    worst = pl.max_horizontal(progress, start)
    rank = (
        pl.when(~is_reported).then(None)
        .when(worst > 0).then(worst)
        .when(progress.is_null() | pl.col("is_start_unknown")).then(None)
        .otherwise(worst)
    )  # fmt: skip
    reason = (
        pl.when(~is_reported).then(pl.lit("no_report"))
        .when((worst > 0) & (progress == worst) & (start == worst)).then(pl.lit("progress_and_start"))
        .when((worst > 0) & (progress == worst)).then(pl.lit("progress"))
        .when(worst > 0).then(pl.lit("start"))
        .when(progress.is_null()).then(pl.lit("no_plan"))
        .when(pl.col("is_start_unknown")).then(pl.lit("no_planned_start"))
        .otherwise(pl.lit("on_schedule"))
    )  # fmt: skip
    return (
        _with_start(_with_progress(months, rule), milestones, rule.start)
        .with_columns(
            light=_light(rank),
            progress_light=_light(progress),
            start_light=_light(start),
            reason=reason,
            light_rule_id=pl.lit(rule.light_rule_id),
            light_rule_version_id=pl.lit(rule.light_rule_version_id),
            is_default_rule=pl.lit(rule.is_default),
            months_running=pl.lit(None, pl.Int32),
            is_newest=pl.lit(False),
        )
        .select(pl.col(name).cast(kind) for name, kind in _COLUMNS.items())
    )


def _light(rank: pl.Expr) -> pl.Expr:
    return rank.replace_strict(range(len(_LIGHTS)), _LIGHTS, return_dtype=pl.String)


def _with_progress(months: pl.DataFrame, rule: LightRule) -> pl.DataFrame:
    ratio = (pl.col("actual_share").cast(pl.Float64) / pl.col("expected_share").cast(pl.Float64)).round(4)
    return (
        months.join(_schedule(months, rule), on=["project_id", "period"], how="left")
        .with_columns(
            shortfall_pp=((pl.col("expected_share") - pl.col("actual_share")) * pl.lit(100)).cast(_SHARE, strict=False),
            # A float that exceeds its column cannot be cast to null.
            schedule_ratio=pl.when((pl.col("expected_share") > 0) & (ratio < _BEYOND))
            .then(ratio)
            .cast(_SHARE, strict=False),
        )
        .with_columns(progress_rank=_rank(rule.progress))
    )


def _schedule(months: pl.DataFrame, rule: LightRule) -> pl.DataFrame:
    """What is due of each project at the end of each month: from its own monthly plan, else from the curve of
    the rule."""
    curve = rule.curve
    own_plans = {plan.project_id: plan.shares for plan in curve.own_plans}
    shares = curve.shares or tuple(Decimal(month) / 12 for month in range(1, 13))
    rows = []
    for project_id, period in months.select("project_id", "period").rows():
        own = own_plans.get(project_id)
        share = (own or shares)[int(period[5:7]) - 1]
        rows.append((project_id, period, round(share, 6), "own_plan" if own else curve.kind))
    named = {"project_id": pl.String(), "period": pl.String(), "expected_share": _SHARE, "expected_basis": pl.String()}
    return pl.DataFrame(rows, schema=named, orient="row")


def _rank(bounds: Progress) -> pl.Expr:
    """0 for green, 1 for yellow, 2 for red; null where progress is unknown."""
    measured = pl.col(bounds.measure)

    def is_beyond(bound: pl.Expr, is_met_at_bound: bool) -> pl.Expr:
        if bounds.measure == "shortfall_pp":
            return measured >= bound if is_met_at_bound else measured > bound
        return measured <= bound if is_met_at_bound else measured < bound

    return (
        pl.when(pl.col("actual_share").is_null()).then(None)
        # Nothing is due yet, or the amount done is implausible: nothing can be behind.
        .when(measured.is_null()).then(0)
        .when(is_beyond(pl.lit(bounds.red_bound), bounds.is_red_at_bound)).then(2)
        .when(is_beyond(pl.lit(bounds.yellow_bound), bounds.is_yellow_at_bound)).then(1)
        .otherwise(0)
    )  # fmt: skip


def _with_start(months: pl.DataFrame, milestones: pl.DataFrame, rule: Start | None) -> pl.DataFrame:
    """Months with whether work has begun and, where the rule needs it, for how long a planned start has been missed."""
    named = milestones.filter(pl.col("milestone_name") == rule.milestone_name) if rule else milestones.clear()
    key = [name for name in ("project_id", "period") if name in milestones.columns]
    planned = named.select(*key, "reached_date", planned_start_date="planned_date")
    is_reported = pl.col("completed_investment_ytd_cny").is_not_null()
    joined = months.join(planned, on=key, how="left").with_columns(
        is_opened=pl.when(is_reported).then(
            pl.col("is_opened") | (pl.col("reached_date") <= pl.col("period_end_date")).fill_null(False)
        )
    )
    if rule is None:
        unknown = pl.lit(None, pl.Int32)
        return joined.with_columns(months_unopened=unknown, start_rank=unknown, is_start_unknown=pl.lit(False))
    begins, ends = pl.col("planned_start_date"), pl.col("period_end_date")
    missed = (ends.dt.year() - begins.dt.year()) * 12 + ends.dt.month() - begins.dt.month() + 1
    unopened = pl.when(pl.col("is_opened").not_() & (begins <= ends)).then(missed).when(is_reported).then(0)
    rank = (
        pl.when(~is_reported).then(None)
        .when(pl.col("is_opened")).then(0)
        .when(begins.is_null()).then(None)
        .when(pl.col("months_unopened") >= rule.red_from_months).then(2)
        .when(pl.col("months_unopened") >= rule.yellow_from_months).then(1)
        .otherwise(0)
    )  # fmt: skip
    is_new = (pl.col("project_category") == "new_start").fill_null(False)
    return joined.with_columns(months_unopened=unopened.cast(pl.Int32)).with_columns(
        start_rank=rank,
        is_start_unknown=is_reported & is_new & ~pl.col("is_opened") & begins.is_null(),
    )


def _with_memory(lights: pl.DataFrame) -> pl.DataFrame:
    """Lights with the length of their run of equal months, and which one is the newest known."""
    told = lights.filter(pl.col("light").is_not_null()).sort(*_PROJECT, "period")
    remembered = (
        told.with_columns(run=pl.col("light").rle_id().over(_PROJECT))
        .with_columns(running=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over(*_PROJECT, "run"))
        .select(*_PROJECT, "period", "running", newest=pl.col("period") == pl.col("period").max().over(_PROJECT))
    )
    return lights.join(remembered, on=[*_PROJECT, "period"], how="left").with_columns(
        months_running=pl.col("running"), is_newest=pl.col("newest").fill_null(False)
    )
