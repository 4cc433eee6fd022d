"""One row per rule that derives the finality of a vintage from its name."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.vintages import load_vintage_rules

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return load_vintage_rules()
