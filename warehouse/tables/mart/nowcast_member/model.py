"""One row per nowcast and firm that still owes its return: what is imputed for it, and from what."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.nowcasts.nowcast_rows import answered_rows, member_rows, rule_of

_ANSWERED = ("mart.growth_total", "core.enterprise_change", "mart.reporting_status", "core.enterprise")
INPUTS: tuple[str, ...] = (*_ANSWERED, "mart.subject_enterprise")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rule = rule_of(inputs["mart.growth_total"])
    answered = answered_rows(*(inputs[name].lazy() for name in _ANSWERED), bounds=rule.bounds)
    return member_rows(answered, inputs["mart.subject_enterprise"].lazy(), rule).collect()
