"""What can be subscribed to: publications with what they change, overdue tasks, and lights that changed.

An event has the number of its snapshot; who comes back with `after` gets what was published since. What an event of
lights holds is in graph.subscriptions.lights_changed, what all of them share in graph.subscriptions.context.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import strawberry
from graphql import GraphQLResolveInfo, GraphQLSchema

from graph.declare.descriptions import both
from graph.declare.scalars import Long
from graph.planning.attribute_resolvers import bind_plain
from graph.subscriptions.context import SubscriptionContext, described, event, event_number
from graph.subscriptions.lights_changed import ChangedLight, LightsChanged, ToldLight, lights_changed
from graph.types.vocabulary.releases import ChangeCause
from warehouse.snapshots.manifest import Manifest


@strawberry.type(description=both("Rows and values of one table, form and cause that a release changes.", "发布变动"))
class PublishedChange:
    table_name: str = described("The table.", "数据表")
    form_id: str = described("Report form; empty where the rows come from none.", "报表")
    cause: ChangeCause = described("Why.", "原因")
    rows_before: Long = described("Rows before.", "此前行数")
    rows_added: Long = described("Rows that are new.", "新增行数")
    rows_corrected: Long = described("Rows with other content.", "更正行数")
    rows_dropped: Long = described("Rows that are gone.", "删除行数")
    values_added: Long | None = described("Values where there was none; null without values.", "新增数值")
    values_corrected: Long | None = described("Values that differ; null without values.", "更正数值")
    values_dropped: Long | None = described("Values that are gone; null without values.", "删除数值")


@strawberry.type(description=both("A snapshot that came into force.", "新发布的快照"))
class PublishedSnapshot:
    event_number: Long = event_number()
    snapshot_id: strawberry.ID = described("Its identifier.", "快照标识")
    built_at: datetime = described("When its build began.", "构建时刻")
    as_of: datetime = described("Submissions received up to this instant are in it.", "数据截止时刻")
    compared_with: str | None = described(
        "The snapshot that `changes` compares it with; null for the first. Another than you had: releases between are"
        " no longer kept, or there was a rollback.",
        "比较所用的快照",
    )
    is_rollback: bool = described("An older snapshot came back into force.", "是否为回退")
    changes: list[PublishedChange] = described("What it changes.", "变动")


@strawberry.type(description=both("A task past its due date, and not reported as done.", "逾期任务"))
class OverdueTask:
    task_id: strawberry.ID = described("Stable name of the task.", "任务标识")
    title_zh: str = described("Chinese title.", "任务名称")
    title_en: str = described("English title.", "英文名称")
    due_date: date = described("Last day.", "完成期限")
    days_overdue: int = described("Days since then, on the day of `asOf` in Beijing.", "逾期天数")
    lead_department_id: str = described("Unit that leads.", "牵头单位标识")


@strawberry.type(description=both("The overdue tasks of a snapshot, all of them.", "逾期任务清单"))
class TasksOverdue:
    event_number: Long = event_number()
    snapshot_id: strawberry.ID = described("The snapshot.", "快照标识")
    as_of: datetime = described("Instant of which this is true.", "数据截止时刻")
    tasks: list[OverdueTask] = described("In the order of the plan.", "逾期任务")


@strawberry.type(description=both("Events, by WebSocket (graphql-transport-ws) or server-sent events.", "订阅入口"))
class Subscription:
    snapshot_published = event(
        PublishedSnapshot, "Each publication from now on, or after the one of that number.", "快照发布"
    )
    tasks_overdue = event(
        TasksOverdue, "The overdue tasks now, and again whenever a publication alters which they are.", "逾期任务变动"
    )
    lights_changed = event(
        LightsChanged,
        "The lights that a publication changes, each time that it changes any: from now on, or after the one of that"
        " number.",
        "红黄绿灯变动",
    )


def bind_subscriptions(schema: GraphQLSchema) -> None:
    """Gives each field of Subscription its source."""
    assert schema.subscription_type is not None
    sources = {
        "snapshotPublished": _snapshot_published,
        "tasksOverdue": _tasks_overdue,
        "lightsChanged": lights_changed,
    }
    for name, field in schema.subscription_type.fields.items():
        field.subscribe = sources[name]
        field.resolve = _the_event
    for kind in (PublishedChange, PublishedSnapshot, OverdueTask, TasksOverdue, ToldLight, ChangedLight, LightsChanged):
        bind_plain(schema.type_map[kind.__name__])  # type: ignore[arg-type]


def _the_event(event: object, _info: GraphQLResolveInfo, **_arguments: Any) -> object:
    return event


async def _snapshot_published(
    _root: object, info: GraphQLResolveInfo, after: int | None = None
) -> AsyncIterator[PublishedSnapshot]:
    listening: SubscriptionContext = info.context
    listening.check_releases_readable()
    publications = listening.publications
    begins = listening.begins(after)
    known = publications.number() if begins is None else begins
    while (current := await publications.another(known)) is not None:
        releases = await publications.releases(known)
        for release in releases:
            yield _published(release, is_rollback=release.snapshot_number < known)
        # What was published meanwhile is among them: it must not be told again.
        known = releases[-1].snapshot_number if releases else current


async def _tasks_overdue(_root: object, info: GraphQLResolveInfo, after: int | None = None) -> AsyncIterator[Any]:
    listening: SubscriptionContext = info.context
    publications = listening.publications
    begins = listening.begins(after)
    sent: tuple[str, ...] | None = None
    if begins is not None and begins == publications.number():
        sent = tuple(task.task_id for task in (await publications.ledger(listening.caller)).tasks)
    known = begins if sent is not None and begins is not None else 0
    while (current := await publications.another(known)) is not None:
        ledger = await publications.ledger(listening.caller)
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
        compared_with=release.compared_with,
        is_rollback=is_rollback,
        changes=[
            PublishedChange(
                table_name=change.table_name,
                form_id=change.form_id,
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
