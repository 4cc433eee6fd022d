"""One row per chain and node that is a gap of any kind."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.moment import day_in_china
from warehouse.measures.chains.gaps import GapPriority, all_gaps
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = (
    "core.chain",
    "core.chain_gap",
    "core.chain_stage",
    "core.chain_supply_edge",
    "core.chain_candidate",
    "core.enterprise",
    "core.enterprise_chain",
    "mart.chain_removal",
    "mart.chain_substitute",
    "stage.build",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    today = day_in_china(inputs["stage.build"]["as_of"].item())
    return all_gaps(inputs, load_rule_sets("gap_priority@*.toml", GapPriority), today)
