"""One row per task and task that it depends on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_rows

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "task_id": pl.String(),
    "needed_task_id": pl.String(),
    "basis": pl.String(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = (
        {"task_id": task.task_id, "needed_task_id": needed_task_id, "basis": basis}
        for plan in load_plans()
        for task in plan.tasks
        for basis, needed in (("stated", task.depends_on), ("inferred", task.depends_on_inferred))
        for needed_task_id in needed
    )
    return build_rows(rows, COLUMNS)
