"""One row per version of GB/T 4754 and code: warehouse/rules/reference/industry_class.csv, with an id of both."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.reference_tables import load_reference

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    version = pl.col("standard_version")
    return load_reference("industry_class").with_columns(
        industry_class_id=pl.concat_str(version, "class_code", separator="-"),
        parent_class_id=pl.concat_str(version, "parent_code", separator="-"),
    )
