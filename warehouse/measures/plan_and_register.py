"""Combines the entries of a register with the facts of the plan.

A plan names some funds, projects, platforms and parks; a later register may name them again, with the plan's id, or
name others. A plan fact stays as in the plan, except for the columns that a register updates. Invented data never
affect a real fact: of entries with one id a real one wins over a synthetic one, and a synthetic entry with the id of a
plan fact is ignored. Reading already holds such rows (transforms.invented_rows); this is the guarantee.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

PROVENANCE: dict[str, Any] = {
    "is_synthetic": pl.Boolean(),
    "is_flagged": pl.Boolean(),
    "submission_id": pl.String(),
    "source_sheet": pl.String(),
    "source_row": pl.Int32(),
}
"""The origin of an entry and its marks; null for a fact without a register entry, and the marks false."""

_MARKS = ("is_synthetic", "is_flagged")


def newest_entries(
    entries: pl.DataFrame, submissions: pl.DataFrame, key: str, order: Sequence[str] = ()
) -> pl.DataFrame:
    """One entry per id, with its provenance: real before synthetic, then the newest."""
    return (
        entries.join(submissions.select("submission_number", "submission_id", "is_synthetic"), on="submission_number")
        .sort(
            "is_synthetic", *order, "submission_number", "source_row",
            descending=[True] + [False] * (len(order) + 2),
        )
        .unique(key, keep="last", maintain_order=True)
    )  # fmt: skip


def combine(plan: pl.DataFrame, entries: pl.DataFrame, updated: set[str], schema: Mapping[str, Any]) -> pl.DataFrame:
    """Updated plan facts and the remaining entries, in the columns of `schema`, by its first column.

    Columns of the plan keep its values unless they are `updated` or empty in the plan.
    """
    key = next(iter(schema))
    real = entries.filter(~(pl.col("is_synthetic") & pl.col(key).is_in(plan[key].to_list())))
    names = [name for name in schema if name != key]
    both = plan.select(key, *(name for name in names if name in plan.columns)).join(
        real.select(key, *(pl.col(name).alias(f"{name}_entry") for name in names if name in real.columns)),
        on=key, how="full", coalesce=True,
    )  # fmt: skip
    columns = [pl.col(key)]
    for name, kind in schema.items():
        if name == key:
            continue
        known = [pl.col(found) for found in (name, f"{name}_entry") if found in both.columns]
        if name in updated:
            known.reverse()
        value = pl.coalesce(known) if known else pl.lit(None)
        columns.append((value.fill_null(False) if name in _MARKS else value).cast(kind).alias(name))
    return both.select(columns).sort(key)


def with_industry(entries: pl.DataFrame, industries: pl.DataFrame) -> pl.DataFrame:
    """Entries with the `industry_id` of their field; null for a field unknown to the plan."""
    fields = industries.select("industry_id", industry_name="name_zh")
    return entries.join(fields, on="industry_name", how="left", maintain_order="left")


def with_enterprise(entries: pl.DataFrame, identities: pl.DataFrame, column: str) -> pl.DataFrame:
    """Entries with their enterprise as `column`: the one that ever had their credit code, by organisation code; null
    where unknown."""
    known = identities.filter(identifier_kind="organisation_code").select(
        pl.col("enterprise_id").alias(column), organisation_code="identifier_code"
    )
    named = entries.with_columns(organisation_code=pl.col("credit_code").str.slice(8, 9))
    return named.join(known, on="organisation_code", how="left", maintain_order="left").drop("organisation_code")
