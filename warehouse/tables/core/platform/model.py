"""One row per platform: those of the plan, updated by the newest register, and those of a register alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.measures.plan_and_register import PROVENANCE, combine, newest_entries, with_enterprise, with_industry
from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_frame

INPUTS: tuple[str, ...] = ("stage.platform", "core.submission", "core.industry", "core.enterprise_identity")

PLAN: dict[str, Any] = {
    "platform_id": pl.String(),
    "name_zh": pl.String(),
    "name_en": pl.String(),
    "platform_type": pl.String(),
    "level": pl.String(),
    "status": pl.String(),
    "host_name": pl.String(),
    "approved_date": pl.Date(),
    "approved_period": pl.String(),
    "industry_id": pl.String(),
    "document_id": pl.String(),
}
COLUMNS: dict[str, Any] = {
    **PLAN,
    "approved_from_date": pl.Date(),
    "approved_by_date": pl.Date(),
    "applied_date": pl.Date(),
    "host_credit_code": pl.String(),
    "host_enterprise_id": pl.String(),
    "approving_body_name": pl.String(),
    **PROVENANCE,
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    plan = build_frame((fact for plan in load_plans() for fact in plan.platforms), PLAN)
    entries = newest_entries(inputs["stage.platform"], inputs["core.submission"], "platform_id")
    entries = with_industry(entries, inputs["core.industry"])
    entries = with_enterprise(entries, inputs["core.enterprise_identity"], "host_enterprise_id")
    entries = entries.with_columns(host_credit_code="credit_code")
    month = pl.col("approved_period").str.to_date("%Y-%m", strict=False)
    # A day that a register adds takes the place of the month that the plan knows.
    is_dated = pl.col("approved_date").is_not_null()
    return (
        combine(plan, entries, {"status", "approved_date", "approved_period"}, COLUMNS)
        .with_columns(approved_period=pl.when(~is_dated).then("approved_period"))
        .with_columns(
            approved_from_date=pl.coalesce("approved_date", month),
            approved_by_date=pl.coalesce("approved_date", month.dt.month_end()),
        )
    )
