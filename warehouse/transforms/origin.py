"""The columns that every staged row carries: its submission, sheet and row; and the frame in its dataset's shape."""

from __future__ import annotations

import polars as pl

from warehouse.forms.datasets import DATASETS


def staged(rows: pl.DataFrame, dataset: str, sheet_name: str) -> pl.DataFrame:
    """Rows with `row` (from 1) in the columns and types of a dataset; columns that they lack are null.

    `submission_number` stays null here: whoever stages the rows knows it.
    """
    schema = DATASETS[dataset]
    known = rows.with_columns(source_sheet=pl.lit(sheet_name), source_row=pl.col("row").cast(pl.Int32))
    return known.select(
        (pl.col(name).cast(kind) if name in known.columns else pl.lit(None, dtype=kind)).alias(name)
        for name, kind in schema.items()
    )
