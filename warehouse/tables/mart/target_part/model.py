"""One row per part of an apportioned target and kind: what it has brought, and whether the parts add up."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.targets.target_parts import target_parts
from warehouse.rules.plan import load_plans

INPUTS: tuple[str, ...] = ("core.target", "mart.target_progress", "core.enterprise", "core.region")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    parts = [part for plan in load_plans() for part in plan.target_parts]
    return target_parts(parts, *(inputs[name] for name in INPUTS))
