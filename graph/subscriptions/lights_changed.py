"""The subscription to lights that change: what an event holds, and when there is one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import strawberry
from graphql import GraphQLResolveInfo

from graph.declare.descriptions import both
from graph.declare.scalars import Long
from graph.subscriptions.context import SubscriptionContext, described, event_number
from graph.subscriptions.published_lights import Lights, ReadLight, changed_lights
from graph.types.vocabulary.projects import Light, LightReason
from warehouse.errors import SnapshotNotFound
from warehouse.snapshots.manifest import Manifest


@strawberry.type(description=both("A light as a release tells it.", "某次发布的亮灯"))
class ToldLight:
    period: str = described("Newest month in which it can be told.", "可判定的最新月份")
    light: Light = described("Green, yellow or red.", "亮灯")
    reason: LightReason = described("What decided.", "原因")
    light_rule_version_id: str = described("Version of the rule set.", "规则版本标识")
    months_running: int = described("Months with this light, one after another.", "连续亮此灯的月数")
    shortfall_pp: Decimal | None = described("Percentage points behind the schedule.", "落后百分点，超前为负")
    schedule_ratio: Decimal | None = described("Actual over expected.", "实际进度与序时进度之比")


@strawberry.type(
    description=both("The newest light of a project by one rule set, of another colour than before.", "变灯")
)
class ChangedLight:
    project_id: strawberry.ID = described("The project.", "项目标识")
    light_rule_id: str = described("Rule set that judges.", "规则标识")
    is_synthetic: bool = described("True where it is invented sample data.", "是否为合成样本数据")
    before: ToldLight | None = described("In the release before; null where there was none.", "此前")
    now: ToldLight | None = described("In this one; null where there is none any more.", "此后")


@strawberry.type(description=both("The lights that a publication changes.", "红黄绿灯变动清单"))
class LightsChanged:
    event_number: Long = event_number()
    snapshot_id: strawberry.ID = described("The snapshot.", "快照标识")
    as_of: datetime = described("Instant of which this is true.", "数据截止时刻")
    compared_with: str | None = described(
        "The snapshot that has what was before; null where it is no longer kept: then `lights` are all there are.",
        "比较所用的快照",
    )
    lights: list[ChangedLight] = described("By project and rule set.", "变动的灯")


async def lights_changed(
    _root: object, info: GraphQLResolveInfo, after: int | None = None
) -> AsyncIterator[LightsChanged]:
    """An event per release that changes a light, compared with the release that the listener had before."""
    listening: SubscriptionContext = info.context
    publications = listening.publications
    begins = listening.begins(after)
    if (published := publications.number()) > 0:
        # Who may not read them is told so at once, and not with the first publication.
        await publications.lights(published, listening.caller)
    known = published if begins is None else begins
    while (current := await publications.another(known)) is not None:
        releases = await publications.releases(known)
        for release in releases:
            lights = await publications.lights(release.snapshot_number, listening.caller)
            if lights is None:
                continue
            before = await publications.lights(known, listening.caller)
            changed = _changed(release, known, before, lights)
            known = release.snapshot_number
            if changed.lights:
                yield changed
        if known != current and current == publications.number():
            if releases:
                raise SnapshotNotFound(f"Snapshot {current} is published and cannot be read.", "Run: longmai verify.")
            known = current


def _changed(release: Manifest, known: int, before: Lights | None, lights: Lights) -> LightsChanged:
    changes = [
        ChangedLight(
            project_id=strawberry.ID(told.project_id),
            light_rule_id=told.light_rule_id,
            is_synthetic=told.is_synthetic,
            before=_told(earlier),
            now=_told(now),
        )
        for earlier, now in changed_lights(before or {}, lights)
        if (told := now or earlier)
    ]
    return LightsChanged(
        event_number=Long(release.snapshot_number),
        snapshot_id=strawberry.ID(release.snapshot_id),
        as_of=release.as_of.replace(tzinfo=None),
        compared_with=None if before is None else f"{known:06d}",
        lights=changes,
    )


def _told(light: ReadLight | None) -> ToldLight | None:
    if light is None:
        return None
    values: dict[str, Any] = {
        name: None if value is None else Decimal(value)
        for name, value in (("shortfall_pp", light.shortfall_pp), ("schedule_ratio", light.schedule_ratio))
    }
    return ToldLight(
        period=light.period,
        light=Light[light.light],
        reason=LightReason[light.reason],
        light_rule_version_id=light.light_rule_version_id,
        months_running=light.months_running,
        **values,
    )
