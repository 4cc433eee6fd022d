"""One row per target, month, kind and pair of vintages: where the target stands, and by which rules."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.targets.target_progress import TargetStatus, target_progress
from warehouse.rules.plan import load_plans
from warehouse.rules.rule_sets import load_rule_sets

_FRAMES = ("mart.target_actual", "core.target", "core.document")
_DECISIONS = "core.reporting_exemption"
INPUTS: tuple[str, ...] = (*_FRAMES, _DECISIONS)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rules = load_rule_sets("target_status@*.toml", TargetStatus)
    facts = [target for plan in load_plans() for target in plan.targets]
    return target_progress(*(inputs[name] for name in _FRAMES), rules, facts, inputs[_DECISIONS])
