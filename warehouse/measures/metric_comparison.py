"""Whether values of two definitions may be compared, added or divided, and what leads from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import polars as pl

from warehouse.measures.reason import Reason
from warehouse.rules.metrics import Metric, MetricBridge

PARTS = ("unit", "scope", "denominator", "price_basis", "classification", "method")
"""The parts of a definition that two values must share."""


@dataclass(frozen=True)
class Comparison:
    """`reason` is why two values must not stand in one sum, ratio or line; None where they may.

    A value of another vintage than its counterpart is flagged, by `is_mixed_vintage`, and not refused.
    """

    reason: Reason | None
    differs_in: tuple[str, ...] = ()
    bridge: MetricBridge | None = None
    is_mixed_vintage: bool = False


def compare_metrics(
    one: Metric,
    other: Metric,
    bridges: Iterable[MetricBridge] = (),
    vintages: tuple[str | None, str | None] = (None, None),
) -> Comparison:
    """How values of two definitions, perhaps of two vintages, stand to each other."""
    differs = tuple(part for part in PARTS if getattr(one, part) != getattr(other, part))
    if one.metric_id != other.metric_id:
        differs = ("metric", *differs)
    ends = {one.metric_id, other.metric_id}
    found = next((bridge for bridge in bridges if {bridge.from_metric, bridge.to_metric} == ends), None)
    return Comparison(
        Reason.METRIC_MISMATCH if differs else None, differs, found if differs else None, vintages[0] != vintages[1]
    )


def metric_pairs(metrics: Sequence[Metric], bridges: Sequence[MetricBridge]) -> pl.DataFrame:
    """One row per pair of definitions, either way round, in the columns of core.metric_pair."""
    rows = []
    for one, other in product(metrics, repeat=2):
        found = compare_metrics(one, other, bridges)
        rows.append((
            f"{one.metric_id}/{other.metric_id}", one.metric_id, other.metric_id, found.reason is None, found.reason,
            ", ".join(found.differs_in) or None,
            found.bridge.words_zh if found.bridge else None, found.bridge.words_en if found.bridge else None,
        ))  # fmt: skip
    text = pl.String()
    schema = {"metric_pair_id": text, "metric_id": text, "other_metric_id": text, "is_comparable": pl.Boolean(),
              "reason": text, "differs_in": text, "bridge_zh": text, "bridge_en": text}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
