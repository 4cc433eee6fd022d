"""One row per rule, indicator and factor."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.rules.continuity import comparison_rules

INPUTS: tuple[str, ...] = ("programme.plausibility_rule",)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return comparison_rules(inputs["programme.plausibility_rule"])
