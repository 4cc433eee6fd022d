"""Reads the rule sets of traffic lights, lights/*.toml: bounds differ by place and are data, not code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

from warehouse.errors import ContractBroken
from warehouse.rules.entries import build_entry

LIGHT_FILES = ("lights/yinchuan.toml", "lights/wuhan.toml")
_MONTHS = 12


@dataclass(frozen=True)
class Progress:
    """Bounds of progress for yellow and red: points behind the schedule, or the ratio of done to due."""

    measure: Literal["shortfall_pp", "schedule_ratio"]
    yellow_bound: Decimal
    is_yellow_at_bound: bool
    red_bound: Decimal
    is_red_at_bound: bool


@dataclass(frozen=True)
class OwnPlan:
    """A project's own plan by month."""

    project_id: str
    shares: tuple[Decimal, ...]


@dataclass(frozen=True)
class Curve:
    """The schedule: what is due at the end of each month, as a share of the year's plan; a project's own plan has
    priority."""

    kind: Literal["linear", "by_month"]
    shares: tuple[Decimal, ...] = ()
    own_plans: tuple[OwnPlan, ...] = ()


@dataclass(frozen=True)
class Start:
    """Bounds of a missed start for yellow and red: months in a row, the planned month included."""

    milestone_name: str
    yellow_from_months: int
    red_from_months: int


@dataclass(frozen=True)
class LightRule:
    """One version of a rule set. It applies to months that end on `valid_from` or later, until its next version."""

    light_rule_id: str
    version: str
    place_zh: str
    place_en: str
    source_number: int
    source: str
    valid_from: date
    progress: Progress
    curve: Curve
    start: Start | None = None
    is_default: bool = False
    """Lists of lights that select no rule set have those of the default one."""

    @property
    def light_rule_version_id(self) -> str:
        return f"{self.light_rule_id}@{self.version}"


def load_light_rules() -> list[LightRule]:
    """The shipped rule sets, every version. Raises ContractBroken with the file and the fault."""
    folder = files("warehouse.rules")
    rules = check_versions(parse_light_rule((folder / name).read_text("utf-8"), name) for name in LIGHT_FILES)
    return check_default(rules)


def parse_light_rule(text: str, where: str) -> LightRule:
    """The rule set that a text in TOML declares. Raises ContractBroken."""
    declared: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    if isinstance(curve := declared.get("curve"), dict) and "own_plans" in curve:
        curve["own_plans"] = [build_entry(OwnPlan, plan, f"{where}: own plan") for plan in curve["own_plans"]]
    for name, part in (("progress", Progress), ("curve", Curve), ("start", Start)):
        if name in declared:
            declared[name] = build_entry(part, declared[name], f"{where}: {name}")
    rule = build_entry(LightRule, declared, where)
    _check(rule, where)
    return rule


def check_versions(rules: Iterable[LightRule]) -> list[LightRule]:
    """The rules by set and start. Raises ContractBroken where two versions of a set begin on one day."""
    ordered = sorted(rules, key=lambda rule: (rule.light_rule_id, rule.valid_from))
    for one, following in pairwise(ordered):
        if (one.light_rule_id, one.valid_from) == (following.light_rule_id, following.valid_from):
            raise ContractBroken(
                f"Two versions of the lights of '{one.light_rule_id}' begin on {one.valid_from}.",
                "Give the later one a later valid_from.",
            )
    return ordered


def check_default(rules: list[LightRule]) -> list[LightRule]:
    """The rules, of which one set is the default in all its versions. Raises ContractBroken."""
    default = {rule.light_rule_id for rule in rules if rule.is_default}
    if len(default) != 1 or any(rule.is_default != (rule.light_rule_id in default) for rule in rules):
        raise ContractBroken(
            f"The default rule sets of lights are {', '.join(sorted(default)) or 'none'}; one has to be.",
            "Write is_default = true in every version of one rule set, and in no other.",
        )
    return rules


def _check(rule: LightRule, where: str) -> None:
    progress, start = rule.progress, rule.start
    falls = progress.measure == "schedule_ratio"
    if (progress.red_bound >= progress.yellow_bound) if falls else (progress.red_bound <= progress.yellow_bound):
        raise ContractBroken(
            f"{where}: red at {progress.red_bound} is no worse than yellow at {progress.yellow_bound}."
        )
    if start is not None and not 1 <= start.yellow_from_months < start.red_from_months:
        raise ContractBroken(f"{where}: a start is yellow from the first month on, and red later.")
    if (rule.curve.kind == "by_month") != bool(rule.curve.shares):
        raise ContractBroken(f"{where}: a curve has shares exactly where its kind is by_month.")
    curves = [plan.shares for plan in rule.curve.own_plans] + ([rule.curve.shares] if rule.curve.shares else [])
    for shares in curves:
        if len(shares) != _MONTHS or shares[0] < 0 or any(later < earlier for earlier, later in pairwise(shares)):
            raise ContractBroken(f"{where}: a curve has twelve shares, from January on, none below the one before.")
