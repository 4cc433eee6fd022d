"""Nowcast: a figure before everybody has reported, and the firms that it misses."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.growth import Measure, MeasuredSubject, NowcastQuality, NowcastStratum
from graph.types.vocabulary.reasons import Reason


@noun(
    "mart.nowcast",
    en="Year to date before everybody has reported; in no level or growth.",
    zh="未报齐时的本年累计估计，不进入水平与增速",
    order_by=("period_end_date",),
)
class Nowcast:
    subject_kind: MeasuredSubject
    measure: Measure
    quality: NowcastQuality
    reason: Reason
    band_reason: Reason

    industry = to_one("Industry", "Field.", "领域")
    members = to_many("NowcastMember", "Firms that it misses.", "缺报企业")


@noun(
    "mart.nowcast_member",
    en="A firm that a nowcast misses, and what is imputed for it.",
    zh="缺报企业及其插补",
    order_by=("nowcast_id",),
)
class NowcastMember:
    measure: Measure
    stratum: NowcastStratum
    reason: Reason

    enterprise = to_one("Enterprise", "Enterprise.", "企业")
