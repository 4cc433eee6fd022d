"""One row per contradiction between registers: of every kind, from the tables that the kinds declare."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.contradictions.registry import contradictions, tables_read

INPUTS: tuple[str, ...] = tables_read()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return contradictions(inputs)
