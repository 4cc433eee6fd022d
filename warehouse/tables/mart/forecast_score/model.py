"""One row per series, model, horizon and truth: how good the forecasts have been."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.forecasts.forecast_score import forecast_scores
from warehouse.measures.forecasts.rolling_origin import Forecast
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = ("mart.forecast_error",)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return forecast_scores(inputs["mart.forecast_error"], load_rule_sets("forecast@*.toml", Forecast)[-1])
