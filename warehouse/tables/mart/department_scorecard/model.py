"""One row per unit, year, role and kind of reports."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.moment import day_in_china
from warehouse.measures.tasks.states import Escalation
from warehouse.measures.tasks.task_rows import STATE_READS, scorecard_rows
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = (*STATE_READS, "stage.build")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rules = load_rule_sets("escalation@*.toml", Escalation)
    return scorecard_rows(inputs, day_in_china(inputs["stage.build"]["as_of"].item()), rules)
