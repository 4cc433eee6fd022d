"""One row per investment and source."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.money.lookthrough import fund_lookthrough

INPUTS: tuple[str, ...] = (
    "core.fund",
    "core.fund_contribution",
    "core.fund_investment",
    "core.enterprise",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return fund_lookthrough(inputs)
