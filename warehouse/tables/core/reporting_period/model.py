"""One row per report form with a calendar and period."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.forms.registry import FORMS
from warehouse.reporting.calendar import reporting_periods

_BY_ROW = [(form, form.period_column) for form in FORMS.values() if form.period_column is not None]
"""Forms whose rows have their own period."""

INPUTS: tuple[str, ...] = (
    "core.submission_sheet",
    "core.document",
    "core.task",
    "stage.build",
    *(f"stage.{form.dataset}" for form, _ in _BY_ROW),
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    taken = inputs["core.submission_sheet"].filter(pl.col("refusal").is_null()).select("form_id", "period")
    by_row = [
        inputs[f"stage.{form.dataset}"].select(form_id=pl.lit(form.form_id), period=column).unique()
        for form, column in _BY_ROW
    ]
    planned = inputs["core.document"].join(inputs["core.task"], on="document_id", how="semi")
    years = planned["issued_date"].drop_nulls().dt.year().unique().to_list()
    received = pl.concat([taken, *by_row])
    return reporting_periods(FORMS.values(), received, inputs["stage.build"]["as_of"].item(), years)
