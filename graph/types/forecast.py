"""Forecasts of targets, their bands and how good they have been."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.nouns import DefaultCondition
from graph.types.vocabulary.forecast import ForecastModel, ForecastTruth
from graph.types.vocabulary.reasons import Reason


@noun(
    "mart.forecast",
    en="What the deadline of a target will bring, as known by the end of a month. Never a measured value.",
    zh="目标预测：按月末已知数据",
    order_by=("target_id", "ordinal", "period"),
    default=DefaultCondition("is_newest", frozenset({"is_newest", "period"})),
)
class Forecast:
    model: ForecastModel
    reason: Reason
    median = column(unit_column="unit")
    seasonal_naive = column(unit_column="unit")

    target = to_one("Target")
    bands = to_many("ForecastBand", "Bands of 50, 80 and 95 %.", "50%、80%、95% 区间")


@noun(
    "mart.forecast_band",
    en="Band around a forecast: so many of the past errors were no larger.",
    zh="预测区间",
    order_by=("forecast_id", "level_share"),
    columns=(
        *("forecast_id", "level_share", "low", "high", "promised_share", "measured_share", "measured_count"),
        *("needed_count", "reason"),
    ),
)
class ForecastBand:
    reason: Reason


@noun(
    "mart.forecast_score",
    en="Back-test of a model from what was known on each day, always for four quarters.",
    zh="预测回测：均为四个季度合计",
    order_by=("indicator_id", "truth", "horizon", "model", "level_share"),
)
class ForecastScore:
    model: ForecastModel
    truth: ForecastTruth
