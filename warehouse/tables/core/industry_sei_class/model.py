"""One row per field and related national class; one row without a class where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_rows

INPUTS: tuple[str, ...] = ()

SEI_VERSION = "2018"

COLUMNS: dict[str, Any] = {
    "industry_id": pl.String(),
    "ordinal": pl.Int32(),
    "classification_version": pl.String(),
    "sei_code": pl.String(),
    "sei_class_id": pl.String(),
    "relation": pl.String(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = (
        {
            **asdict(row),
            "ordinal": ordinal,
            "classification_version": SEI_VERSION,
            "sei_class_id": None if row.sei_code is None else f"{SEI_VERSION}-{row.sei_code}",
        }
        for plan in load_plans()
        for industry in plan.industries
        for ordinal, row in enumerate(
            (row for row in plan.industry_classes if row.industry_id == industry.industry_id), start=1
        )
    )
    return build_rows(rows, COLUMNS)
