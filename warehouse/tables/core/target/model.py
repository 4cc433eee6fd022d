"""One row per target and document that sets it, with the day after which its progress counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from warehouse.measures.targets.target_window import counted_after
from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import VALUE, build_rows

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "target_id": pl.String(),
    "document_id": pl.String(),
    "section": pl.String(),
    "ordinal": pl.Int32(),
    "title_zh": pl.String(),
    "title_en": pl.String(),
    "indicator_id": pl.String(),
    "target_type": pl.String(),
    "scope": pl.String(),
    "denominator_indicator_id": pl.String(),
    "unit": pl.String(),
    "is_quantified": pl.Boolean(),
    "comparison": pl.String(),
    "value_low": VALUE,
    "value_high": VALUE,
    "baseline_value": VALUE,
    "baseline_unit": pl.String(),
    "baseline_period": pl.String(),
    "baseline_document_id": pl.String(),
    "start_date": pl.Date(),
    "deadline_date": pl.Date(),
    "region_code": pl.String(),
    "earlier_target_id": pl.String(),
    "counted_after_date": pl.Date(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    plans = load_plans()
    issued = {document.document_id: document.issued_date for plan in plans for document in plan.documents}
    rows = (
        {
            **asdict(target),
            "region_code": plan.head.region_code,
            "counted_after_date": counted_after(target, issued.get(target.baseline_document_id or "")),
        }
        for plan in plans
        for target in plan.targets
    )
    return build_rows(rows, COLUMNS)
