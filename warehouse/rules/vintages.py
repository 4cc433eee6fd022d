"""The order of vintages, from vintages.csv: which release of a figure replaces which."""

from __future__ import annotations

from importlib.resources import files

import polars as pl


def load_vintages() -> pl.DataFrame:
    """One row per vintage, as core.vintage wants it."""
    source = (files("warehouse.rules") / "vintages.csv").read_bytes()
    return pl.read_csv(source, infer_schema=False).with_columns(pl.col("ordinal").cast(pl.Int32))
