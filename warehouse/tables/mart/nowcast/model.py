"""One row per subject, measure and one of the newest months: measured, and imputed for those who still owe it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.nowcasts.nowcast_rows import answered_rows, error_rows, nowcast_rows, rule_of

_ANSWERED = ("mart.growth_total", "core.enterprise_change", "mart.reporting_status", "core.enterprise")
INPUTS: tuple[str, ...] = (*_ANSWERED, "mart.subject_enterprise", "stage.build")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rule = rule_of(inputs["mart.growth_total"])
    frames = [inputs[name].lazy() for name in _ANSWERED]
    members = inputs["mart.subject_enterprise"].lazy()
    answered = answered_rows(*frames, bounds=rule.bounds)
    as_of = inputs["stage.build"]["as_of"].item()
    errors = error_rows(*frames, members=members, as_of=as_of, bounds=rule.bounds)
    return nowcast_rows(answered, members, rule, errors).collect()
