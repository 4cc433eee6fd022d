"""One row per target, month, kind and pair of vintages: what the deadline brings, as known at its end."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.forecasts.forecast import forecasts
from warehouse.measures.forecasts.rolling_origin import Forecast
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = ("mart.target_progress", "core.target", "mart.forecast_point", "mart.forecast_error")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return forecasts(*(inputs[name] for name in INPUTS), load_rule_sets("forecast@*.toml", Forecast))
