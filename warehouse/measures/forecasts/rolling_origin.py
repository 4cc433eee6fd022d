"""What a series was on a day, what each model says of the quarters after it, and how wrong the models have been.

What is forecast is always a figure of four quarters (a year, when the last of them is a fourth): of value added their
sum, of a share the sum of the numerator over the sum of the denominator, both from the same day and one vintage. The
quarters that are known count as they are, so a forecast in October adds three quarters and one that a model says.

Models are closed formulas over all series, days and horizons at once. With k = years ahead, rounded up:

    seasonal_naive   the same quarter k years before its own year
    naive_drift      that, plus k times the mean change over a year of what is known
    log_drift        the same of the logarithms; none where a value is not positive
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from warehouse.measures.by_version import by_version
from warehouse.rules.rule_sets import RuleSet

NAIVE = "seasonal_naive"
MODELS: Mapping[str, Callable[[str], pl.Expr]] = {
    NAIVE: pl.col,
    "naive_drift": lambda part: pl.col(part) + pl.col("years_ahead") * pl.col(f"{part}_drift"),
    "log_drift": lambda part: pl.col(part) * (pl.col("years_ahead") * pl.col(f"{part}_log_drift")).exp(),
}
"""What each model says of a quarter `years_ahead` after this one, for either part of a share."""
SERIES = ("region_code", "is_synthetic", "vintage_id")
PANEL = (*SERIES, "day")
_SEASON = 4
AsKnown = Callable[[pl.LazyFrame, pl.LazyFrame], pl.LazyFrame]
_MOST = 1e11
"""A figure beyond this, hundred million yuan or per cent, is none: a rate may run away over years."""
_PARTS = {"sei_value_added": "numerator", "gdp": "denominator"}


@dataclass(frozen=True)
class Forecast:
    """Bounds of the forecasts; see forecast@1.toml."""

    points_from: int
    count_months_from: int
    back_test_points_from: int
    back_test_horizons: int
    choice_errors_from: int
    probability_errors_from: int
    most_imputed_share: Decimal
    levels: tuple[int, ...]
    scored_levels: tuple[int, ...]


def as_known(points: pl.LazyFrame, days: pl.LazyFrame) -> pl.LazyFrame:
    """The quarters of each series as a reader knew them on each of its days: the newest version by then, and only the
    quarters up to the last one without a gap. `days` has the columns of SERIES, and `day`.

    A value that is unlike its series, and that nobody has released, is a gap; `has_break` says that there is one.
    """
    version = (
        points.join(days, on=SERIES)
        .filter(pl.col("known_date") <= pl.col("day"))
        .sort("known_date", "submission_number")
        .group_by(*PANEL, "indicator_id", "quarter")
        .agg(pl.col("value").last().cast(pl.Float64), pl.col("is_break", "is_imputed").last())
        .with_columns(has_break=pl.col("is_break").any().over(PANEL))
        .filter(~pl.col("is_break"))
    )
    return (
        _side_by_side(version, (*PANEL, "quarter", "has_break"), pl.col("is_imputed").any())
        .sort(*PANEL, "quarter")
        .with_columns(run=pl.col("quarter") - pl.int_range(pl.len()).over(PANEL))
        .filter(pl.col("run") == pl.col("run").max().over(PANEL))
        .drop("run")
        .with_columns(
            last_quarter=pl.col("quarter").max().over(PANEL),
            point_count=pl.len().over(PANEL).cast(pl.Int32),
            imputed_share=pl.col("is_imputed").mean().over(PANEL),
        )
    )


def can_be_forecast(bounds: Forecast) -> pl.Expr:
    """Whether what is known of a series on a day is enough to say anything of later quarters."""
    return (pl.col("point_count") >= bounds.points_from) & (pl.col("imputed_share") <= float(bounds.most_imputed_share))


def year_figures(panel: pl.LazyFrame, horizons: int) -> pl.LazyFrame:
    """Figures of four quarters by series, day, indicator, model and last quarter: of known quarters (`horizon` of 0 or
    below), and so many quarters ahead of the last known one."""
    known = panel.select(*PANEL, "quarter", "last_quarter", *_PARTS.values())
    ahead = (
        panel.with_columns(*_drifts())
        .filter(pl.col("quarter") > pl.col("last_quarter") - _SEASON)
        .join(pl.LazyFrame({"years_ahead": range(1, -(-horizons // _SEASON) + 1)}), how="cross")
        .with_columns(quarter=pl.col("quarter") + _SEASON * pl.col("years_ahead").cast(pl.Int32))
        .filter(pl.col("quarter") <= pl.col("last_quarter") + horizons)
    )
    of_model = (*PANEL, "model")
    paths = []
    for model, formula in MODELS.items():
        said = (formula(part).alias(part) for part in _PARTS.values())
        path = pl.concat([known, ahead.select(*PANEL, "quarter", "last_quarter", *said)])
        paths.append(path.with_columns(model=pl.lit(model)))
    return (
        pl.concat(paths)
        .sort(*of_model, "quarter")
        .with_columns(pl.col(*_PARTS.values()).rolling_sum(_SEASON).over(of_model))
        .drop_nulls("numerator")
        .pipe(_by_indicator, of_model, "last_quarter")
        .with_columns(horizon=pl.col("quarter") - pl.col("last_quarter"))
    )


def year_errors(points: pl.DataFrame, rules: Sequence[RuleSet[Forecast]], known: AsKnown = as_known) -> pl.LazyFrame:
    """The back-test, in the columns of mart.forecast_error: every model on the day of every release, under the version
    of the rules of that day, and the actual.

    `known` says what a reader knew on a day; a test plants one that looks ahead.
    """
    lazy = points.lazy()
    actual = _first_released(lazy)
    releases = actual.select(*SERIES, "point_count", day="quarter_known_date")
    parts = [
        (rule, releases.filter(is_in_force & (pl.col("point_count") >= rule.bounds.back_test_points_from))
         .drop("point_count").unique())
        for rule, is_in_force in by_version(rules, pl.col("day"), also_before=True)
    ]  # fmt: skip
    origins = pl.concat(days for _, days in parts)
    said = pl.concat(
        known(lazy, days)
        .filter(can_be_forecast(rule.bounds))
        .pipe(year_figures, rule.bounds.back_test_horizons)
        .filter(pl.col("horizon") > 0)
        .with_columns(rule_set=pl.lit(rule.version_id))
        for rule, days in parts
    ).rename({"figure": "forecast"})
    figures = (*SERIES, "indicator_id", "quarter")
    of_year = actual.drop_nulls("year_known_date").pipe(
        _by_indicator, SERIES, "year_known_date", "numerator", "denominator"
    )
    return (
        said.join(of_year.rename({"figure": "actual"}), on=figures)
        .filter(pl.col("year_known_date") > pl.col("day"))
        .join(_newest(lazy), on=("region_code", "is_synthetic", "indicator_id", "quarter"))
        .join(_scales(of_year, origins), on=(*SERIES, "indicator_id"), how="left")
        .select(
            *SERIES, "indicator_id", "model", "horizon", "forecast", "actual", "newest_actual", "scale",
            "rule_set",
            origin_date="day",
            origin_period=as_period("last_quarter"),
            period=as_period("quarter"),
            actual_known_date="year_known_date",
        )
        .sort(*SERIES, "indicator_id", "model", "horizon", "origin_date")
    )  # fmt: skip


def as_period(quarter: str) -> pl.Expr:
    number = pl.col(quarter)
    return pl.format("{}-Q{}", number // _SEASON, number % _SEASON + 1)


def _drifts() -> list[pl.Expr]:
    """Mean change over a year of each part, and of its logarithm, by all that is known."""
    drifts = []
    for part in map(pl.col, _PARTS.values()):
        logs = pl.when(part.min().over(PANEL) > 0).then(part.log())
        for each, name in ((part, "drift"), (logs, "log_drift")):
            change = each.diff(_SEASON).over(PANEL, order_by="quarter").mean().over(PANEL)
            drifts.append(change.name.suffix(f"_{name}"))
    return drifts


def _side_by_side(version: pl.LazyFrame, keys: Sequence[str], *more: pl.Expr) -> pl.LazyFrame:
    """Numerator and denominator of a quarter in one row; a quarter that lacks one of them is none."""
    return (
        version.group_by(keys)
        .agg(
            *(pl.col("value").filter(pl.col("indicator_id") == indicator).first().alias(part)
              for indicator, part in _PARTS.items()),
            *more,
        )
        .drop_nulls(list(_PARTS.values()))
    )  # fmt: skip


def _by_indicator(sums: pl.LazyFrame, keys: Sequence[str], *more: str) -> pl.LazyFrame:
    """One row per indicator of the sums of four quarters: value added, and its share of GDP in per cent."""
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    return pl.concat(
        sums.select(*keys, "quarter", *more, indicator_id=pl.lit(indicator), figure=figure)
        for indicator, figure in (("sei_value_added", numerator), ("sei_share_gdp", 100 * numerator / denominator))
    ).filter(pl.col("figure").abs() < _MOST)


def _year_of(quarters: pl.LazyFrame, keys: Sequence[str]) -> pl.LazyFrame:
    """Sums of four quarters that follow each other, in place of the quarters."""
    whole = pl.col("quarter") - pl.col("quarter").shift(_SEASON - 1).over(keys) == _SEASON - 1
    sums = pl.col(*_PARTS.values()).rolling_sum(_SEASON).over(keys)
    return quarters.sort(*keys, "quarter").with_columns(pl.when(whole).then(sums))


def _first_released(points: pl.LazyFrame) -> pl.LazyFrame:
    """Of each series, figures of four quarters as released first, and the day from which each was known."""
    first = (
        points.filter(~pl.col("is_break"))
        .sort("known_date", "submission_number")
        .group_by(*SERIES, "indicator_id", "quarter")
        .agg(pl.col("value").first().cast(pl.Float64), pl.col("known_date").first())
    )
    day = pl.col("quarter_known_date")
    return (
        _side_by_side(first, (*SERIES, "quarter"), pl.col("known_date").max().alias("quarter_known_date"))
        .pipe(_year_of, SERIES)
        .with_columns(
            point_count=pl.int_range(1, pl.len() + 1).over(SERIES),
            year_known_date=pl.when(pl.col("numerator").is_not_null()).then(
                day.to_physical().rolling_max(_SEASON).over(SERIES).cast(pl.Date)
            ),
        )
    )


def _newest(points: pl.LazyFrame) -> pl.LazyFrame:
    """Figures of four quarters by the newest vintage of each quarter."""
    region = ("region_code", "is_synthetic")
    newest = (
        points.filter(~pl.col("is_break"))
        .sort("vintage_ordinal", "known_date", "submission_number")
        .group_by(*region, "indicator_id", "quarter")
        .agg(pl.col("value").last().cast(pl.Float64))
    )
    return (
        _side_by_side(newest, (*region, "quarter"))
        .pipe(_year_of, region)
        .drop_nulls("numerator")
        .pipe(_by_indicator, region)
        .rename({"figure": "newest_actual"})
    )


def _scales(actual: pl.LazyFrame, origins: pl.LazyFrame) -> pl.LazyFrame:
    """Mean absolute change over a year of what was known at the first origin."""
    series = (*SERIES, "indicator_id")
    first = origins.group_by(SERIES).agg(pl.col("day").min())
    return (
        actual.join(first, on=SERIES)
        .filter(pl.col("year_known_date") <= pl.col("day"))
        .sort(*series, "quarter")
        .group_by(series)
        .agg(scale=pl.col("figure").diff(_SEASON).abs().mean())
    )
