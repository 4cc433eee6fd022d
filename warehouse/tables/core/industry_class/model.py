"""One row per version of GB/T 4754 and code: warehouse/rules/reference/industry_class.csv as it is."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.reference_tables import load_reference

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return load_reference("industry_class")
