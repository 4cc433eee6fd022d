"""One row per version of a rule set of traffic lights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse.rules.lights import load_light_rules

INPUTS: tuple[str, ...] = ()
_BOUND = pl.Decimal(18, 6)
_COLUMNS: dict[str, Any] = {
    "light_rule_version_id": pl.String(),
    "light_rule_id": pl.String(),
    "rule_version": pl.String(),
    "place_zh": pl.String(),
    "place_en": pl.String(),
    "source_number": pl.Int32(),
    "source": pl.String(),
    "valid_from": pl.Date(),
    "is_default": pl.Boolean(),
    "progress_measure": pl.String(),
    "yellow_bound": _BOUND,
    "is_yellow_at_bound": pl.Boolean(),
    "red_bound": _BOUND,
    "is_red_at_bound": pl.Boolean(),
    "curve_kind": pl.String(),
    "start_milestone_name": pl.String(),
    "start_yellow_months": pl.Int32(),
    "start_red_months": pl.Int32(),
}


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rows = [
        (
            rule.light_rule_version_id, rule.light_rule_id, rule.version, rule.place_zh, rule.place_en,
            rule.source_number, rule.source, rule.valid_from, rule.is_default, rule.progress.measure,
            rule.progress.yellow_bound, rule.progress.is_yellow_at_bound,
            rule.progress.red_bound, rule.progress.is_red_at_bound, rule.curve.kind,
            *((rule.start.milestone_name, rule.start.yellow_from_months, rule.start.red_from_months)
              if rule.start else (None, None, None)),
        )
        for rule in load_light_rules()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")
