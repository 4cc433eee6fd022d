"""The type Subscription: publications with their changes, overdue tasks, changed lights.

The number of an event is that of its snapshot; `after` resumes with later publications. `lightsChanged` is in
graph.subscriptions.lights_changed, the shared parts in graph.subscriptions.context.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import strawberry
from graphql import GraphQLResolveInfo, GraphQLSchema

from graph.declare.descriptions import both
from graph.declare.scalars import Long
from graph.planning.attribute_resolvers import bind_attributes
from graph.subscriptions.context import SubscriptionContext, described, event, event_number
from graph.subscriptions.lights_changed import ChangedLight, LightsChanged, ReleaseLight, lights_changed
from graph.types.vocabulary.releases import ChangeCause
from warehouse.snapshots.manifest import Manifest


@strawberry.type(description=both("Changes of a release, by table, form and cause.", "发布变动"))
class PublishedChange:
    table_name: str = described("Table.", "数据表")
    form_id: strawberry.ID = described("Report form; empty for rows without a form.", "报表")
    cause: ChangeCause = described("Cause of the change.", "原因")
    rows_before: Long = described("Rows before.", "此前行数")
    rows_added: Long = described("Rows added.", "新增行数")
    rows_corrected: Long = described("Rows changed.", "更正行数")
    rows_dropped: Long = described("Rows removed.", "删除行数")
    values_added: Long | None = described("Values added; null without values.", "新增数值")
    values_corrected: Long | None = described("Values changed; null without values.", "更正数值")
    values_dropped: Long | None = described("Values removed; null without values.", "删除数值")


@strawberry.type(description=both("A published snapshot.", "新发布的快照"))
class PublishedSnapshot:
    event_number: Long = event_number()
    snapshot_id: strawberry.ID = described("Snapshot.", "快照标识")
    built_at: datetime = described("Start of its build.", "构建时刻")
    as_of: datetime = described("Includes submissions received up to this instant.", "数据截止时刻")
    compared_with: strawberry.ID | None = described(
        "Snapshot that `changes` compares with; null for the first. It differs from your last one if releases between"
        " them are no longer retained, or after a rollback.",
        "比较所用的快照",
    )
    is_rollback: bool = described("Whether an older snapshot was published again.", "是否为回退")
    changes: list[PublishedChange] = described("Changes.", "变动")


@strawberry.type(description=both("A task past its due date that is not reported as done.", "逾期任务"))
class OverdueTask:
    task_id: strawberry.ID = described("Task.", "任务标识")
    title_zh: str = described("Chinese title.", "任务名称")
    title_en: str = described("English title.", "英文名称")
    due_date: date = described("Due date.", "完成期限")
    days_overdue: int = described("Days since the due date, on the date of `asOf` in Beijing.", "逾期天数")
    lead_department_id: strawberry.ID = described("Lead department.", "牵头单位标识")


@strawberry.type(description=both("All overdue tasks of a snapshot.", "逾期任务清单"))
class TasksOverdue:
    event_number: Long = event_number()
    snapshot_id: strawberry.ID = described("Snapshot.", "快照标识")
    as_of: datetime = described("The data are as known at this instant.", "数据截止时刻")
    tasks: list[OverdueTask] = described("Ordered as in the plan.", "逾期任务")


@strawberry.type(description=both("Events, by WebSocket (graphql-transport-ws) or server-sent events.", "订阅入口"))
class Subscription:
    snapshot_published = event(PublishedSnapshot, "Each new publication, or each one after `after`.", "快照发布")
    tasks_overdue = event(
        TasksOverdue, "The overdue tasks now, and after each publication that changes the set.", "逾期任务变动"
    )
    lights_changed = event(
        LightsChanged,
        "Changed lights of each new publication that changes any, or of each one after `after`.",
        "红黄绿灯变动",
    )


def bind_subscriptions(schema: GraphQLSchema) -> None:
    """Sets the source of each field of Subscription."""
    assert schema.subscription_type is not None
    sources = {
        "snapshotPublished": _snapshot_published,
        "tasksOverdue": _tasks_overdue,
        "lightsChanged": lights_changed,
    }
    for name, field in schema.subscription_type.fields.items():
        field.subscribe = sources[name]
        field.resolve = _the_event
    for kind in (
        PublishedChange,
        PublishedSnapshot,
        OverdueTask,
        TasksOverdue,
        ReleaseLight,
        ChangedLight,
        LightsChanged,
    ):
        bind_attributes(schema.type_map[kind.__name__])  # type: ignore[arg-type]


def _the_event(event: object, _info: GraphQLResolveInfo, **_arguments: Any) -> object:
    return event


async def _snapshot_published(
    _root: object, info: GraphQLResolveInfo, after: int | None = None
) -> AsyncIterator[PublishedSnapshot]:
    context: SubscriptionContext = info.context
    context.check_releases_readable()
    publications = context.publications
    resume_after = context.resume_point(after)
    known = publications.number() if resume_after is None else resume_after
    while (current := await publications.next_number(known)) is not None:
        releases = await publications.releases(known)
        for release in releases:
            yield _published(release, is_rollback=release.snapshot_number < known)
        # `releases` may include publications newer than `current`; they must not be repeated.
        known = releases[-1].snapshot_number if releases else current


async def _tasks_overdue(_root: object, info: GraphQLResolveInfo, after: int | None = None) -> AsyncIterator[Any]:
    context: SubscriptionContext = info.context
    publications = context.publications
    resume_after = context.resume_point(after)
    sent: tuple[str, ...] | None = None
    if resume_after is not None and resume_after == publications.number():
        sent = tuple(task.task_id for task in (await publications.ledger(context.caller)).tasks)
    known = resume_after if sent is not None and resume_after is not None else 0
    while (current := await publications.next_number(known)) is not None:
        ledger = await publications.ledger(context.caller)
        overdue = tuple(task.task_id for task in ledger.tasks)
        if overdue != sent:
            yield ledger
        sent, known = overdue, current


def _published(release: Manifest, *, is_rollback: bool) -> PublishedSnapshot:
    return PublishedSnapshot(
        event_number=Long(release.snapshot_number),
        snapshot_id=strawberry.ID(release.snapshot_id),
        built_at=release.built_at.replace(tzinfo=None),
        as_of=release.as_of.replace(tzinfo=None),
        compared_with=None if release.compared_with is None else strawberry.ID(release.compared_with),
        is_rollback=is_rollback,
        changes=[
            PublishedChange(
                table_name=change.table_name,
                form_id=strawberry.ID(change.form_id),
                cause=ChangeCause(change.cause),
                rows_before=Long(change.rows_before),
                rows_added=Long(change.rows_added),
                rows_corrected=Long(change.rows_corrected),
                rows_dropped=Long(change.rows_dropped),
                values_added=_long(change.values_added),
                values_corrected=_long(change.values_corrected),
                values_dropped=_long(change.values_dropped),
            )
            for change in release.changes
        ],
    )


def _long(value: int | None) -> Long | None:
    return None if value is None else Long(value)
