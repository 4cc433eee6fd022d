"""One row per enterprise: its newest register entry, with later changes in force today in China."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.moment import day_in_china
from warehouse.measures.register.enterprise_register import latest_register_entries

INPUTS: tuple[str, ...] = (
    "stage.enterprise",
    "stage.enterprise_change",
    "stage.build",
    "core.decision",
    "core.enterprise_identity",
    "core.submission",
    "core.industry",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return latest_register_entries(
        inputs["stage.enterprise"],
        inputs["stage.enterprise_change"],
        inputs["core.enterprise_identity"],
        inputs["core.submission"],
        inputs["core.industry"],
        inputs["core.decision"],
        day_in_china(inputs["stage.build"]["as_of"].item()),
    )
