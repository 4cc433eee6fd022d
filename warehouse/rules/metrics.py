"""The definitions of metrics and the bridges between them, from metrics.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from warehouse.errors import ContractBroken
from warehouse.rules.entries import build_entry

VERSION = "2016.1"
SOURCE = "metrics.toml"


@dataclass(frozen=True)
class Metric:
    """A definition. What is left out of the card nobody has set."""

    metric_id: str
    title_zh: str
    title_en: str
    unit: str
    formula_zh: str
    formula_en: str
    scope: str
    price_basis: Literal["current", "constant", "none", "of_the_publisher", "of_the_target"]
    method: str
    update_way: Literal["monthly", "yearly", "with_the_bulletin", "with_the_register"]
    denominator: str | None = None
    classification: str | None = None
    indicator_id: str | None = None
    handler: str | None = None
    lead: str | None = None
    alarm_threshold: Decimal | None = None
    good_threshold: Decimal | None = None


@dataclass(frozen=True)
class MetricBridge:
    """What leads from a value of one metric to one of another, either way."""

    from_metric: str
    to_metric: str
    words_zh: str
    words_en: str


@cache
def load_metrics() -> tuple[tuple[Metric, ...], tuple[MetricBridge, ...]]:
    """The shipped definitions and bridges. Raises ContractBroken with the entry at fault."""
    return parse_metrics((files("warehouse.rules") / "metrics.toml").read_text("utf-8"))


def parse_metrics(text: str) -> tuple[tuple[Metric, ...], tuple[MetricBridge, ...]]:
    """The definitions and bridges of a TOML text. Raises ContractBroken."""
    declared = tomllib.loads(text, parse_float=Decimal)
    metrics = tuple(build_entry(Metric, entry, f"{SOURCE}, metric") for entry in declared.get("metric", ()))
    bridges = tuple(build_entry(MetricBridge, entry, f"{SOURCE}, bridge") for entry in declared.get("bridge", ()))
    known = {metric.metric_id for metric in metrics}
    if len(known) < len(metrics):
        raise ContractBroken(f"{SOURCE}: a metric_id stands twice.", zh=f"{SOURCE}：metric_id 重复。")
    for bridge in bridges:
        if missing := {bridge.from_metric, bridge.to_metric} - known:
            raise ContractBroken(
                f"{SOURCE}: there is no metric '{min(missing)}'.", zh=f"{SOURCE}：没有指标定义“{min(missing)}”。"
            )
    return metrics, bridges
