"""One row per rate of a fund whose flows have several."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.money.fund_performance import irr_roots

INPUTS: tuple[str, ...] = (
    "core.fund",
    "core.fund_contribution",
    "core.fund_investment",
    "core.fund_valuation",
    "core.fund_distribution",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return irr_roots(inputs)
