"""The meaning of a vintage's name: how final it is and which one it replaces, from vintages.csv."""

from __future__ import annotations

from importlib.resources import files

import polars as pl


def load_vintage_rules() -> pl.DataFrame:
    """One row per rule in the shape of core.vintage_rule: the order of the file is the order of evaluation."""
    source = (files("warehouse.rules") / "vintages.csv").read_bytes()
    rules = pl.read_csv(source, infer_schema=False).with_columns(pl.col("ordinal").cast(pl.Int32))
    return rules.with_row_index("rank", offset=1).with_columns(pl.col("rank").cast(pl.Int32))
