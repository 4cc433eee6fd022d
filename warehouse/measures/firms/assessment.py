"""The rules of the yearly assessment: dimensions, requirements, price exemption and exit, by version.

No scoring sheet of the programme is published: every number is an example in a rule file. Several versions judge the
same facts side by side; the one in force is that of the last day of the year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from warehouse.errors import ContractBroken
from warehouse.rules.rule_sets import RuleSet, load_rule_sets, parse_rule_set

DIMENSIONS = ("industry", "technology", "innovation", "management", "competitiveness")
LEVELS: Mapping[str, int] = {"chain_role": 3, "platform_level": 3, "listing_step": 3, "demonstrating_role": 1}
"""Facts in whole steps, with the highest."""
FACTS: Mapping[str, str] = {
    "revenue_growth": "mart.growth_total",
    "sei_share": "mart.enterprise_sei_revenue",
    "field_rank_share": "mart.enterprise_month",
    "chain_role": "core.enterprise_chain",
    "rd_intensity": "mart.enterprise_month",
    "patents": "core.enterprise_survey",
    "standards": "core.enterprise_survey",
    "rd_staff_share": "core.enterprise_survey",
    "platform_level": "core.platform",
    "on_time_share": "mart.reporting_status",
    "listing_step": "core.listing_step",
    "profit_margin": "mart.enterprise_month",
    "revenue_per_head": "mart.enterprise_month",
    "volume_index": "mart.growth_bridge_cell",
    "capacity_growth": "mart.growth_bridge_cell",
    "demonstrating_role": "core.enterprise_assessment",
    "revenue_cny": "mart.growth_total",
    "base_revenue_cny": "mart.growth_total",
    "price_effect_cny": "mart.growth_bridge",
    "price_effect_fisher_cny": "mart.growth_bridge",
    "explained_share": "mart.growth_bridge",
}
"""The facts of a firm-year, with the table that each is taken from."""
RULED = tuple(fact for fact in FACTS if not fact.endswith("_cny") and fact != "explained_share")
"""What an item or a requirement may name; the rest is evidence of prices."""
SCORE = "score"
_MOST = {"dimensions": len(DIMENSIONS), "items of a dimension": 12, "bands of an item": 12, "requirements": 12}


@dataclass(frozen=True)
class Item:
    """Points by bands `(lower bound, points)`: those of the last bound at or below the fact, 0 below the first."""

    fact: str
    weight: Decimal
    bands: tuple[tuple[Decimal, ...], ...]


@dataclass(frozen=True)
class Dimension:
    dimension: Literal["industry", "technology", "innovation", "management", "competitiveness"]
    weight: Decimal
    item: tuple[Item, ...]


@dataclass(frozen=True)
class Requirement:
    """The fact has to be at or above the threshold; `scale` is one step of distance."""

    fact: str
    threshold: Decimal
    scale: Decimal
    exempt_by: Literal["price"] | None = None


@dataclass(frozen=True)
class Grades:
    """The lowest score of each grade; below the last it is poor."""

    excellent: Decimal
    good: Decimal
    fair: Decimal


@dataclass(frozen=True)
class PriceExemption:
    min_explained_share: Decimal


@dataclass(frozen=True)
class Exit:
    """`exempt_year`: whether a year that only prices failed counts as a failing one."""

    failing_years: int
    role_saves: bool
    exempt_year: Literal["not_failing", "failing"]


@dataclass(frozen=True)
class Near:
    band: Decimal


@dataclass(frozen=True)
class Assessment:
    """The bounds of one version; see assessment@example-2.toml."""

    min_known_weight: Decimal
    grades: Grades
    dimension: tuple[Dimension, ...]
    requirement: tuple[Requirement, ...]
    price_exemption: PriceExemption
    exit: Exit
    near: Near


Rule = RuleSet[Assessment]


def load_assessments() -> tuple[Rule, ...]:
    """The stored versions, oldest first. Raises ContractBroken with file and key."""
    rules = load_rule_sets("assessment@*.toml", Assessment)
    for rule in rules:
        check_assessment(rule)
    return rules


def parse_assessment(text: str, version: str) -> Rule:
    """A version that a caller gives as text, whatever it calls itself. Raises ContractBroken with the key."""
    rule = parse_rule_set(text.encode(), f"assessment@{version}.toml", Assessment)
    check_assessment(rule)
    return rule


def check_assessment(rule: Rule) -> None:
    """Raises ContractBroken where the version names no fact, has bands out of order, or weighs nothing."""
    bounds, name = rule.bounds, f"{rule.version_id}.toml"
    names = [dimension.dimension for dimension in bounds.dimension]
    if not names or len(set(names)) < len(names):
        raise _broken(name, "a dimension stands twice, or there is none", "维度重复或缺失")
    _check_count(name, "dimensions", names)
    for dimension in bounds.dimension:
        _check_count(name, "items of a dimension", dimension.item)
        weights = [dimension.weight, *(item.weight for item in dimension.item)]
        if not dimension.item or any(weight <= 0 for weight in weights):
            raise _broken(name, f"'{dimension.dimension}' has no item, or a weight that is not above 0", "权重须大于 0")
        for item in dimension.item:
            _check_fact(name, item.fact)
            _check_count(name, "bands of an item", item.bands)
            lower = [band[0] for band in item.bands if len(band) == 2]
            if not lower or len(lower) < len(item.bands) or any(one >= other for one, other in pairwise(lower)):
                raise _broken(name, f"the bands of '{item.fact}' are no rising pairs", f"“{item.fact}”的分档须递增成对")
    if not bounds.requirement:
        raise _broken(name, "there is no requirement", "缺少要求")
    _check_count(name, "requirements", bounds.requirement)
    for requirement in bounds.requirement:
        if requirement.fact != SCORE:
            _check_fact(name, requirement.fact)
        if requirement.scale <= 0:
            raise _broken(name, f"the scale of '{requirement.fact}' is not above 0", "scale 须大于 0")
        if requirement.exempt_by is not None and requirement.fact != "revenue_growth":
            raise _broken(name, "prices exempt from 'revenue_growth' only", "价格豁免仅适用于 revenue_growth")
    if bounds.exit.failing_years != 2:
        raise _broken(name, "'failing_years' is not 2, the only number of the programme", "failing_years 须为 2")


def _check_fact(name: str, fact: str) -> None:
    if fact not in RULED:
        raise _broken(name, f"'{fact[:40]}' is none of {', '.join(RULED)}", f"“{fact[:40]}”不是可用的指标")


def _check_count(name: str, what: str, found: Sequence[object]) -> None:
    if len(found) > _MOST[what]:
        raise _broken(name, f"more than {_MOST[what]} {what}", f"数量超过 {_MOST[what]}")


def _broken(name: str, en: str, zh: str) -> ContractBroken:
    return ContractBroken(f"{name}: {en}.", zh=f"{name}：{zh}。")
