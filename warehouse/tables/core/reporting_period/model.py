"""One row per report form with a calendar and period."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.forms.registry import FORMS
from warehouse.measures.reporting_calendar import reporting_periods

INPUTS: tuple[str, ...] = ("core.submission_sheet", "stage.build")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return reporting_periods(FORMS.values(), inputs["core.submission_sheet"], inputs["stage.build"]["as_of"].item())
