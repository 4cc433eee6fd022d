"""One row per respondent and year."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.burden.burden import EVENT_READS, burden_respondent, load_burden_rules

INPUTS: tuple[str, ...] = (
    "mart.reporting_status",
    "mart.growth_product",
    "core.enterprise",
    "core.project",
    *EVENT_READS,
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return burden_respondent(inputs, load_burden_rules()[-1])
