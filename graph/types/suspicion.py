"""Suspected unit errors."""

from __future__ import annotations

from graph.declare.declare import noun, to_one
from graph.declare.provenance import FromCell
from graph.types.vocabulary.deliveries import Severity, SlipDirection, SuspicionState


@noun(
    "core.suspicion",
    en="A suspected unit error in a reported value, compared with the firm's history or per person employed.",
    zh="疑似计量单位错误的报送值",
    order_by=("observation_id", "rule_id"),
)
class Suspicion(FromCell):
    severity: Severity
    direction: SlipDirection
    state: SuspicionState

    enterprise = to_one("Enterprise")
    indicator = to_one("Indicator")
    rule = to_one("PlausibilityRule", "Rule that detected it.", "合理性规则")
    held_cell = to_one("HeldCell")
    decision = to_one("Decision")
