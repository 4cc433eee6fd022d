"""The subscription `lightsChanged`: types of its events and their source."""

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
from graph.subscriptions.published_lights import LightRow, Lights, changed_lights
from graph.types.vocabulary.projects import Light, LightReason
from warehouse.errors import SnapshotNotFound
from warehouse.snapshots.manifest import Manifest


@strawberry.type(description=both("A light in a release.", "某次发布的亮灯"))
class ReleaseLight:
    period: str = described("Newest month with a light.", "可判定的最新月份")
    light: Light = described("Green, yellow or red.", "亮灯")
    reason: LightReason = described("Reason of the light.", "原因")
    light_rule_version_id: strawberry.ID = described("Version of the rule set.", "规则版本标识")
    months_running: int = described("Consecutive months with this light.", "连续亮此灯的月数")
    shortfall_pp: Decimal | None = described("Percentage points behind schedule.", "落后百分点，超前为负")
    schedule_ratio: Decimal | None = described("Actual over expected.", "实际进度与序时进度之比")


@strawberry.type(description=both("A changed colour of the newest light of a project by one rule set.", "变灯"))
class ChangedLight:
    project_id: strawberry.ID = described("Project.", "项目标识")
    light_rule_id: strawberry.ID = described("Rule set.", "规则标识")
    is_synthetic: bool = described("True for generated sample data.", "是否为合成样本数据")
    before: ReleaseLight | None = described("Light in the previous release, or null.", "此前")
    now: ReleaseLight | None = described("Light in this release, or null.", "此后")


@strawberry.type(description=both("Lights that a publication changes.", "红黄绿灯变动清单"))
class LightsChanged:
    event_number: Long = event_number()
    snapshot_id: strawberry.ID = described("Snapshot.", "快照标识")
    as_of: datetime = described("The data are as known at this instant.", "数据截止时刻")
    compared_with: strawberry.ID | None = described(
        "Snapshot of `before`; null if it is no longer retained: then `lights` has every light.",
        "比较所用的快照",
    )
    lights: list[ChangedLight] = described("Ordered by project and rule set.", "变动的灯")


async def lights_changed(
    _root: object, info: GraphQLResolveInfo, after: int | None = None
) -> AsyncIterator[LightsChanged]:
    """One event per release that changes a light, compared with the last release that the subscriber has."""
    context: SubscriptionContext = info.context
    publications = context.publications
    resume_after = context.resume_point(after)
    if (published := publications.number()) > 0:
        # Raises AccessDenied at once instead of at the first publication.
        await publications.lights(published, context.caller)
    known = published if resume_after is None else resume_after
    while (current := await publications.next_number(known)) is not None:
        releases = await publications.releases(known)
        for release in releases:
            lights = await publications.lights(release.snapshot_number, context.caller)
            if lights is None:
                continue
            before = await publications.lights(known, context.caller)
            changed = _changed(release, known, before, lights)
            known = release.snapshot_number
            if changed.lights:
                yield changed
        if known != current and current == publications.number():
            if releases:
                raise SnapshotNotFound(f"Snapshot {current} is published but cannot be read.", "Run: longmai verify.")
            known = current


def _changed(release: Manifest, known: int, before: Lights | None, lights: Lights) -> LightsChanged:
    changes = [
        ChangedLight(
            project_id=strawberry.ID(light.project_id),
            light_rule_id=strawberry.ID(light.light_rule_id),
            is_synthetic=light.is_synthetic,
            before=_release_light(earlier),
            now=_release_light(now),
        )
        for earlier, now in changed_lights(before or {}, lights)
        if (light := now or earlier)
    ]
    return LightsChanged(
        event_number=Long(release.snapshot_number),
        snapshot_id=strawberry.ID(release.snapshot_id),
        as_of=release.as_of.replace(tzinfo=None),
        compared_with=None if before is None else strawberry.ID(f"{known:06d}"),
        lights=changes,
    )


def _release_light(light: LightRow | None) -> ReleaseLight | None:
    if light is None:
        return None
    values: dict[str, Any] = {
        name: None if value is None else Decimal(value)
        for name, value in (("shortfall_pp", light.shortfall_pp), ("schedule_ratio", light.schedule_ratio))
    }
    return ReleaseLight(
        period=light.period,
        light=Light[light.light],
        reason=LightReason[light.reason],
        light_rule_version_id=strawberry.ID(light.light_rule_version_id),
        months_running=light.months_running,
        **values,
    )
