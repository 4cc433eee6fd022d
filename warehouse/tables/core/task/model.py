"""One row per line of a plan's task table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_rows

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "task_id": pl.String(),
    "document_id": pl.String(),
    "section": pl.String(),
    "ordinal": pl.Int32(),
    "title_zh": pl.String(),
    "title_en": pl.String(),
    "deadline_kind": pl.String(),
    "due_date": pl.Date(),
    "lead_department_id": pl.String(),
    "duration_days": pl.Int32(),
    "evidence_kind": pl.String(),
    "evidence_number": pl.Int32(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = (
        {**asdict(task), "lead_department_id": task.departments[0], "evidence_kind": task.evidence}
        for plan in load_plans()
        for task in plan.tasks
    )
    return build_rows(rows, COLUMNS)
