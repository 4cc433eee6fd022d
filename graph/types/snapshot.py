"""Snapshot."""

from __future__ import annotations

from graph.declare.declare import noun


@noun("core.snapshot", en="The build of the warehouse that this response is read from.", zh="本次应答所用的数据快照")
class Snapshot:
    pass
