"""One row per pair of columns and year."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.burden.burden import burden_duplicate, load_burden_rules

INPUTS: tuple[str, ...] = ("mart.burden_form",)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return burden_duplicate(inputs["mart.burden_form"], load_burden_rules()[-1])
