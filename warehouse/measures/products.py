"""The products in the returns."""

from __future__ import annotations

import polars as pl

from warehouse.domain.unit import UNITS


def latest_products(entries: pl.DataFrame) -> pl.DataFrame:
    """One row per product code in the shape of core.product: the name and unit of the newest return with it."""
    units = pl.DataFrame(
        [(unit.unit_id, unit.title_zh) for unit in UNITS.values()],
        schema=["unit_id", "unit_zh"],
        orient="row",
    )
    return (
        entries.sort("submission_number", "source_row")
        .unique("product_code", keep="last")
        .join(units, on="unit_id", how="left", maintain_order="left")
        .select("product_code", pl.col("product_name").alias("name_zh"), "unit_id", "unit_zh")
        .sort("product_code")
    )
