"""One row per divided task and field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_rows

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "task_id": pl.String(),
    "department_id": pl.String(),
    "industry_id": pl.String(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = (
        {"task_id": duty.task_id, "department_id": duty.department_id, "industry_id": industry_id}
        for plan in load_plans()
        for duty in plan.duties
        for industry_id in duty.industry_ids
    )
    return build_rows(rows, COLUMNS)
