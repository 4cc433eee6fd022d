"""One row per declared change: the newest declaration of each."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.register.enterprise_changes import with_enterprise

INPUTS: tuple[str, ...] = ("stage.enterprise_change", "core.enterprise_identity", "core.submission")
_SAME = ("change_kind", "change_date", "name", "credit_code", "registration_number", "organisation_code")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    changes = with_enterprise(inputs["stage.enterprise_change"], inputs["core.enterprise_identity"])
    submissions = inputs["core.submission"].select("submission_number", "submission_id")
    return (
        changes.sort("submission_number", "source_row")
        .unique(_SAME, keep="last")
        .join(submissions, on="submission_number")
        .sort("submission_number", "source_sheet", "source_row")
        .select(
            "enterprise_id",
            "change_kind",
            "change_date",
            "new_credit_code",
            "other_enterprise_id",
            "new_batch",
            "new_status",
            "evidence",
            "is_applied",
            "is_flagged",
            "submission_id",
            "source_sheet",
            "source_row",
            enterprise_change_id=pl.concat_str("submission_id", "source_sheet", "source_row", separator="-"),
            old_name_zh="name",
            new_name_zh="new_name",
            old_code=pl.coalesce("credit_code", "registration_number", "organisation_code"),
        )
    )
