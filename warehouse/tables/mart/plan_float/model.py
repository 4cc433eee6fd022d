"""One row per task and end that waits for it: how many days it may slip."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.tasks.task_rows import GRAPH_READS, float_rows

INPUTS: tuple[str, ...] = GRAPH_READS


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return float_rows(inputs)
