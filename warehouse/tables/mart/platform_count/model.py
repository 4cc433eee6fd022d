"""One row per group of platforms and year."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.platforms.counts import platform_counts
from warehouse.measures.tasks.task_rows import day_of

INPUTS: tuple[str, ...] = ("core.platform", "core.target", "stage.build")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return platform_counts(inputs, day_of(inputs["stage.build"]["as_of"].item()))
