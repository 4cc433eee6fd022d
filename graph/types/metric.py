"""Metrics: the definitions of measures, and which of them may be compared."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.reasons import Reason


@noun("core.metric", en="The definition of a measure.", zh="测算指标的定义")
class Metric:
    indicator = to_one("Indicator")
    pairs = to_many("MetricPair", "Which others it may be compared with.", "与其他定义能否比较")


@noun(
    "core.metric_pair",
    en="Whether values of two definitions may be compared, added or divided.",
    zh="两种定义的数值能否比较、相加或相除",
    order_by=("metric_id", "other_metric_id"),
)
class MetricPair:
    reason: Reason

    metric = to_one("Metric")
    other_metric = to_one("Metric")
