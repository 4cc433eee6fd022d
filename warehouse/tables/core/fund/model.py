"""One row per fund: those of the plan, updated by the newest register, and those of a register alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.measures.plan_and_register import PROVENANCE, combine, newest_entries, with_industry
from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import AMOUNT_CNY, build_frame

INPUTS: tuple[str, ...] = ("stage.fund", "core.submission", "core.industry")

PLAN: dict[str, Any] = {
    "fund_id": pl.String(),
    "name_zh": pl.String(),
    "name_en": pl.String(),
    "fund_kind": pl.String(),
    "status": pl.String(),
    "parent_fund_id": pl.String(),
    "target_size_cny": AMOUNT_CNY,
    "industry_id": pl.String(),
    "document_id": pl.String(),
}
COLUMNS: dict[str, Any] = {
    **PLAN,
    "manager_name": pl.String(),
    "established_date": pl.Date(),
    "region_code": pl.String(),
    **PROVENANCE,
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    plan = build_frame((fact for plan in load_plans() for fact in plan.funds), PLAN)
    entries = newest_entries(inputs["stage.fund"], inputs["core.submission"], "fund_id")
    entries = with_industry(entries, inputs["core.industry"]).with_columns(target_size_cny="target_size")
    return combine(plan, entries, {"status", "target_size_cny"}, COLUMNS)
