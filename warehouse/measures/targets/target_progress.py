"""Where each target stands by the end of each month: path, gaps, what is needed from now on, and its status.

Amounts are in the unit of the target. What is new (change in points, count, range) is measured from 0, a level or a
stock from its baseline. The path is linear over the months from the baseline to the deadline, the target's own plan by
month, or as last year ran: its progress by the same month over its whole. A growth rate has no path: the rate that the
rest of the year needs stands for it, where the level of the year before is known by month. A value is judged by the
path at the end of its own period: a yearly figure says nothing of later months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import polars as pl

from warehouse.measures.metric_comparison import compare_metrics
from warehouse.measures.rate import stored
from warehouse.measures.reason import Reason
from warehouse.measures.targets.target_text import with_texts
from warehouse.rules.facts import Target
from warehouse.rules.metrics import load_metrics
from warehouse.rules.rule_sets import RuleSet

_AMOUNT = pl.Decimal(19, 6)
_PAIR = ("target_id", "is_synthetic", "numerator_vintage_id", "denominator_vintage_id")
_NEW = ("change_pp", "count", "range")
OF_TARGETS = "target"
"""In place of a form in an exemption: its subject is a target, which nobody has to meet from then on."""

LABELS: Mapping[str, pl.DataType] = {
    "target_id": pl.String(),
    "period": pl.String(),
    "is_synthetic": pl.Boolean(),
    "numerator_vintage_id": pl.String(),
    "denominator_vintage_id": pl.String(),
    "is_default": pl.Boolean(),
    "is_newest": pl.Boolean(),
    "ordinal": pl.Int32(),
    "unit": pl.String(),
}
"""Which target, month and pair of vintages a row is about: of its progress and of its forecast."""
COLUMNS: Mapping[str, pl.DataType] = {
    "target_progress_id": pl.String(),
    **LABELS,
    "actual": _AMOUNT,
    "actual_period": pl.String(),
    "actual_level": _AMOUNT,
    "is_at_least": pl.Boolean(),
    "undated_count": pl.Int32(),
    "paid_in": _AMOUNT,
    "target_value": _AMOUNT,
    "target_value_high": _AMOUNT,
    "target_level": _AMOUNT,
    "baseline": _AMOUNT,
    "baseline_vintage_id": pl.String(),
    "path_start": _AMOUNT,
    "curve": pl.String(),
    "due_share": _AMOUNT,
    "last_year_share": _AMOUNT,
    "path": _AMOUNT,
    "gap_to_path": _AMOUNT,
    "gap_to_target": _AMOUNT,
    "required_per_month": _AMOUNT,
    "required_per_month_high": _AMOUNT,
    "required_rate": _AMOUNT,
    "attainment": _AMOUNT,
    "months_left": pl.Int32(),
    "status": pl.String(),
    "reason": pl.String(),
    "holds_in_all_vintages": pl.Boolean(),
    "vintage_spread": _AMOUNT,
    "is_mixed_vintage": pl.Boolean(),
    "is_preliminary": pl.Boolean(),
    "is_above_range": pl.Boolean(),
    "is_carried_over": pl.Boolean(),
    "later_target_id": pl.String(),
    "rule_set": pl.String(),
    "text_zh": pl.String(),
    "text_en": pl.String(),
}


@dataclass(frozen=True)
class TargetStatus:
    """Bounds of the status; see target_status@1.toml."""

    on_track_from: Decimal
    at_risk_from: Decimal
    at_risk_months: int
    complete_registers: tuple[str, ...]


def target_progress(
    actuals: pl.DataFrame,
    targets: pl.DataFrame,
    documents: pl.DataFrame,
    rules: Sequence[RuleSet[TargetStatus]],
    facts: Sequence[Target] = (),
    decisions: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row per target, month, kind (real or synthetic) and pair of vintages, in the columns of mart.target_progress.

    `actuals` are the rows of mart.target_actual; `facts` add to the targets what the plan alone knows of them: a curve,
    a plan by month, and why a target is moot, which `decisions` (core.reporting_exemption) may say, too.
    """
    targets = targets.with_columns(pl.col("value_low", "value_high").cast(pl.Float64)).join(
        _told_by_the_plan(facts), on="target_id", how="left"
    )
    if decisions is not None:
        targets = targets.join(_decided(decisions), on="target_id", how="left").with_columns(
            pl.coalesce(f"decided_{name}", name).alias(name)
            for name in ("moot_date", "moot_reason_zh", "moot_reason_en")
        )
    numbers = ("value", "baseline_value", "paid_in", "last_year_share")
    known = actuals.lazy().with_columns(pl.col(*numbers).cast(pl.Float64)).drop("is_mixed_vintage")
    judged = (
        known.join(targets.lazy().drop("baseline_value"), on="target_id")
        .join(_compared(actuals, targets).lazy(), on=["target_id", *_PAIR[2:]])
        .join(_later(targets, documents).lazy(), on="target_id", how="left")
        .sort("period_end_date")
        .join_asof(_versions(rules).lazy(), left_on="period_end_date", right_on="valid_from")
        .with_columns(*_amounts())
        .with_columns(*_reading())
        .with_columns(*_on_the_way())
        .with_columns(*_gaps())
        .with_columns(verdict=_verdict())
        .sort(*_PAIR, "period")
        .with_columns(verdict=_with_memory())
        .with_columns(*_status())
    )
    return (
        with_texts(judged.pipe(_named))
        .select(stored(name, kind) for name, kind in COLUMNS.items())
        .sort("target_id", "period", "ordinal")
        .collect()
    )


