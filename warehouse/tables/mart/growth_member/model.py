"""One row per subject, measure, period and firm that entered or left; of years to date every firm of the panel."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.growth.growth_rows import known_coefficients, member_rows

_FRAMES = ("mart.growth_total", "mart.subject_enterprise", "core.enterprise_change", "core.enterprise")
_COEFFICIENTS = ("mart.growth_total", "core.enterprise_sei_share", "core.enterprise")
_EXEMPTIONS = "core.reporting_exemption"
INPUTS: tuple[str, ...] = tuple(dict.fromkeys((*_FRAMES, *_COEFFICIENTS, _EXEMPTIONS)))


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    known = known_coefficients(*(inputs[name] for name in _COEFFICIENTS))
    frames = (inputs[name].lazy() for name in _FRAMES)
    exemptions = inputs[_EXEMPTIONS].lazy()
    return member_rows(*frames, known=known, exemptions=exemptions).collect()
