"""One row per number, named object or action of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from warehouse.rules.plan import load_plans
from warehouse.rules.plan_frames import VALUE, build_rows

INPUTS: tuple[str, ...] = ()

COLUMNS: dict[str, Any] = {
    "promise_id": pl.String(),
    "document_id": pl.String(),
    "promise_kind": pl.String(),
    "subject": pl.String(),
    "title_zh": pl.String(),
    "title_en": pl.String(),
    "section": pl.String(),
    "task_id": pl.String(),
    "value": VALUE,
    "value_high": VALUE,
    "unit": pl.String(),
    "covers_all": pl.Boolean(),
    "target_id": pl.String(),
    "industry_id": pl.String(),
    "term_zh": pl.String(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = (
        asdict(promise) | {"document_id": plan.head.document_id} for plan in load_plans() for promise in plan.promises
    )
    return build_rows(rows, COLUMNS)
