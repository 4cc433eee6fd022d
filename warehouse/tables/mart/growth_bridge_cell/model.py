"""One row per firm, product and month with the same month of the previous year."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.growth.growth_rows import cell_rows

INPUTS: tuple[str, ...] = ("mart.growth_product", "core.enterprise_change")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return cell_rows(*(inputs[name].lazy() for name in INPUTS)).collect()
