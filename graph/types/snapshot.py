"""Snapshot."""

from __future__ import annotations

from datetime import datetime

import strawberry

from graph.declare.declare import column, noun
from graph.declare.scalars import Long


@noun(
    "core.snapshot", en="The published build of the warehouse that answers this request.", zh="本次应答所用的数据快照"
)
class Snapshot:
    snapshot_id: strawberry.ID = column("Identifier, the number with leading zeros.", "快照标识")
    snapshot_number: Long = column("Order of builds, from a counter and not from the clock.", "快照序号")
    built_at: datetime = column("When the build began.", "构建时刻")
    as_of: datetime = column("Submissions received up to this instant are in it.", "数据截止时刻")
    submission_count: Long = column("Number of those submissions.", "报送文件数")
    longmai_version: str = column("Version of the software that built it.", "软件版本")
    has_synthetic: bool = column("True where any of its submissions is generated sample data.", "是否含合成样本数据")
