"""One row per enterprise: the newest register entry for each organisation code."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.enterprise_register import latest_register_entries

INPUTS: tuple[str, ...] = ("stage.enterprise", "core.submission", "core.industry")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return latest_register_entries(inputs["stage.enterprise"], inputs["core.submission"], inputs["core.industry"])
