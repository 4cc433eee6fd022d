"""One row per kind of warning and year, and over all years."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.warnings.warnings import hit_rates

INPUTS: tuple[str, ...] = ("mart.warning",)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return hit_rates(inputs["mart.warning"])
