"""One row per product: the newest name, and the unit in which its quantities are stored."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.products import latest_products

INPUTS: tuple[str, ...] = ("stage.product", "programme.unit")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return latest_products(inputs["stage.product"], inputs["programme.unit"])
