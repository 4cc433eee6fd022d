"""One row per vintage that has a name and a place in the order of releases."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.vintages import load_vintages

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return load_vintages()
