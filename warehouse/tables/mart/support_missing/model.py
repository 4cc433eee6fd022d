"""One row per kind of support, year and active enterprise without it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.money.firm_money import load_support_rules
from warehouse.measures.money.support import support_coverage

INPUTS: tuple[str, ...] = (
    "core.policy_support",
    "core.enterprise",
    "core.enterprise_change",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return support_coverage(inputs, load_support_rules()[-1])[1]
