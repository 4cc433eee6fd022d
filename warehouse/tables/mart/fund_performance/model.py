"""One row per fund with reported flows."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.money.fund_performance import fund_performance

INPUTS: tuple[str, ...] = (
    "core.fund",
    "core.fund_contribution",
    "core.fund_investment",
    "core.fund_valuation",
    "core.fund_distribution",
    "core.enterprise_change",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return fund_performance(inputs)
