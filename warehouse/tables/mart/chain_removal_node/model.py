"""One row per removed node, firm or edge and node that it takes away or hits."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.chains.network import READS
from warehouse.measures.chains.removals import Resilience, node_losses
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = READS


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return node_losses(inputs, load_rule_sets("resilience@*.toml", Resilience))
