"""The products in the returns."""

from __future__ import annotations

import polars as pl


def latest_products(entries: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """One row per product code in the shape of core.product: the name and unit of the newest return with it."""
    titles = units.select("unit_id", unit_zh="title_zh")
    return (
        entries.sort("submission_number", "source_row")
        .unique("product_code", keep="last")
        .join(titles, on="unit_id", how="left", maintain_order="left")
        .select("product_code", pl.col("product_name").alias("name_zh"), "unit_id", "unit_zh")
        .sort("product_code")
    )
