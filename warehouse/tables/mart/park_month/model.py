"""One row per park, prefecture or overlapping area, and month."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.parks.months import READS, park_months

INPUTS: tuple[str, ...] = READS


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return park_months(inputs)
