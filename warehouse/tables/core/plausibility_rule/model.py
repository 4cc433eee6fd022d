"""One row per rule, indicator and factor."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.continuity import load_comparison_rules

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return load_comparison_rules()
