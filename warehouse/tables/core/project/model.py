"""One row per project: those of the plan, updated by the newest register, and those of a register alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.measures.plan_and_register import (
    PROVENANCE,
    combine,
    newest_entries,
    with_enterprise,
    with_industry,
)
from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import AMOUNT_CNY, build_frame

INPUTS: tuple[str, ...] = (
    "stage.project",
    "core.submission",
    "core.industry",
    "core.enterprise_identity",
    "core.department",
)

PLAN: dict[str, Any] = {
    "project_id": pl.String(),
    "name_zh": pl.String(),
    "name_en": pl.String(),
    "project_kind": pl.String(),
    "status": pl.String(),
    "owner_name": pl.String(),
    "industry_id": pl.String(),
    "document_id": pl.String(),
}
COLUMNS: dict[str, Any] = {
    **PLAN,
    "project_category": pl.String(),
    "total_investment_cny": AMOUNT_CNY,
    "owner_enterprise_id": pl.String(),
    "region_code": pl.String(),
    "lead_department_id": pl.String(),
    **PROVENANCE,
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    plan = build_frame((fact for plan in load_plans() for fact in plan.projects), PLAN)
    entries = newest_entries(inputs["stage.project"], inputs["core.submission"], "project_id", ["plan_year"])
    entries = with_industry(entries, inputs["core.industry"])
    entries = with_enterprise(entries, inputs["core.enterprise_identity"], "owner_enterprise_id")
    departments = inputs["core.department"].select(lead_department_id="department_id", lead_department_name="name_zh")
    entries = entries.join(departments, on="lead_department_name", how="left", maintain_order="left").with_columns(
        total_investment_cny="total_investment", project_kind=pl.lit("investment")
    )
    return combine(plan, entries, {"status"}, COLUMNS)
