"""One row per innovation platform that is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_frame

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "platform_id": pl.String(),
    "name_zh": pl.String(),
    "name_en": pl.String(),
    "platform_type": pl.String(),
    "level": pl.String(),
    "status": pl.String(),
    "host_name": pl.String(),
    "approved_date": pl.Date(),
    "approved_period": pl.String(),
    "industry_id": pl.String(),
    "document_id": pl.String(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return build_frame((fact for plan in load_plans() for fact in plan.platforms), COLUMNS)
