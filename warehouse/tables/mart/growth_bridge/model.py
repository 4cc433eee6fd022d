"""One row per subject, measure and pair of periods one year apart: its change as seven effects."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.growth.growth_rows import bridge_rows, known_coefficients, load_growth_rules

_FRAMES = (
    "mart.growth_total",
    "mart.growth_bridge_cell",
    "mart.subject_enterprise",
    "core.enterprise_change",
    "core.enterprise",
)
_COEFFICIENTS = ("mart.growth_total", "core.enterprise_sei_share", "core.enterprise")
_EXEMPTIONS = "core.reporting_exemption"
INPUTS: tuple[str, ...] = tuple(dict.fromkeys((*_FRAMES, *_COEFFICIENTS, _EXEMPTIONS)))


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    known = known_coefficients(*(inputs[name] for name in _COEFFICIENTS))
    frames = (inputs[name].lazy() for name in _FRAMES)
    exemptions = inputs[_EXEMPTIONS].lazy()
    return bridge_rows(*frames, known=known, rules=load_growth_rules(), exemptions=exemptions).collect()
