"""One row per day that a plan sets within a task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_frame

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "task_id": pl.String(),
    "checkpoint_date": pl.Date(),
    "title_zh": pl.String(),
    "title_en": pl.String(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return build_frame((fact for plan in load_plans() for fact in plan.checkpoints), COLUMNS)
