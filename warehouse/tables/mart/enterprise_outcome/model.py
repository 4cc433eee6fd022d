"""One row per firm of the list, year and version of the rules: its judgement and what two years lead to."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.firms.assessment import load_assessments
from warehouse.measures.firms.outcome_rows import outcome_rows

INPUTS: tuple[str, ...] = (
    "mart.enterprise_fact",
    "core.enterprise_assessment",
    "core.enterprise",
    "core.enterprise_change",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    frames = (inputs[name].lazy() for name in INPUTS)
    return outcome_rows(*frames, load_assessments()).collect()