def _versions(rules: Sequence[RuleSet[TargetStatus]]) -> pl.DataFrame:
    """The rule set by the day from which each version applies."""
    rows = [
        (rule.valid_from, rule.version_id, float(rule.bounds.on_track_from),
         float(rule.bounds.at_risk_from), rule.bounds.at_risk_months, list(rule.bounds.complete_registers))
        for rule in rules
    ]  # fmt: skip
    schema = {"valid_from": pl.Date(), "rule_set": pl.String(),
              "on_track_from": pl.Float64(), "at_risk_from": pl.Float64(), "at_risk_months": pl.Int32(),
              "complete_registers": pl.List(pl.String)}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row").sort("valid_from")


def _told_by_the_plan(facts: Sequence[Target]) -> pl.DataFrame:
    rows = [
        (fact.target_id, [float(share) for share in fact.own_plan_shares] or None, fact.moot_date,
         fact.moot_reason_zh, fact.moot_reason_en, fact.curve)
        for fact in facts
    ]  # fmt: skip
    schema = {"target_id": pl.String(), "own_plan_shares": pl.List(pl.Float64), "moot_date": pl.Date(),
              "moot_reason_zh": pl.String(), "moot_reason_en": pl.String(), "curve": pl.String()}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _decided(decisions: pl.DataFrame) -> pl.DataFrame:
    """Why and from when a target is moot by the newest decision about it, and who said so."""
    said = pl.format("{} ({}, {})", "reason", "decided_by", "exemption_id")
    return (
        decisions.filter(pl.col("form_id") == OF_TARGETS)
        .sort("exemption_id")
        .unique("subject_id", keep="last")
        .select(
            target_id="subject_id",
            decided_moot_date=pl.col("first_period").str.to_date("%Y-%m"),
            decided_moot_reason_zh=said,
            decided_moot_reason_en=said,
        )
    )


