"""One row per task and responsible unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_rows

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "task_id": pl.String(),
    "ordinal": pl.Int32(),
    "department_id": pl.String(),
    "role": pl.String(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = (
        {
            "task_id": task.task_id,
            "ordinal": ordinal,
            "department_id": department_id,
            "role": "lead" if ordinal == 1 else "cooperating",
        }
        for plan in load_plans()
        for task in plan.tasks
        for ordinal, department_id in enumerate(task.departments, start=1)
    )
    return build_rows(rows, COLUMNS)
