"""One row per source document of plan facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import build_rows

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "document_id": pl.String(),
    "title_zh": pl.String(),
    "title_en": pl.String(),
    "document_kind": pl.String(),
    "document_number": pl.String(),
    "issuer_name": pl.String(),
    "issued_date": pl.Date(),
    "evidence": pl.String(),
    "region_code": pl.String(),
    "progress_report_days": pl.Int32(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = (
        {**asdict(document), "region_code": plan.head.region_code}
        for plan in load_plans()
        for document in plan.documents
    )
    return build_rows(rows, COLUMNS)
