"""One row per enterprise and code it ever had."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.register.enterprise_identity import enterprise_identities

INPUTS: tuple[str, ...] = ("stage.enterprise", "stage.enterprise_change", "core.submission")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    identities = enterprise_identities(inputs["stage.enterprise"], inputs["stage.enterprise_change"])
    submissions = inputs["core.submission"].select("submission_number", "submission_id")
    return (
        identities.join(submissions, on="submission_number", maintain_order="left")
        .with_columns(enterprise_identity_id=pl.concat_str("identifier_kind", "identifier_code", separator="."))
        .drop("submission_number")
    )
