"""Snapshot."""

from __future__ import annotations

from graph.declare.declare import noun


@noun(
    "core.snapshot", en="The published build of the warehouse that answers this request.", zh="本次应答所用的数据快照"
)
class Snapshot:
    pass
