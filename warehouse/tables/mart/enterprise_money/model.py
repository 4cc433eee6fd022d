"""One row per enterprise, year and channel."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.money.firm_money import enterprise_money, load_support_rules

INPUTS: tuple[str, ...] = (
    "mart.fund_lookthrough",
    "core.direct_equity",
    "core.policy_support",
    "core.financing_round",
    "core.listing_step",
    "core.bank_credit",
    "core.enterprise",
    "core.enterprise_change",
)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return enterprise_money(inputs, load_support_rules()[-1])
