"""The root field `retainedSnapshots`: which snapshots can be read, and up to which instant each knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import strawberry

from graph.declare.descriptions import both
from graph.declare.scalars import Long
from warehouse.snapshots.past.past import Retained


@strawberry.type(
    description=both("A snapshot that is kept, for `snapshot` and `asOf` of a root field.", "仍保留的数据快照")
)
class RetainedSnapshot:
    snapshot_id: strawberry.ID = strawberry.field(description=both("Its identifier.", "快照标识"))
    as_of: datetime = strawberry.field(
        description=both("It knows what was received and decided up to this instant.", "数据截止时刻")
    )
    built_at: datetime = strawberry.field(description=both("When its build began.", "构建时刻"))
    submission_count: Long = strawberry.field(description=both("Submissions that it knows.", "报送文件数"))
    is_published: bool = strawberry.field(description=both("It is the one in force.", "是否为当前发布的快照"))
    is_beside: bool = strawberry.field(
        description=both(
            "A past state that was built beside the published snapshots and never was in force.",
            "是否为另行构建的历史状态",
        )
    )
    is_of_running_code: bool = strawberry.field(
        description=both(
            "It was made by the code and rules that run now; one of earlier ones may tell the same files otherwise.",
            "是否由当前版本的程序与规则生成",
        )
    )


def describe_retained(entries: Sequence[Retained]) -> list[RetainedSnapshot]:
    """As clients see them: instants are UTC without a zone."""
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
