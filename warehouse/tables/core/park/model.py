"""One row per park: those of the plan, updated by the newest register, and those of a register alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.measures.plan_and_register import PROVENANCE, combine, newest_entries, with_industry
from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import AMOUNT_CNY, build_frame

INPUTS: tuple[str, ...] = ("stage.park", "core.submission", "core.industry")

PLAN: dict[str, Any] = {
    "park_id": pl.String(),
    "name_zh": pl.String(),
    "name_en": pl.String(),
    "park_kind": pl.String(),
    "status": pl.String(),
    "industry_id": pl.String(),
    "document_id": pl.String(),
}
COLUMNS: dict[str, Any] = {
    **PLAN,
    "region_code": pl.String(),
    "manager_name": pl.String(),
    "planned_area_hectares": pl.Decimal(18, 6),
    "output_year": pl.Int32(),
    "gross_output_cny": AMOUNT_CNY,
    **PROVENANCE,
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    plan = build_frame((fact for plan in load_plans() for fact in plan.parks), PLAN)
    entries = newest_entries(inputs["stage.park"], inputs["core.submission"], "park_id")
    entries = with_industry(entries, inputs["core.industry"])
    entries = entries.with_columns(gross_output_cny="gross_output", planned_area_hectares="planned_area")
    return combine(plan, entries, {"status"}, COLUMNS)
