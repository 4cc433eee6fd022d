"""One row per firm, year and fact: what the rules of the assessment judge."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.firms import facts

INPUTS: tuple[str, ...] = facts.INPUTS


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return facts.fact_rows({name: inputs[name].lazy() for name in INPUTS}).collect()
