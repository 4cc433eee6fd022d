"""The enterprises: the newest register entry of each, with the changes declared since."""

from __future__ import annotations

from datetime import date

import polars as pl

from warehouse.domain.identifiers import CodeState
from warehouse.forms.enterprise_register import KINDS
from warehouse.measures.names.pinyin import read_name
from warehouse.measures.register.enterprise_changes import apply_changes, with_enterprise

INDUSTRY_STANDARD = "2011"
"""The register has industry classes of GB/T 4754-2011; returns moved to the 2017 codes with the data of 2018."""


def latest_register_entries(
    entries: pl.DataFrame,
    changes: pl.DataFrame,
    identities: pl.DataFrame,
    submissions: pl.DataFrame,
    industries: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: date,
) -> pl.DataFrame:
    """One row per enterprise in the shape of core.enterprise, from the entries of every register received.

    core.enterprise_identity maps an entry's credit code to the enterprise. A code with a wrong check digit is
    `confirmed` where a decision in force says that it is right.
    """
    known = with_enterprise_of_code(entries, identities)
    newest = known.sort("submission_number", "source_row").unique("enterprise_id", keep="last")
    newest = apply_changes(newest, with_enterprise(changes, identities), as_of)
    confirmed = decisions.filter(pl.col("is_in_force"), decision_kind="confirmed")["held_cell_id"]
    is_confirmed = (pl.col("credit_code_state") == CodeState.CHECK_FAILED) & pl.col("credit_code").is_in(
        confirmed.to_list()
    )
    newest = newest.with_columns(
        credit_code_state=pl.when(is_confirmed).then(pl.lit("confirmed")).otherwise("credit_code_state")
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
            pl.col("short_name").alias("short_name_zh"),
            "region_code",
            pl.col("credit_code").str.slice(2, 6).alias("registration_region_code"),
            "industry_id",
            pl.lit(INDUSTRY_STANDARD).alias("industry_standard"),
            "industry_class_code",
            pl.concat_str(pl.lit(INDUSTRY_STANDARD), "industry_class_code", separator="-").alias("industry_class_id"),
            "batch",
            "recognised_date",
            "status",
            # The register lists key enterprises; only another member of a chain needs a word.
            pl.col("enterprise_kind").fill_null(KINDS["骨干"]),
            "founded_date",
            "is_synthetic",
            "is_flagged",
            "is_corrected",
            "decision_id",
            "submission_id",
            "source_sheet",
            "source_row",
        )
        .sort("enterprise_id")
    )


def with_enterprise_of_code(entries: pl.DataFrame, identities: pl.DataFrame) -> pl.DataFrame:
    """Register entries with their `enterprise_id`."""
    codes = identities.filter(pl.col("identifier_kind") == "credit_code").select(
        "enterprise_id", credit_code="identifier_code"
    )
    return entries.join(codes, on="credit_code", how="inner", maintain_order="left")


def to_pinyin(name: str) -> str:
    """A name in pinyin without tones, syllables separated by blanks: sorts Chinese names in the usual order."""
    return read_name(name)
