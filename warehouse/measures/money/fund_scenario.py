"""How large new sub-funds have to be for the size that the plan wants, and what the guide fund is short of.

The number of new funds changes the size of each, not the money. Nothing is invented: an operating sub-fund whose
commitments nobody reported makes the scenario null and is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import polars as pl

from warehouse.measures.reason import Reason
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

_CENT, _SIX, _ZERO = Decimal("0.01"), Decimal("0.000001"), Decimal(0)
_YUAN = {"cny": 1, "cny_1e4": 10_000, "cny_1e8": 100_000_000}


@dataclass(frozen=True)
class ScenarioBounds:
    guide_target_id: str
    size_target_id: str
    guide_share: Decimal
    minimum_size_cny: Decimal


def load_scenario_rules() -> tuple[RuleSet[ScenarioBounds], ...]:
    return load_rule_sets("fund_scenario@*.toml", ScenarioBounds)


@dataclass(frozen=True)
class Scenario:
    """`new_funds` sub-funds of one size; yuan. `unknown_funds` are those whose size nobody reported."""

    is_synthetic: bool
    new_funds: int
    target_size_cny: Decimal
    guide_target_cny: Decimal
    existing_cny: Decimal | None
    guide_committed_cny: Decimal | None
    size_each_cny: Decimal | None
    guide_wanted_cny: Decimal | None
    guide_headroom_cny: Decimal | None
    guide_short_cny: Decimal | None
    guide_share_that_fits: Decimal | None
    is_below_minimum_size: bool | None
    reason: str | None
    unknown_funds: tuple[str, ...]
    rule_set_version_id: str


def fund_scenarios(
    funds: pl.DataFrame,
    contributions: pl.DataFrame,
    targets: pl.DataFrame,
    counts: Sequence[int],
    rule: RuleSet[ScenarioBounds],
) -> list[Scenario]:
    """One scenario per count, real funds before invented ones; none where the plan states no size."""
    bounds = rule.bounds
    size, guide = (_target(targets, target_id) for target_id in (bounds.size_target_id, bounds.guide_target_id))
    found: list[Scenario] = []
    if size is None or guide is None:
        return found
    for is_synthetic in (False, True):
        own = funds.filter(
            (pl.col("fund_kind") == "sub_fund")
            & (pl.col("status") == "operating")
            & (pl.col("is_synthetic") == is_synthetic)
        ).sort("fund_id")
        if own.is_empty():
            continue
        guides = funds.filter(pl.col("fund_kind") == "guide")["fund_id"].implode()
        to_own = contributions.filter(pl.col("fund_id").is_in(own["fund_id"].implode()))
        known = set(to_own.filter(pl.col("committed_cny") > 0)["fund_id"])
        unknown = tuple(fund for fund in own["fund_id"] if fund not in known)
        existing = _sum(to_own)
        given = _sum(to_own.filter(pl.col("contributor_fund_id").is_in(guides)))
        found += [_scenario(is_synthetic, count, size, guide, existing, given, unknown, rule) for count in counts]
    return found


def _target(targets: pl.DataFrame, target_id: str) -> Decimal | None:
    """The target in yuan; None where no plan has it."""
    rows = targets.filter(pl.col("target_id") == target_id, pl.col("value_low").is_not_null())
    if rows.is_empty():
        return None
    return Decimal(rows["value_low"][0]) * _YUAN[rows["unit"][0]]


def _scenario(
    is_synthetic: bool,
    count: int,
    size: Decimal,
    guide: Decimal,
    existing: Decimal,
    given: Decimal,
    unknown: tuple[str, ...],
    rule: RuleSet[ScenarioBounds],
) -> Scenario:
    head = (is_synthetic, count, size, guide)
    if unknown:
        empty = (None,) * 8
        return Scenario(*head, *empty, Reason.NO_SOURCE.value, unknown, rule.version_id)
    missing, headroom = max(size - existing, _ZERO), max(guide - given, _ZERO)
    each = missing / count
    asked = missing * rule.bounds.guide_share
    return Scenario(
        *head,
        existing_cny=existing,
        guide_committed_cny=given,
        size_each_cny=each.quantize(_CENT, ROUND_HALF_EVEN),
        guide_wanted_cny=asked.quantize(_CENT, ROUND_HALF_EVEN),
        guide_headroom_cny=headroom,
        guide_short_cny=max(asked - headroom, _ZERO).quantize(_CENT, ROUND_HALF_EVEN),
        guide_share_that_fits=(headroom / missing).quantize(_SIX, ROUND_HALF_EVEN) if missing else None,
        is_below_minimum_size=each < rule.bounds.minimum_size_cny if missing else None,
        reason=None if missing else Reason.ALREADY_MET.value,
        unknown_funds=(),
        rule_set_version_id=rule.version_id,
    )


def _sum(contributions: pl.DataFrame) -> Decimal:
    return sum(contributions["committed_cny"], _ZERO)
