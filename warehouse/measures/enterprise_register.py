"""Who the enterprises are: the newest register entry for each organisation code."""

from __future__ import annotations

import polars as pl
from pypinyin import lazy_pinyin

INDUSTRY_STANDARD = "2011"
"""The register writes industry classes in GB/T 4754-2011; returns moved to the 2017 codes with the data of 2018."""


def latest_register_entries(entries: pl.DataFrame, submissions: pl.DataFrame, industries: pl.DataFrame) -> pl.DataFrame:
    """One row per enterprise, as core.enterprise wants it, from the entries of every register received.

    The identifier is made of the organisation code, characters 9 to 17 of the credit code: what stays when a firm
    moves to another registration authority or changes its name (domain: identifiers).
    """
    newest = (
        entries.with_columns(enterprise_id="E" + pl.col("credit_code").str.slice(8, 9))
        .sort("submission_number", "source_row")
        .unique("enterprise_id", keep="last")
    )
    return (
        newest.join(submissions.select("submission_number", "submission_id", "is_synthetic"), on="submission_number")
        .join(
            industries.select("industry_id", industry_name="name_zh"),
            on="industry_name",
            how="left",
            maintain_order="left",
        )
        .select(
            "enterprise_id",
            "credit_code",
            "credit_code_state",
            pl.col("name").alias("name_zh"),
            pl.col("name").map_elements(to_pinyin, return_dtype=pl.String).alias("name_pinyin"),
            "region_code",
            pl.col("credit_code").str.slice(2, 6).alias("registration_region_code"),
            "industry_id",
            pl.lit(INDUSTRY_STANDARD).alias("industry_standard"),
            "industry_class_code",
            "batch",
            "recognised_date",
            "status",
            "is_synthetic",
            "submission_id",
            "source_sheet",
            "source_row",
        )
        .sort("enterprise_id")
    )


def to_pinyin(name: str) -> str:
    """A name in pinyin without tones, syllables separated by blanks: sorts Chinese names as a reader expects."""
    return " ".join(lazy_pinyin(name)).lower()
