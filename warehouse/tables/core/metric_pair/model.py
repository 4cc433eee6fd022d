"""One row per pair of definitions."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.metric_comparison import metric_pairs
from warehouse.rules.metrics import load_metrics

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return metric_pairs(*load_metrics())
