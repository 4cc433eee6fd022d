"""The bounds of the rule set `warnings`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from warehouse.rules.rule_sets import RuleSet, load_rule_sets


@dataclass(frozen=True)
class PriceShock:
    price_growth: Decimal
    product_share: Decimal
    months_running: int
    hit_growth: Decimal
    within_months: int


@dataclass(frozen=True)
class VolumeDrop:
    output_growth: Decimal
    months_running: int
    hit_growth: Decimal


@dataclass(frozen=True)
class CapacityIdle:
    utilisation: Decimal
    months_running: int
    hit_growth: Decimal
    within_months: int


@dataclass(frozen=True)
class LateReporter:
    returns_running: int
    within_months: int


@dataclass(frozen=True)
class SingleFirm:
    share_at_risk: Decimal
    hit_growth: Decimal


@dataclass(frozen=True)
class Covenant:
    near: Decimal


@dataclass(frozen=True)
class TaskDue:
    days_left: int


@dataclass(frozen=True)
class WarningBounds:
    price_shock: PriceShock
    volume_drop: VolumeDrop
    capacity_idle: CapacityIdle
    late_reporter: LateReporter
    single_firm: SingleFirm
    covenant: Covenant
    task_due: TaskDue


def load_warning_rules() -> tuple[RuleSet[WarningBounds], ...]:
    return load_rule_sets("warnings@*.toml", WarningBounds)
