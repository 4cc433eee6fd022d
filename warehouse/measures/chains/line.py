"""The line from which a chain is large: ten billion yuan, by the version of the rule set in force."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from warehouse.measures.by_version import by_version
from warehouse.rules.rule_sets import RuleSet, load_rule_sets


@dataclass(frozen=True)
class TenBillion:
    """Bounds of a large chain; see ten_billion@1.toml."""

    line_cny: Decimal
    horizon_years: int


def load_ten_billion() -> tuple[RuleSet[TenBillion], ...]:
    return load_rule_sets("ten_billion@*.toml", TenBillion)


def line_on(day: pl.Expr) -> pl.Expr:
    """The line in yuan on the day of a row; null before the first version."""
    return pl.coalesce(
        pl.when(is_in_force).then(pl.lit(rule.bounds.line_cny, pl.Decimal(38, 2)))
        for rule, is_in_force in by_version(load_ten_billion(), day)
    )


def rule_rows() -> pl.DataFrame:
    """The rows of core.ten_billion_rule, for tables that are made by SQL."""
    rows = [
        (rule.version_id, rule.valid_from, rule.bounds.line_cny, rule.bounds.horizon_years)
        for rule in load_ten_billion()
    ]
    schema = {
        "rule_set_version_id": pl.String(), "valid_from": pl.Date(), "line_cny": pl.Decimal(38, 2),
        "horizon_years": pl.Int32(),
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
