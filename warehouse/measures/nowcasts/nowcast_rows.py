"""The rows of the nowcast marts: the newest months, with labels, rule set and money in yuan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import polars as pl

from warehouse.measures.growth.bridge import yuan
from warehouse.measures.growth.firm_changes import firm_states, mergers_of
from warehouse.measures.growth.growth_rows import RETURN
from warehouse.measures.growth.period_pairs import YTD
from warehouse.measures.nowcasts.nowcast import (
    NO_COEFFICIENTS,
    NowcastBounds,
    load_nowcast_rules,
    nowcast_change,
    nowcasts,
    responses,
)
from warehouse.measures.nowcasts.nowcast_errors import known_totals, no_errors, past_errors, stages, with_bands
from warehouse.measures.rate import stored_rate
from warehouse.rules.rule_sets import RuleSet, rule_in_force

IMPUTED = ("revenue", "gross_output")
_SUBJECTS = ("province", "industry")


def rule_of(totals: pl.DataFrame) -> RuleSet[NowcastBounds]:
    """The version in force at the newest period, or the first one."""
    rules = load_nowcast_rules()
    newest = str(totals["period"].max() or "9999-12")
    day = date.fromisoformat(f"{newest}-28")
    return rule_in_force(rules, day) or rules[0]


def answered_rows(
    totals: pl.LazyFrame,
    changes: pl.LazyFrame,
    status: pl.LazyFrame,
    enterprises: pl.LazyFrame,
    bounds: NowcastBounds,
) -> pl.LazyFrame:
    """Who has reported and who is missing, in the newest months."""
    year = pl.col("period").str.slice(0, 4).cast(pl.Int32)
    # The newest months are of two years at most, and the base is of the year before.
    years = -(-bounds.months // 12) + 1
    wanted = totals.filter(
        (pl.col("period_kind") == YTD) & pl.col("measure").is_in(IMPUTED) & (year >= year.max() - years)
    )
    firms = firm_states(wanted, mergers_of(changes), NO_COEFFICIENTS).filter(pl.col("period_kind") == YTD)
    due = owed(status).select(
        "enterprise_id",
        year=pl.col("period").str.slice(0, 4).cast(pl.Int32),
        month=pl.col("period").str.slice(5, 2).cast(pl.Int32),
    )
    number = pl.col("year") * 12 + pl.col("month")
    return responses(firms, due, enterprises, bounds.least_responders).filter(
        number > number.filter(~pl.col("is_missing")).max() - bounds.months
    )


def owed(status: pl.LazyFrame) -> pl.LazyFrame:
    """The returns that are due (mart.reporting_status), by firm and period."""
    return status.filter(
        (pl.col("form_id") == RETURN) & pl.col("due_at").is_not_null() & (pl.col("status") != "exempt")
    )


def change_rows(
    inputs: Mapping[str, pl.LazyFrame], period: str, days: tuple[datetime, datetime], bounds: NowcastBounds
) -> pl.LazyFrame:
    """What turned the nowcast of a period, as known on one day, into that of a later day: one row per firm, with the
    effect and the change in fen (`nowcast_change`), and its measured or imputed value on both.

    `inputs` are the tables of `answered_rows` by key, of one measure, and of mart.subject_enterprise the firms of one
    subject. Registers and due dates are today's.
    """
    of_period = (pl.col("year") == int(period[:4])) & (pl.col("month") == int(period[5:]))
    totals = inputs["mart.growth_total"].filter(pl.col("period") <= period)
    changes, status, firms = (
        inputs[key] for key in ("core.enterprise_change", "mart.reporting_status", "core.enterprise")
    )
    # Of the months before the period all that the firm's own course may rest on.
    wanted = replace(bounds, months=12)
    before, after = (
        answered_rows(
            known_totals(totals.filter(pl.col("period") <= period), pl.lit(day)), changes, status, firms, wanted
        )
        .filter(of_period)
        .cache()
        for day in days
    )
    sides = (
        side.select("enterprise_id", pl.coalesce("value", "imputed").alias(name))
        for side, name in ((before, "before"), (after, "after"))
    )
    changed = nowcast_change(before, after)
    for side in sides:
        changed = changed.join(side, on="enterprise_id", how="left")
    members = inputs["mart.subject_enterprise"]
    return changed.join(members, on="enterprise_id", how="semi").select(
        "enterprise_id", "effect", yuan("change"), yuan("before"), yuan("after")
    )


def error_rows(
    totals: pl.LazyFrame,
    changes: pl.LazyFrame,
    status: pl.LazyFrame,
    enterprises: pl.LazyFrame,
    members: pl.LazyFrame,
    as_of: datetime,
    bounds: NowcastBounds,
) -> pl.LazyFrame:
    """The errors of past nowcasts at the stage that the newest open periods are in; nothing where nobody is missing."""
    due = owed(status).select("enterprise_id", "period", "due_at", is_missing=pl.col("status") == "missing")
    of_stages = stages(due, as_of, bounds).collect()
    if of_stages.is_empty():
        return no_errors()
    wanted = totals.filter(pl.col("measure").is_in(IMPUTED))
    return past_errors(wanted, changes, due, enterprises, _subjects(members), of_stages.lazy(), bounds)


def nowcast_rows(
    answered: pl.LazyFrame,
    members: pl.LazyFrame,
    rule: RuleSet[NowcastBounds],
    errors: pl.LazyFrame | None = None,
) -> pl.LazyFrame:
    """The rows of mart.nowcast, with bands from the errors of past nowcasts (`error_rows`)."""
    labelled = _labelled(nowcasts(answered, _subjects(members), rule.bounds))
    past = no_errors() if errors is None else errors
    return (
        with_bands(labelled, past, rule.bounds)
        .with_columns(
            growth_id=pl.concat_str("measure", "subject_kind", "subject_id", "period", pl.lit(YTD), separator=".")
        )
        .select(
            *("nowcast_id", "growth_id", "subject_kind", "subject_id", "measure", "period", "period_end_date"),
            *(_ytd(name) for name in ("estimate", "measured", "imputed")),
            *(_ytd(f"{end}_{level}") for level in rule.bounds.levels for end in ("low", "high")),
            past_error_count="error_count",
            band_reason="band_reason",
            measured_share=1 - stored_rate(pl.col("imputed_share")),
            imputed_share=stored_rate(pl.col("imputed_share")),
            largest_missing_share=stored_rate(pl.col("largest_missing_share")),
            reporting_count="reporting_count",
            missing_count="missing_count",
            not_imputed_count="not_imputed_count",
            quality="quality",
            reason="reason",
            rule_set_version_id=pl.lit(rule.version_id),
            is_flagged="is_flagged",
            is_synthetic="is_synthetic",
        )
        .sort("nowcast_id")
    )


def member_rows(answered: pl.LazyFrame, members: pl.LazyFrame, rule: RuleSet[NowcastBounds]) -> pl.LazyFrame:
    """The rows of mart.nowcast_member: the missing firms."""
    missing = answered.filter("is_missing").join(_subjects(members), on="enterprise_id")
    return (
        _labelled(missing)
        .select(
            *("nowcast_id", "enterprise_id", "measure", "period", "period_end_date"),
            _ytd("own").alias("base_ytd_cny"),
            pl.when(pl.col("previous_month") > 0)
            .then(pl.format("{}-{}", "year", pl.col("previous_month").cast(pl.String).str.zfill(2)))
            .alias("previous_period"),
            stored_rate(pl.col("own_ratio")),
            pl.col("stratum"),
            stored_rate(pl.col("ratio")).alias("stratum_ratio"),
            stored_rate(pl.col("previous_ratio")).alias("stratum_previous_ratio"),
            stored_rate(pl.col("course")).alias("course_ratio"),
            _ytd("imputed"),
            pl.col("reason"),
            pl.lit(rule.version_id).alias("rule_set_version_id"),
            *("is_flagged", "is_synthetic"),
        )
        .sort("nowcast_id", "enterprise_id")
    )


def _subjects(members: pl.LazyFrame) -> pl.LazyFrame:
    return members.filter(pl.col("subject_kind").is_in(_SUBJECTS)).select("subject_kind", "subject_id", "enterprise_id")


def _ytd(amount: str) -> pl.Expr:
    return yuan(amount).alias(f"{amount}_ytd_cny")


def _labelled(frame: pl.LazyFrame) -> pl.LazyFrame:
    period = pl.format("{}-{}", "year", pl.col("month").cast(pl.String).str.zfill(2))
    return frame.with_columns(
        period=period,
        nowcast_id=pl.concat_str("measure", "subject_id", period, separator="."),
        period_end_date=pl.date("year", "month", 1).dt.month_end(),
    )
