"""The inputs that a warning rests on."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.moment import day_in_china
from warehouse.measures.warnings.tables import READS
from warehouse.measures.warnings.warnings import load_rules, warning_rows

INPUTS: tuple[str, ...] = READS


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    at = day_in_china(inputs["stage.build"]["as_of"].item())
    return warning_rows(inputs, at, load_rules())[1]
