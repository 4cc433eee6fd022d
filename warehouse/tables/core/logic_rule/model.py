"""One row per rule."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.logic import load_logic_rules

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return load_logic_rules()
