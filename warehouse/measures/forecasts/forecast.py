"""What the deadline of a target will bring, from what was known by the end of a month, and how likely it is met.

A level or a change in points is that of the year of the deadline, by the model with the smallest mean absolute error at
the same horizon, of errors that were known by then, else by the seasonal naive. (All errors of a series have one scale:
the smallest mean absolute scaled error is the same model.) A share is forecast from both its parts, and its errors are
those of the share: they move together. A count goes on at the rate since its baseline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from warehouse.measures.by_version import by_version
from warehouse.measures.exact_sums import exact_mean
from warehouse.measures.forecasts.conformal import (
    SAME_KIND,
    band_rank,
    count_probability,
    error_of,
    errors_needed,
    half_width,
    past_bands,
)
from warehouse.measures.forecasts.rolling_origin import (
    NAIVE,
    PANEL,
    SERIES,
    Forecast,
    as_known,
    as_period,
    can_be_forecast,
    year_figures,
)
from warehouse.measures.rate import stored
from warehouse.measures.reason import Reason
from warehouse.measures.targets.target_progress import LABELS
from warehouse.rules.rule_sets import RuleSet

_AMOUNT = pl.Decimal(18, 6)
_COLUMNS: Mapping[str, pl.DataType] = {
    "forecast_id": pl.String(),
    **LABELS,
    "known_period": pl.String(),
    "point_count": pl.Int32(),
    "horizon": pl.Int32(),
    "model": pl.String(),
    "error_count": pl.Int32(),
    "met_count": pl.Int32(),
    "median_level": _AMOUNT,
    "baseline": _AMOUNT,
    "median": _AMOUNT,
    "seasonal_naive": _AMOUNT,
    "probability_low": _AMOUNT,
    "probability": _AMOUNT,
    "probability_high": _AMOUNT,
    "reason": pl.String(),
    "rule_set": pl.String(),
}
_BAND_COLUMNS: Mapping[str, pl.DataType] = {
    "forecast_id": pl.String(),
    "level_share": _AMOUNT,
    "low": _AMOUNT,
    "high": _AMOUNT,
    "promised_share": _AMOUNT,
    "measured_share": _AMOUNT,
    "measured_count": pl.Int32(),
    "needed_count": pl.Int32(),
    "reason": pl.String(),
}
COUNTED = "negative_binomial"
_IN_QUARTERS = ("sei_share_gdp", "sei_value_added")


def forecasts(
    progress: pl.DataFrame,
    targets: pl.DataFrame,
    points: pl.DataFrame,
    errors: pl.DataFrame,
    rules: Sequence[RuleSet[Forecast]],
) -> pl.DataFrame:
    """One row for each row of mart.target_progress, in the columns of mart.forecast."""
    rows = _rows(progress, targets)
    parts = [_of_rule(part, points.lazy(), errors.lazy(), rule) for part, rule in _by_rule(rows, rules)]
    return (
        pl.concat(parts)
        .select(stored(name, kind) for name, kind in _COLUMNS.items())
        .sort("target_id", "period", "ordinal")
    )


def bands(
    forecast: pl.DataFrame, targets: pl.DataFrame, errors: pl.DataFrame, rules: Sequence[RuleSet[Forecast]]
) -> pl.DataFrame:
    """One row per forecast and level, in the columns of mart.forecast_band."""
    rows = (
        forecast.drop_nulls("median")
        .join(targets.select("target_id", "indicator_id", "region_code"), on="target_id")
        .with_columns(day=_day(), vintage_id="numerator_vintage_id")
    )
    parts = [_bands_of_rule(part.lazy(), errors.lazy(), rule.bounds) for part, rule in _by_rule(rows, rules)]
    return pl.concat(parts).select(stored(name, kind) for name, kind in _BAND_COLUMNS.items())


def _bands_of_rule(rows: pl.LazyFrame, errors: pl.LazyFrame, bounds: Forecast) -> pl.DataFrame:
    key = ("forecast_id",)
    known = _known(rows.select(*key, "day", *SAME_KIND), errors).group_by(key).agg(sizes=pl.col("error").abs().sort())
    measured = (
        rows.select(*key, "day", *SAME_KIND)
        .join(past_bands(errors, bounds.levels).drop_nulls("half_width"), on=SAME_KIND)
        .filter(pl.col("actual_known_date") <= pl.col("day"))
        .group_by(*key, "level")
        .agg(
            measured_share=(pl.col("error").abs() <= pl.col("half_width")).mean(),
            measured_count=pl.len(),
        )
    )
    has_band = pl.col("half_width").is_not_null()
    count, level = pl.col("error_count"), pl.col("level")
    return (
        rows.select(*key, "median", "error_count")
        .join(known, on=key, how="left")
        .join(pl.LazyFrame({"level": bounds.levels}), how="cross")
        .join(measured, on=(*key, "level"), how="left")
        .with_columns(pl.col("median").cast(pl.Float64), half_width=half_width())
        .select(
            *key,
            level_share=level / 100,
            low=pl.col("median") - pl.col("half_width"),
            high=pl.col("median") + pl.col("half_width"),
            promised_share=pl.when(has_band).then(band_rank(count, level) / (count + 1)),
            measured_share="measured_share",
            measured_count=pl.col("measured_count").fill_null(0),
            needed_count=errors_needed(level),
            reason=pl.when(~has_band).then(pl.lit(Reason.TOO_FEW_ERRORS)),
        )
        .sort(*key, "level_share")
        .collect()
    )


def _day() -> pl.Expr:
    return (pl.col("period") + "-01").str.to_date().dt.month_end()


def _rows(progress: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    of_target = targets.select(
        "target_id", "indicator_id", "target_type", "comparison", "region_code", "is_quantified", "deadline_date",
        "counted_after_date", "baseline_period",
    )  # fmt: skip
    return progress.select(
        *LABELS, "is_at_least", "is_mixed_vintage", "months_left",
        pl.col("actual", "target_value").cast(pl.Float64),
        forecast_id="target_progress_id",
        progress_reason="reason",
        vintage_id="numerator_vintage_id",
    ).join(of_target, on="target_id").with_columns(day=_day())  # fmt: skip


def _by_rule(
    rows: pl.DataFrame, rules: Sequence[RuleSet[Forecast]]
) -> Iterator[tuple[pl.DataFrame, RuleSet[Forecast]]]:
    """The rows by the version that applies on their day."""
    for rule, is_in_force in by_version(rules, pl.col("day"), also_before=True):
        yield rows.filter(is_in_force), rule


def _is_series() -> pl.Expr:
    return (
        pl.col("indicator_id").is_in(_IN_QUARTERS)
        & pl.col("target_type").is_in(("level", "change_pp"))
        & (pl.col("deadline_date").dt.month() == 12)
    )


def _is_count() -> pl.Expr:
    return pl.col("target_type").is_in(("count", "range"))


def _of_rule(rows: pl.DataFrame, points: pl.LazyFrame, errors: pl.LazyFrame, rule: RuleSet[Forecast]) -> pl.DataFrame:
    bounds = rule.bounds
    ahead = rows.filter(
        _is_series() & ~pl.col("is_mixed_vintage") & pl.col("vintage_id").is_not_null()
        & pl.col("is_quantified") & (pl.col("day") < pl.col("deadline_date"))
    )  # fmt: skip
    panel = as_known(points, ahead.lazy().select(PANEL).unique()).collect()
    state = panel.select(*PANEL, "last_quarter", "point_count", "imputed_share", "has_break").unique()
    said = _said(ahead, panel.filter(can_be_forecast(bounds)), errors, bounds)
    return (
        rows.join(state, on=PANEL, how="left")
        .join(pl.concat([said, _counted(rows, bounds)], how="diagonal"), on="forecast_id", how="left")
        .with_columns(
            known_period=pl.when(_is_series()).then(as_period("last_quarter")),
            reason=_reason(bounds),
            rule_set=pl.lit(rule.version_id),
        )
    )


def _said(ahead: pl.DataFrame, panel: pl.DataFrame, errors: pl.LazyFrame, bounds: Forecast) -> pl.DataFrame:
    """The forecast of the year of the deadline by the model that was chosen by then, and the probability."""
    year_end = pl.col("deadline_date").dt.year() * 4 + 3
    quarters = ahead.select(last=year_end.max()).item()
    first = panel["last_quarter"].min()
    horizons = max(quarters - first, 1) if isinstance(quarters, int) and isinstance(first, int) else 1
    figures = year_figures(panel.lazy(), horizons).collect().lazy()
    of_figure = (*PANEL, "indicator_id", "quarter")
    baseline = (
        figures.filter((pl.col("horizon") <= 0) & (pl.col("model") == NAIVE))
        .select(*of_figure, measured_baseline="figure")
    )  # fmt: skip
    models = (
        ahead.lazy()
        .with_columns(quarter=year_end)
        .join(figures, on=of_figure)
        .with_columns(quarter=pl.col("baseline_period").str.slice(0, 4).cast(pl.Int32, strict=False) * 4 + 3)
        .join(baseline, on=of_figure, how="left")
        .with_columns(is_change=pl.col("target_type") == "change_pp")
        .with_columns(baseline=pl.when("is_change").then("measured_baseline"))
        .with_columns(median=pl.col("figure") - pl.when("is_change").then("baseline").otherwise(0.0))
    )
    one = ("forecast_id", "model")
    said = models.select(*one, "day", "median", "target_value", "comparison", *SERIES, "indicator_id", "horizon")
    past = _known(said, errors)
    reached = pl.col("median") + pl.col("error")
    is_met = pl.when(pl.col("comparison") == "above").then(reached > pl.col("target_value")).otherwise(
        reached >= pl.col("target_value")
    )  # fmt: skip
    known = past.group_by(one).agg(
        error_count=pl.len(), mean_error=exact_mean(pl.col("error").abs()), met_count=is_met.sum()
    )
    is_naive, count = pl.col("model") == NAIVE, pl.col("error_count")
    weight = pl.when(count >= bounds.choice_errors_from).then("mean_error").otherwise(pl.when(is_naive).then(0.0))
    # Before the deadline nothing is certain: both bounds are given, and the middle between them.
    has_probability = pl.col("median").is_not_null() & (count >= bounds.probability_errors_from)
    met = pl.when(has_probability).then("met_count")
    is_said = pl.col("median").is_not_null()
    return (
        models.join(known, on=one, how="left")
        .with_columns(count.fill_null(0))
        .with_columns(weight=weight, seasonal_naive=pl.col("median").filter(is_naive).first().over("forecast_id"))
        .sort("forecast_id", "weight", ~is_naive, "model", nulls_last=True)
        .unique("forecast_id", keep="first", maintain_order=True)
        .select(
            "forecast_id", "horizon", "model", "error_count", "baseline", "median", "seasonal_naive",
            median_level=pl.when(is_said).then("figure"),
            met_count=met,
            probability_low=met / (count + 1),
            probability=(2 * met + 1) / (2 * (count + 1)),
            probability_high=(met + 1) / (count + 1),
        )
        .collect()
    )  # fmt: skip


def _known(rows: pl.LazyFrame, errors: pl.LazyFrame) -> pl.LazyFrame:
    """Each row with each past error of its kind that was known on its day."""
    each = errors.select(*SAME_KIND, "actual_known_date", error=error_of("actual"))
    return rows.join(each, on=SAME_KIND).filter(pl.col("actual_known_date") <= pl.col("day"))


def _months_counted() -> pl.Expr:
    day, after = pl.col("day"), pl.col("counted_after_date")
    return (day.dt.year() - after.dt.year()) * 12 + (day.dt.month().cast(pl.Int32) - after.dt.month())


def _counted(rows: pl.DataFrame, bounds: Forecast) -> pl.DataFrame:
    """The probability of each count that has a history and something left to do. An incomplete register has at least so
    many: its count gives the lower bound alone."""
    going_on = rows.filter(
        _is_count() & pl.col("is_quantified") & (pl.col("day") < pl.col("deadline_date"))
        & (_months_counted() >= bounds.count_months_from) & (pl.col("actual") < pl.col("target_value"))
    )  # fmt: skip
    inputs = going_on.select(
        (pl.col("target_value") - pl.col("actual")).ceil(), pl.col("actual"),
        _months_counted().cast(pl.Float64).alias("months"), pl.col("months_left").cast(pl.Float64),
    )  # fmt: skip
    low = pl.Series(count_probability(*(inputs[name].to_numpy() for name in inputs.columns)), dtype=pl.Float64)
    whole = pl.when(~pl.col("is_at_least")).then("probability_low")
    return going_on.with_columns(probability_low=low).select(
        "forecast_id", "probability_low", probability=whole, probability_high=whole, model=pl.lit(COUNTED)
    )


def _reason(bounds: Forecast) -> pl.Expr:
    """Why there is no probability."""
    is_short = pl.col("point_count").fill_null(0) < bounds.points_from
    of_series = (
        pl.when(pl.col("is_mixed_vintage")).then(pl.lit(Reason.MIXED_VINTAGES))
        .when(pl.col("vintage_id").is_null()).then(pl.lit(Reason.NO_SOURCE))
        .when(is_short & pl.col("has_break")).then(pl.lit(Reason.SERIES_BREAK))
        .when(is_short).then(pl.lit(Reason.SERIES_TOO_SHORT))
        .when(pl.col("imputed_share") > float(bounds.most_imputed_share)).then(pl.lit(Reason.TOO_MUCH_IMPUTED))
        .when(pl.col("median").is_null()).then(pl.lit(Reason.BASE_MISSING))
        .when(pl.col("probability").is_null()).then(pl.lit(Reason.TOO_FEW_ERRORS))
    )  # fmt: skip
    of_count = (
        pl.when(pl.col("actual").is_null()).then(pl.coalesce("progress_reason", pl.lit(Reason.NO_SOURCE)))
        .when(pl.col("actual") >= pl.col("target_value")).then(pl.lit(Reason.ALREADY_MET))
        .when(_months_counted() < bounds.count_months_from).then(pl.lit(Reason.SERIES_TOO_SHORT))
        .when(pl.col("is_at_least")).then(pl.lit(Reason.REGISTER_INCOMPLETE))
    )  # fmt: skip
    return (
        pl.when(pl.col("day") >= pl.col("deadline_date")).then(pl.lit(Reason.DEADLINE_PAST))
        .when(~pl.col("is_quantified")).then(pl.lit(Reason.UNQUANTIFIED))
        .when(_is_series()).then(of_series)
        .when(_is_count()).then(of_count)
        .otherwise(pl.lit(Reason.NO_BASIS))
    )  # fmt: skip
