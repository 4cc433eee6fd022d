"""One row per task and named object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_frame

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "task_id": pl.String(),
    "object_kind": pl.String(),
    "object_id": pl.String(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return build_frame((fact for plan in load_plans() for fact in plan.objects), COLUMNS)
