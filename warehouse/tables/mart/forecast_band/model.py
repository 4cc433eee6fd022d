"""One row per forecast and level: the band around it, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.forecasts.forecast import bands
from warehouse.measures.forecasts.rolling_origin import Forecast
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = ("mart.forecast", "core.target", "mart.forecast_error")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return bands(*(inputs[name] for name in INPUTS), load_rule_sets("forecast@*.toml", Forecast))
