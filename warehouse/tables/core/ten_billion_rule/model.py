"""One row per version of the line from which a chain is large."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.chains.line import rule_rows

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return rule_rows()
