"""One row per chain and full year that somebody reported."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.chains.line import load_ten_billion
from warehouse.measures.chains.years import chain_years

INPUTS: tuple[str, ...] = (
    "core.chain",
    "core.chain_stage",
    "core.enterprise",
    "core.enterprise_chain",
    "core.enterprise_change",
    "core.enterprise_survey",
    "mart.enterprise_month",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return chain_years(inputs, load_ten_billion())
