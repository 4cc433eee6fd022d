"""One row per pair of columns and year."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.burden.burden import EVENT_READS, burden_duplicate, load_burden_rules, subjects_of

INPUTS: tuple[str, ...] = (
    "mart.burden_form",
    "mart.reporting_status",
    "core.enterprise",
    "core.project",
    *EVENT_READS,
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return burden_duplicate(inputs["mart.burden_form"], subjects_of(inputs), load_burden_rules()[-1])
