"""One row per enterprise and name it has had."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.register.enterprise_changes import enterprise_names, with_enterprise
from warehouse.measures.register.enterprise_register import with_enterprise_of_code

INPUTS: tuple[str, ...] = (
    "stage.enterprise",
    "stage.enterprise_change",
    "core.enterprise_identity",
    "core.enterprise",
    "core.submission",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    identities = inputs["core.enterprise_identity"]
    names = enterprise_names(
        with_enterprise_of_code(inputs["stage.enterprise"], identities),
        with_enterprise(inputs["stage.enterprise_change"], identities),
    )
    ordinal = pl.int_range(1, pl.len() + 1).over("enterprise_id").cast(pl.String).str.zfill(2)
    current = inputs["core.enterprise"].select("enterprise_id", current_name="name_zh")
    submissions = inputs["core.submission"].select("submission_number", "submission_id")
    return (
        names.with_columns(enterprise_name_id=pl.concat_str("enterprise_id", ordinal, separator="-"))
        .join(submissions, on="submission_number", maintain_order="left")
        .join(current, on="enterprise_id", maintain_order="left")
        .with_columns(is_current=pl.col("name_zh") == pl.col("current_name"))
        .drop("submission_number", "current_name")
    )
