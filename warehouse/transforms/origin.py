"""The origin columns of every staged row, its submission, sheet and row; and the frame in its dataset's shape."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.forms.datasets import DATASETS


def staged(rows: pl.DataFrame, dataset: str, sheet_name: str) -> pl.DataFrame:
    """Rows with `row` (from 1) in the columns and types of a dataset; missing columns are null.

    `submission_number` stays null here: staging fills it.
    """
    return rows.select(staged_columns({name: pl.col(name) for name in rows.columns}, dataset, sheet_name))


def staged_columns(known: Mapping[str, pl.Expr], dataset: str, sheet_name: str) -> list[pl.Expr]:
    """The same as expressions, from those of the known columns."""
    known = {**known, "source_sheet": pl.lit(sheet_name), "source_row": pl.col("row")}
    return [
        (known[name].cast(kind) if name in known else pl.lit(None, dtype=kind)).alias(name)
        for name, kind in DATASETS[dataset].items()
    ]
