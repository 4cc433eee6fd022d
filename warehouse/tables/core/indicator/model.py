"""One row per indicator: the definitions of warehouse/rules/indicators.csv with the names of their units."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.indicators import load_indicators

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return load_indicators()
