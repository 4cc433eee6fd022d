"""One row per fund and covenant."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.money.covenants import covenants_measured, load_covenant_rules

INPUTS: tuple[str, ...] = (
    "core.fund",
    "core.fund_contribution",
    "core.fund_investment",
    "core.fund_covenant",
    "core.enterprise",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return covenants_measured(inputs, load_covenant_rules())
