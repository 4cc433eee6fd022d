"""Early warnings: evidence, handling and hit rates."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.reasons import Reason
from graph.types.vocabulary.warnings import (
    HandlingStatus,
    WarningKind,
    WarningOutcome,
    WarningState,
    WarningSubject,
    WarningVerdict,
)


@noun(
    "mart.warning",
    en="An early warning, with its evidence, its state and what became of it.",
    zh="预警，含依据、状态与结果",
    order_by=("raised_date", "warning_id"),
    is_grouped=True,
)
class EarlyWarning:
    warning_kind: WarningKind
    subject_kind: WarningSubject
    state: WarningState
    handling_status: HandlingStatus
    handled_by = column(is_name=True)
    verdict: WarningVerdict
    outcome: WarningOutcome
    value_reason: Reason
    reason: Reason

    enterprise = to_one("Enterprise")
    fund = to_one("Fund")
    task = to_one("Task")
    chain = to_one("IndustryChain")
    earlier = to_one("EarlyWarning", "The one before.", "上一次预警")
    evidence = to_many("WarningEvidence", "Inputs that it rests on.", "预警依据")
    handling = to_many("WarningHandling", "What people did about it.", "处置记录")


@noun(
    "mart.warning_evidence",
    en="An input that a warning rests on.",
    zh="预警依据",
    order_by=("warning_id", "period", "warning_evidence_id"),
)
class WarningEvidence:
    warning = to_one("EarlyWarning", "The warning.", "所属预警")
    observation = to_one("Observation")


@noun(
    "core.warning_handling",
    en="What people did about a warning on a day.",
    zh="预警处置登记",
    order_by=("handled_date", "warning_handling_id"),
)
class WarningHandling(FromRow):
    handling_status: HandlingStatus
    handled_by = column(is_name=True)
    verdict: WarningVerdict

    warning = to_one("EarlyWarning", "The warning.", "所属预警")


@noun(
    "mart.warning_hit_rate",
    en="How many warnings of a kind came true; those whose horizon has not passed are counted apart.",
    zh="预警命中率，观察期未满者另计",
    order_by=("warning_kind", "year"),
)
class WarningHitRate:
    warning_kind: WarningKind
    reason: Reason
