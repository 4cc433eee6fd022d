"""One row per version and code of the SEI classification: rules/reference/sei_class.csv, with an id of both."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.reference_tables import load_reference

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    version = pl.col("classification_version")
    return load_reference("sei_class").with_columns(
        sei_class_id=pl.concat_str(version, "sei_code", separator="-"),
        parent_class_id=pl.concat_str(version, "parent_code", separator="-"),
    )
