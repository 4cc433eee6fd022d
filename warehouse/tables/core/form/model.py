"""One row per report form."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = [_row(form) for form in FORMS.values()]
    return pl.DataFrame(rows, infer_schema_length=None).sort("form_id")


def _row(form: Form) -> dict[str, object]:
    return {
        "form_id": form.form_id,
        "form_version": form.version,
        "title_zh": form.title_zh,
        "title_en": form.title_en,
        "description": form.description,
        "sender": None if form.sender is None else form.sender.value,
        "frequency": None if form.calendar is None else form.calendar.frequency.value,
        "due_day": None if form.calendar is None else form.calendar.due_day,
        "column_count": len(form.columns),
        "valid_from_date": form.valid_from,
        "valid_to_date": form.valid_to,
    }
