"""One row per series, model, day of a release and horizon: what the model said then, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.forecasts.rolling_origin import Forecast, year_errors
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = ("mart.forecast_point",)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    errors = year_errors(inputs["mart.forecast_point"], load_rule_sets("forecast@*.toml", Forecast))
    return errors.with_columns(pl.col(pl.Float64).cast(pl.Decimal(38, 12))).collect()
