"""One row per name of a searchable entity."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.names.search_names import name_tables, search_names

INPUTS: tuple[str, ...] = name_tables()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return search_names(inputs)
