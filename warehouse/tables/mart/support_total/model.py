"""One row per kind, unit, year and department."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.money.firm_money import load_support_rules
from warehouse.measures.money.support import support_total

INPUTS: tuple[str, ...] = (
    "core.policy_support",
    "core.enterprise_change",
    "core.unit",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return support_total(*(inputs[name] for name in INPUTS), load_support_rules()[-1])
