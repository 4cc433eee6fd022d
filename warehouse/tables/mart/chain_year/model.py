"""One row per chain and full year that somebody reported."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.chains.years import TenBillion, chain_years
from warehouse.rules.rule_sets import load_rule_sets

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
    return chain_years(inputs, load_rule_sets("ten_billion@*.toml", TenBillion))
