"""What the name of a vintage says: how final it is and which one it replaces, from vintages.csv."""

from __future__ import annotations

from importlib.resources import files

import polars as pl


def load_vintage_rules() -> pl.DataFrame:
    """One row per rule, as core.vintage_rule wants it: the order in the file is the order in which they are asked."""
    source = (files("warehouse.rules") / "vintages.csv").read_bytes()
    rules = pl.read_csv(source, infer_schema=False).with_columns(pl.col("ordinal").cast(pl.Int32))
    return rules.with_row_index("rank", offset=1).with_columns(pl.col("rank").cast(pl.Int32))
