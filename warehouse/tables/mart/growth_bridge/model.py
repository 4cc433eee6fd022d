"""One row per subject, measure and pair of periods one year apart: its change as seven effects."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.growth_rows import bridge_rows, load_growth_rules

INPUTS: tuple[str, ...] = (
    "mart.growth_total",
    "mart.growth_bridge_cell",
    "mart.subject_enterprise",
    "core.enterprise_change",
    "core.enterprise",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return bridge_rows(*(inputs[name].lazy() for name in INPUTS), rules=load_growth_rules()).collect()