def _compared(actuals: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    """Of each target and pair of vintages: whether these differ, and whether the share that was promised is another one
    than the share that was measured (`is_other_metric`)."""
    metrics = {metric.indicator_id: metric for metric in load_metrics()[0] if metric.denominator is not None}
    of_target = {row["target_id"]: row for row in targets.to_dicts()}
    rows = []
    for target_id, numerator, denominator in actuals.select("target_id", *_PAIR[2:]).unique().iter_rows():
        target = of_target.get(target_id)
        metric = metrics.get(target["indicator_id"]) if target else None
        vintages = (numerator, denominator or numerator)
        if metric is None or target is None:
            rows.append((target_id, numerator, denominator, vintages[0] != vintages[1], False))
        else:
            promised = replace(metric, scope=target["scope"], denominator=target["denominator_indicator_id"])
            found = compare_metrics(metric, promised, vintages=vintages)
            rows.append((target_id, numerator, denominator, found.is_mixed_vintage, found.reason is not None))
    schema = {"target_id": pl.String(), **dict.fromkeys(_PAIR[2:], pl.String()), "is_mixed_vintage": pl.Boolean(),
              "is_other_metric": pl.Boolean()}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _later(targets: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Of each target the one of a later document about the same thing: with another value, the same value, or the same
    value and a later deadline. A document of an unknown day is older than any other."""
    issued = documents.select("document_id", pl.col("issued_date").fill_null(pl.date(1, 1, 1)))
    own = targets.select(
        "target_id", "document_id", "indicator_id", "scope", "region_code", "deadline_date", "value_low", "comparison"
    ).join(issued, on="document_id")
    same_thing = own.join(own, on=["indicator_id", "scope", "region_code"], suffix="_later").filter(
        pl.col("issued_date_later") > pl.col("issued_date")
    )
    is_same_value = pl.col("value_low_later").eq_missing(pl.col("value_low")) & pl.col("comparison_later").eq_missing(
        pl.col("comparison")
    )
    is_same_day = pl.col("deadline_date_later") == pl.col("deadline_date")
    return (
        same_thing.with_columns(
            relation=pl.when(is_same_day & is_same_value).then(pl.lit("repeated"))
            .when(is_same_day).then(pl.lit("superseded"))
            .when(is_same_value & pl.col("value_low").is_not_null()
                  & (pl.col("deadline_date_later") > pl.col("deadline_date"))).then(pl.lit("carried_over"))
        )
        .drop_nulls("relation")
        .sort("issued_date_later", "target_id_later")
        .unique("target_id", keep="last")
        .select("target_id", "relation", later_target_id="target_id_later")
    )  # fmt: skip


def _months(of: pl.Expr, since: pl.Expr) -> pl.Expr:
    """Calendar months from one day to another."""
    return (of.dt.year() - since.dt.year()) * 12 + (of.dt.month().cast(pl.Int32) - since.dt.month())


def _is(*kinds: str) -> pl.Expr:
    return pl.col("target_type").is_in(kinds)


def _amounts() -> tuple[pl.Expr, ...]:
    """What is known of the target before anything is read from the value."""
    after, ends, deadline = pl.col("counted_after_date"), pl.col("period_end_date"), pl.col("deadline_date")
    is_new = _is(*_NEW)
    return (
        pl.when(pl.col("is_quantified")).then("value_low").alias("target_value"),
        pl.when(is_new).then(pl.lit(0.0)).when(_is("level", "stock")).then("baseline_value").alias("start"),
        pl.when(is_new).then(pl.col("baseline_value") + pl.col("value_low")).otherwise("value_low")
        .alias("target_level"),
        (ends >= deadline).alias("is_due"),
        (pl.col("undated_count") > 0).alias("has_undated"),
        _months(deadline, ends).clip(0).alias("months_left"),
        # The figure of the year in which the target begins is due at its end, or at the deadline.
        pl.min_horizontal(after.dt.offset_by("1d").dt.truncate("1y").dt.offset_by("1y").dt.offset_by("-1d"), deadline)
        .alias("first_due_date"),
    )  # fmt: skip


def _reading() -> tuple[pl.Expr, ...]:
    """The value as an actual, or why it is none."""
    value, at = pl.col("value"), pl.col("value_date")
    is_counted = _is("count", "range", "stock")
    is_of_the_year = _is("level", "growth", "change_pp")
    is_after_baseline = (at > pl.col("counted_after_date")).fill_null(False)
    decides = pl.when("is_due").then(at == pl.col("deadline_date")).otherwise(True)
    actual = (
        pl.when("is_other_metric").then(None)
        .when(_is("count", "range") & (value == 0) & pl.col("has_undated")).then(None)
        .when(is_counted).then(value)
        .when(_is("change_pp")).then(
            pl.when(is_after_baseline & pl.col("is_baseline_measured") & decides)
            .then(value - pl.col("baseline_value")))
        .when(_is("growth")).then(pl.when(is_after_baseline & decides).then(value))
        .when(decides).then(value)
    )  # fmt: skip
    missing = (
        pl.when("is_other_metric").then(pl.lit(Reason.METRIC_MISMATCH))
        .when(_is("count", "range") & (value == 0) & pl.col("has_undated")).then(pl.lit(Reason.NOT_DATED))
        .when(is_counted & value.is_null()).then(pl.lit(Reason.NO_SOURCE))
        .when(is_of_the_year & ~(is_after_baseline & decides)).then(
            pl.when(pl.col("period_end_date") < pl.col("first_due_date")).then(pl.lit(Reason.NOT_DUE))
            .otherwise(pl.lit(Reason.NO_SOURCE)))
        .when(_is("change_pp") & ~pl.col("is_baseline_measured")).then(pl.lit(Reason.BASE_MISSING))
    )  # fmt: skip
    is_complete = pl.col("indicator_id").is_in(pl.col("complete_registers")) & ~pl.col("has_undated")
    return (
        actual.alias("actual"),
        missing.alias("missing"),
        (is_counted & value.is_not_null() & ~is_complete).alias("is_at_least"),
    )


def _on_the_way() -> tuple[pl.Expr, ...]:
    """How much of the way is due by the end of the value's own period."""
    after, deadline = pl.col("counted_after_date"), pl.col("deadline_date")
    measured_at = pl.when(pl.col("actual").is_not_null()).then(pl.min_horizontal("period_end_date", "value_date"))
    passed = _months(measured_at.fill_null(pl.col("period_end_date")), after)
    linear = (passed / _months(deadline, after)).clip(0, 1)
    own = pl.col("own_plan_shares")
    curve = pl.when(own.is_not_null()).then(pl.lit("own_plan")).otherwise(pl.col("curve").fill_null("linear"))
    due = (
        pl.when(curve == "last_year").then("last_year_share")
        .when(curve == "linear").then(linear)
        .when(passed <= 0).then(0.0)
        .otherwise(own.list.get(passed - 1, null_on_oob=True))
    )  # fmt: skip
    has_path = pl.col("start").is_not_null() & pl.col("target_value").is_not_null() & ~_is("growth")
    return (
        pl.when(has_path).then(curve).alias("curve"),
        pl.when(has_path).then(due).alias("due_share"),
        pl.when(pl.col("target_value") != pl.col("start"))
        .then((pl.col("actual") - pl.col("start")) / (pl.col("target_value") - pl.col("start")))
        .when(_is("growth") & (pl.col("target_value") != 0))
        .then(pl.col("actual") / pl.col("target_value"))
        .alias("attainment"),
    )


def _gaps() -> tuple[pl.Expr, ...]:
    actual, target, left = pl.col("actual"), pl.col("target_value"), pl.col("months_left")
    path = pl.col("start") + (target - pl.col("start")) * pl.col("due_share")
    is_reached = pl.when(pl.col("comparison") == "above").then(actual > target).otherwise(actual >= target)
    monthly = pl.when((left > 0) & ~_is("growth"))
    return (
        path.alias("path"),
        (actual - path).alias("gap_to_path"),
        (actual - target).alias("gap_to_target"),
        monthly.then(((target - actual) / left).clip(0)).alias("required_per_month"),
        monthly.then(((pl.col("value_high") - actual) / left).clip(0)).alias("required_per_month_high"),
        _required_rate().alias("required_rate"),
        is_reached.alias("is_reached"),
        (_is("range") & (actual > pl.col("value_high"))).fill_null(False).alias("is_above_range"),
    )


def _required_rate() -> pl.Expr:
    """Of growth, in per cent: ((1 + T) - (1 + rate so far) s) / (1 - s) - 1, with s the part of last year that the same
    months had. Both sides are at the prices of the published rate: levels of the year before are weights only."""
    so_far, rate, promised = pl.col("last_year_share"), pl.col("actual") / 100, pl.col("target_value") / 100
    needed = ((1 + promised) - (1 + rate) * so_far) / (1 - so_far) - 1
    return pl.when(_is("growth") & (so_far < 1)).then(needed * 100)


def _verdict() -> pl.Expr:
    """What the value alone says: met or missed from the deadline on, on the way to it before."""
    is_reached = pl.col("is_reached")
    pace = (
        pl.when(_is("growth")).then("attainment")
        .when((pl.col("due_share") == 0) & (pl.col("attainment") >= 0)).then(pl.lit(float("inf")))
        .when(pl.col("due_share") > 0).then(pl.col("attainment") / pl.col("due_share"))
    ).round(9)  # fmt: skip
    return (
        pl.when(pl.col("actual").is_null() | pl.col("missing").is_not_null()).then(None)
        .when(is_reached & pl.col("is_due")).then(pl.lit("met"))
        # A rate may fall again, so that no year is won before its end.
        .when(is_reached & ~_is("growth")).then(pl.lit("met_early"))
        .when(pl.col("is_at_least")).then(None)
        .when(pl.col("is_due")).then(pl.lit("missed"))
        .when(pace >= pl.col("on_track_from")).then(pl.lit("on_track"))
        .when(pace >= pl.col("at_risk_from")).then(pl.lit("at_risk"))
        .when(pace.is_not_null()).then(pl.lit("behind"))
    )  # fmt: skip


def _with_memory() -> pl.Expr:
    """At risk for so many months running is behind."""
    verdict = pl.col("verdict")
    run = verdict.rle_id().over(_PAIR)
    running = pl.int_range(1, pl.len() + 1).over(*_PAIR, run)
    return (
        pl.when((verdict == "at_risk") & (running >= pl.col("at_risk_months")))
        .then(pl.lit("behind"))
        .otherwise(verdict)
    )


def _status() -> tuple[pl.Expr, ...]:
    verdict, relation = pl.col("verdict"), pl.col("relation")
    is_moot = (pl.col("moot_date") <= pl.col("period_end_date")).fill_null(False)
    is_incomplete = pl.col("is_at_least") & verdict.is_null()
    has_no_data = pl.col("actual").is_null() | pl.col("missing").is_not_null() | is_incomplete
    status = (
        pl.when(relation == "superseded").then(pl.lit("superseded"))
        .when(relation == "repeated").then(pl.lit("repeated"))
        .when(is_moot).then(pl.lit("moot"))
        .when(~pl.col("is_quantified")).then(pl.lit("unquantified"))
        .when(has_no_data).then(pl.lit("no_data"))
        .when(pl.col("period_end_date") <= pl.col("counted_after_date")).then(pl.lit("not_started"))
        .when(pl.col("is_mixed_vintage")).then(None)
        .otherwise(verdict)
    )  # fmt: skip
    reason = (
        pl.when(pl.col("missing").is_not_null()).then("missing")
        .when(~pl.col("is_quantified")).then(pl.lit(Reason.UNQUANTIFIED))
        .when(is_incomplete).then(pl.lit(Reason.REGISTER_INCOMPLETE))
        .when(pl.col("is_mixed_vintage")).then(pl.lit(Reason.MIXED_VINTAGES))
        .when(verdict.is_null() & (pl.col("curve") == "last_year")).then(pl.lit(Reason.BASE_MISSING))
        .when(verdict.is_null()).then(pl.lit(Reason.NO_BASELINE))
    )  # fmt: skip
    same = ("target_id", "period", "is_synthetic")
    return (
        status.alias("status"),
        reason.alias("reason"),
        pl.when(verdict.is_not_null() & pl.col("is_quantified"))
        .then(verdict.drop_nulls().n_unique().over(same) == 1)
        .alias("holds_in_all_vintages"),
        ((relation == "carried_over") & pl.col("is_due")).fill_null(False).alias("is_carried_over"),
        (pl.col("period") == pl.col("period").max().over(_PAIR)).alias("is_newest"),
        (pl.col("actual").max() - pl.col("actual").min()).over(same).alias("vintage_spread"),
        (pl.col("is_preliminary") & pl.col("is_due") & verdict.is_not_null()).alias("is_preliminary"),
    )


def _named(judged: pl.LazyFrame) -> pl.LazyFrame:
    """The columns of the table that are named otherwise while it is made."""
    numerator, denominator = pl.col("numerator_vintage_id"), pl.col("denominator_vintage_id")
    pair = pl.when((denominator == "") | (denominator == numerator)).then(numerator).otherwise(
        pl.concat_str(numerator, denominator, separator=" / ")
    )  # fmt: skip
    kind = pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real"))
    return judged.with_columns(
        ordinal=pl.struct("is_synthetic", ~pl.col("is_default"), numerator, denominator)
        .rank("dense").over("target_id", "period"),
        path_start="start",
        baseline=pl.col("baseline_value"),
        baseline_vintage_id=pl.when("is_baseline_measured").then(pair),
        actual_level=pl.when(pl.col("actual").is_not_null() & _is("change_pp")).then("value"),
        actual_period=pl.when(pl.col("actual").is_not_null()).then("value_period"),
        target_value_high=pl.col("value_high"),
        target_progress_id=pl.concat_str("target_id", "period", kind, numerator, denominator, separator="/")
        .str.strip_chars_end("/"),
        numerator_vintage_id=pl.when(numerator != "").then(numerator),
        denominator_vintage_id=pl.when(denominator != "").then(denominator),
    )  # fmt: skip
