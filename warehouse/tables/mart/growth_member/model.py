"""One row per subject, measure, period and firm that entered or left; of years to date every firm of the panel."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.growth_rows import member_rows

INPUTS: tuple[str, ...] = ("mart.growth_total", "mart.subject_enterprise", "core.enterprise_change", "core.enterprise")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return member_rows(*(inputs[name].lazy() for name in INPUTS)).collect()
