"""How good the forecasts of each model have been at each horizon, against the first release and against the newest.

    MASE      mean absolute error over the mean absolute change over a year, known at the first origin
    WIS       (|y - median| / 2 + sum of a / 2 times the interval score) / (K + 1/2), over K bands, a = 1 - level
    CRPS      mean distance of the truth to draws from past errors, less half the mean distance of two draws
    coverage  share of truths within the band that the day of the forecast would have given, with its exact interval

The bands of a score are those of the day: no error counts before it was known.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.exact_sums import exact_mean, exact_sum
from warehouse.measures.forecasts.conformal import SAME_KIND, exact_interval, interval_score, past_bands
from warehouse.measures.forecasts.rolling_origin import NAIVE, Forecast
from warehouse.measures.rate import stored
from warehouse.rules.rule_sets import RuleSet

_NUMBER = pl.Decimal(18, 6)
_COLUMNS: Mapping[str, pl.DataType] = {
    "forecast_score_id": pl.String(),
    "indicator_id": pl.String(),
    "region_code": pl.String(),
    "is_synthetic": pl.Boolean(),
    "vintage_id": pl.String(),
    "model": pl.String(),
    "horizon": pl.Int32(),
    "truth": pl.String(),
    "level_share": _NUMBER,
    "error_count": pl.Int32(),
    "mean_absolute_scaled_error": _NUMBER,
    "ratio_to_naive": _NUMBER,
    "bias": _NUMBER,
    "weighted_interval_score": _NUMBER,
    "ranked_probability_score": _NUMBER,
    "band_count": pl.Int32(),
    "hit_count": pl.Int32(),
    "coverage_share": _NUMBER,
    "coverage_low": _NUMBER,
    "coverage_high": _NUMBER,
    "rule_set": pl.String(),
}
_LEAST = 1e-6
_TRUTHS = {"first": ("error", "crps"), "newest": ("newest_error", "newest_crps")}


def forecast_scores(errors: pl.DataFrame, rule: RuleSet[Forecast]) -> pl.DataFrame:
    """One row per series, model, horizon, truth and level, in the columns of mart.forecast_score."""
    lazy = errors.lazy()
    scale = lazy.group_by(SAME_KIND).agg(pl.col("scale").first().cast(pl.Float64))
    scored = past_bands(lazy, rule.bounds.levels)
    parts = pl.concat(
        _of_truth(scored, rule.bounds.scored_levels, error, crps).with_columns(truth=pl.lit(truth))
        for truth, (error, crps) in _TRUTHS.items()
    )
    same = (*(name for name in SAME_KIND if name != "model"), "truth", "level")
    rows = (
        parts.join(scale, on=SAME_KIND)
        .with_columns(naive_error=pl.col("mean_error").filter(pl.col("model") == NAIVE).first().over(same))
        .with_columns(
            forecast_score_id=pl.concat_str(
                "indicator_id", "region_code", "vintage_id", pl.col("is_synthetic").cast(pl.Int8),
                "model", "horizon", "truth", "level", separator="/",
            ),
            level_share=pl.col("level") / 100,
            mean_absolute_scaled_error=_over("scale"),
            ratio_to_naive=_over("naive_error"),
            coverage_share=pl.when(pl.col("band_count") > 0).then(pl.col("hit_count") / pl.col("band_count")),
            rule_set=pl.lit(rule.version_id),
        )
        .collect()
    )  # fmt: skip
    return (
        rows.join(_intervals(rows), on=["hit_count", "band_count"], how="left")
        .select(stored(name, kind) for name, kind in _COLUMNS.items())
        .sort("indicator_id", "region_code", "is_synthetic", "vintage_id", "truth", "horizon", "model", "level_share")
    )


def _over(base: str) -> pl.Expr:
    """The mean error over something that is not nought, but for the rounding of amounts."""
    return pl.when(pl.col(base) >= _LEAST).then(pl.col("mean_error") / pl.col(base))


def _of_truth(scored: pl.LazyFrame, levels: tuple[int, ...], error: str, crps: str) -> pl.LazyFrame:
    off, half, level = pl.col(error), pl.col("half_width"), pl.col("level")
    outside = 1 - level / 100
    weighted = outside / 2 * interval_score(off, half, level)
    is_scored = level.is_in(levels)
    origin = (*SAME_KIND, "origin_date")
    # Only days that had every scored band, so that all models are scored on the same days.
    has_all = half.filter(is_scored).is_not_null().all().over(origin)
    interval = (exact_sum(weighted.filter(is_scored)).over(origin) + off.abs() / 2) / (len(levels) + 0.5)
    return (
        scored.with_columns(has_all=has_all, interval=interval)
        .group_by(*SAME_KIND, "level")
        .agg(
            error_count=pl.len(),
            mean_error=exact_mean(off.abs()),
            bias=exact_mean(off),
            weighted_interval_score=exact_mean(pl.col("interval").filter("has_all")),
            ranked_probability_score=exact_mean(pl.col(crps).filter("has_all")),
            band_count=half.count(),
            hit_count=(off.abs() <= half).sum(),
        )
    )


def _intervals(rows: pl.DataFrame) -> pl.DataFrame:
    tried = rows.filter(pl.col("band_count") > 0).select("hit_count", "band_count").unique()
    low, high = exact_interval(*(tried[name].to_numpy() for name in tried.columns))
    return tried.with_columns(coverage_low=pl.Series(low), coverage_high=pl.Series(high))
