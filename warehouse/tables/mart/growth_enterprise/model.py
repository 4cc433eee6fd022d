"""One row per firm, year and rule: whether it is of high growth."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.firms.high_growth import high_growth_rows, load_high_growth

INPUTS: tuple[str, ...] = ("mart.growth_total", "mart.enterprise_month", "core.enterprise", "core.enterprise_change")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return high_growth_rows(*(inputs[name].lazy() for name in INPUTS), load_high_growth()).collect()
