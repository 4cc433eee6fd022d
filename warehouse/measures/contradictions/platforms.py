"""Contradictions of platforms: approval against application, and hosts that no register has."""

from __future__ import annotations

import polars as pl

from warehouse.measures.contradictions.registry import Inputs, kind

_PLACE = {
    "is_synthetic": pl.col("is_synthetic"),
    "first_submission_id": pl.col("submission_id"),
    "first_sheet": pl.col("source_sheet"),
    "first_row": pl.col("source_row"),
}


@kind(
    "approved_before_applied",
    "A platform was approved before it was applied for.",
    "平台获批早于申报",
    subject="platform",
    treatment="kept",
    reads=("core.platform",),
)
def approved_before_applied(inputs: Inputs) -> pl.DataFrame:
    """A platform whose last possible day of approval is before its application. Both stand in one row."""
    found = inputs["core.platform"].filter(pl.col("approved_by_date") < pl.col("applied_date"))
    approved, applied = (pl.col(name).dt.to_string("%Y-%m-%d") for name in ("approved_by_date", "applied_date"))
    return found.select(
        subject_id="platform_id",
        **_PLACE,
        second_submission_id="submission_id",
        second_sheet="source_sheet",
        second_row="source_row",
        text_en=pl.format("{} was approved by {} and applied for on {}.", "name_zh", approved, applied),
        text_zh=pl.format("“{}”最迟于 {} 获批，申报日期却为 {}。", "name_zh", approved, applied),
    )


@kind(
    "host_unknown",
    "The host of a platform is an enterprise of no register.",
    "平台依托企业不在任何名录中",
    subject="platform",
    treatment="apart",
    reads=("core.platform", "core.enterprise"),
)
def host_unknown(inputs: Inputs) -> pl.DataFrame:
    """A platform whose host has the credit code of an enterprise (it begins with 9) that no register has. The second
    place is the newest register of enterprises."""
    register = inputs["core.enterprise"]["submission_id"].max()
    found = inputs["core.platform"].filter(
        pl.col("host_credit_code").str.starts_with("9"), pl.col("host_enterprise_id").is_null()
    )
    host = pl.col("host_name").fill_null("?")
    return found.select(
        subject_id="platform_id",
        **_PLACE,
        second_submission_id=pl.lit(register, pl.String),
        second_sheet=pl.lit(None, pl.String),
        second_row=pl.lit(None, pl.Int32),
        text_en=pl.format("No register has {} ({}), host of {}.", host, "host_credit_code", "name_zh"),
        text_zh=pl.format("“{}”的依托单位“{}”（{}）不在任何名录中。", "name_zh", host, "host_credit_code"),
    )
