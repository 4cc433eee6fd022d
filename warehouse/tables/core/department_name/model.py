"""One row per name of a unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_rows

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {"name_zh": pl.String(), "department_id": pl.String(), "is_short": pl.Boolean()}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = (
        {"name_zh": name, "department_id": unit.department_id, "is_short": name == unit.name_zh}
        for plan in load_plans()
        for unit in plan.departments
        for name in (unit.name_zh, *unit.aliases)
    )
    return build_rows(rows, COLUMNS)
