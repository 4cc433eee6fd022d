"""One row per field, chain or region, source, channel and year."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.money.lookthrough import money_by_field

INPUTS: tuple[str, ...] = (
    "mart.fund_lookthrough",
    "core.direct_equity",
    "core.enterprise_chain",
    "core.enterprise",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return money_by_field(inputs)
