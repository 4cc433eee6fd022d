"""One row per region code and first day of a meaning: warehouse/rules/reference/region.csv as it is."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.reference_tables import load_reference

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return load_reference("region")
