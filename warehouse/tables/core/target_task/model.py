"""One row per target and task that serves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_rows

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "target_id": pl.String(),
    "task_id": pl.String(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = (
        {"target_id": target_id, "task_id": task.task_id}
        for plan in load_plans()
        for task in plan.tasks
        for target_id in task.target_ids
    )
    return build_rows(rows, COLUMNS)
