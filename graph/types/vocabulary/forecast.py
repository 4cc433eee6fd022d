"""Forecasts: models and what they are compared with."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word


@closed("Model of a forecast.", "预测模型")
class ForecastModel(Enum):
    SEASONAL_NAIVE = word("seasonal_naive", "The same quarter a year before.", "季节性朴素")
    NAIVE_DRIFT = word("naive_drift", "That, and the mean yearly change.", "朴素加漂移")
    LOG_DRIFT = word("log_drift", "That, and the mean yearly rate.", "朴素加对数漂移")
    NEGATIVE_BINOMIAL = word("negative_binomial", "Counts at the rate since the baseline.", "计数：按基期以来的速度")


@closed("What a forecast is compared with.", "对照的实际值")
class ForecastTruth(Enum):
    FIRST = word("first", "First release.", "首次公布")
    NEWEST = word("newest", "Newest vintage.", "最新版本")
