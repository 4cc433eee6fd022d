"""The definitions of the indicators, from indicators.csv. A new indicator is a row there; no code."""

from __future__ import annotations

from importlib.resources import files

import polars as pl

from warehouse.domain.unit import UNITS
from warehouse.errors import ContractBroken

PRODUCT_UNIT = ("product", "产品计量单位", "unit of the product")
"""Placeholder for the unit that each product names itself."""
_WORDS = {"true": True, "false": False}


def load_indicators() -> pl.DataFrame:
    """One row per indicator in the shape of core.indicator.

    Raises ContractBroken for an unknown unit and for an indicator that does not say whether it may be negative.
    """
    source = (files("warehouse.rules") / "indicators.csv").read_bytes()
    indicators = pl.read_csv(source, infer_schema=False).with_columns(
        pl.col("valid_from", "valid_to").str.to_date("%Y-%m-%d"),
        pl.col("january_february_since").cast(pl.Int32),
        pl.col("may_be_negative").replace_strict(_WORDS, default=None, return_dtype=pl.Boolean),
    )
    silent = indicators.filter(pl.col("may_be_negative").is_null())["indicator_id"].to_list()
    if silent:
        raise ContractBroken(
            f"indicators.csv: may_be_negative of {', '.join(silent)} is neither true nor false; write one of them."
        )
    units = pl.DataFrame(
        [PRODUCT_UNIT, *((unit.unit_id, unit.title_zh, unit.title_en) for unit in UNITS.values())],
        schema=["unit_id", "unit_zh", "unit_en"],
        orient="row",
    )
    unknown = indicators.join(units, on="unit_id", how="anti")["unit_id"].to_list()
    if unknown:
        raise ContractBroken(f"indicators.csv: no unit is called {', '.join(sorted(set(unknown)))}.")
    return indicators.join(units, on="unit_id", how="left", maintain_order="left")
