"""The root field `retainedSnapshots`: the readable snapshots with their as-of instants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import strawberry

from graph.declare.descriptions import both
from graph.declare.scalars import Long
from warehouse.snapshots.past.past import Retained


@strawberry.type(description=both("A retained snapshot, for `snapshot` and `asOf` of root fields.", "仍保留的数据快照"))
class RetainedSnapshot:
    snapshot_id: strawberry.ID = strawberry.field(description=both("Snapshot.", "快照标识"))
    as_of: datetime = strawberry.field(
        description=both("Includes files and decisions up to this instant.", "数据截止时刻")
    )
    built_at: datetime = strawberry.field(description=both("Start of its build.", "构建时刻"))
    submission_count: Long = strawberry.field(description=both("Number of submissions.", "报送文件数"))
    is_published: bool = strawberry.field(
        description=both("Whether it is the published snapshot.", "是否为当前发布的快照")
    )
    is_beside: bool = strawberry.field(
        description=both(
            "Whether it is a past state that was rebuilt later and never published.",
            "是否为另行构建的历史状态",
        )
    )
    is_of_running_code: bool = strawberry.field(
        description=both(
            "Whether the running code and rules built it; earlier ones may give other results for the same files.",
            "是否由当前版本的程序与规则生成",
        )
    )


def describe_retained(entries: Sequence[Retained]) -> list[RetainedSnapshot]:
    """The snapshots as API objects; instants are UTC without a time zone."""
    return [
        RetainedSnapshot(
            snapshot_id=strawberry.ID(entry.manifest.snapshot_id),
            as_of=entry.manifest.as_of.astimezone(UTC).replace(tzinfo=None),
            built_at=entry.manifest.built_at.astimezone(UTC).replace(tzinfo=None),
            submission_count=Long(entry.manifest.submission_count),
            is_published=entry.is_published,
            is_beside=entry.is_beside,
            is_of_running_code=entry.is_of_this_code,
        )
        for entry in entries
    ]
