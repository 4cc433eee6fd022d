"""One row per group of platforms and year."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.moment import day_in_china
from warehouse.measures.platforms.counts import platform_counts
from warehouse.measures.targets.target_progress import TargetStatus
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = ("core.platform", "core.target", "stage.build")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rule = load_rule_sets("target_status@*.toml", TargetStatus)[-1]
    return platform_counts(inputs, day_in_china(inputs["stage.build"]["as_of"].item()), rule.bounds.complete_registers)
