"""One row per finding of the audit of each plan."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.tasks.plan_audit import Audit, audit_plan
from warehouse.programme.programme import built_in
from warehouse.rules.plan import load_plans
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rules = load_rule_sets("audit@*.toml", Audit)
    units = built_in().units
    return pl.concat([audit_plan(plan, rules, units) for plan in load_plans()])
