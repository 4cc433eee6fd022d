"""One row per finding of the audit of each plan."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.tasks.plan_audit.audit import audit_plan
from warehouse.measures.tasks.plan_audit.audited import Audit
from warehouse.measures.tasks.plan_audit.sources import indicators_with_data
from warehouse.programme.programme import built_in
from warehouse.rules.plan import load_plans
from warehouse.rules.rule_sets import load_rule_sets

INPUTS: tuple[str, ...] = ()


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    rules = load_rule_sets("audit@*.toml", Audit)
    programme = built_in()
    measured = indicators_with_data(programme)
    return pl.concat([audit_plan(plan, rules, programme.units, measured) for plan in load_plans()])
