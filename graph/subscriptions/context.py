"""Shared parts of subscriptions: declaration of events, context with the caller and the event to resume after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from graph.declare.descriptions import both
from graph.execution.caller import Caller
from graph.subscriptions.publications import Publications
from warehouse.errors import AccessDenied, InvalidArgument
from warehouse.query.policy import Policy


def described(en: str, zh: str) -> Any:
    """A field of an event."""
    return strawberry.field(description=both(en, zh))


def event_number() -> Any:
    """The field with the number of an event."""
    return described("Number of the event and its snapshot: pass it as `after` to resume.", "事件序号，用于续传")


def event(kind: Any, en: str, zh: str) -> Any:
    """A field of Subscription with events of that type."""
    field: Any = described(en, zh)
    field.type_annotation = StrawberryAnnotation(kind)
    field.arguments = [
        StrawberryArgument(
            "after",
            None,
            StrawberryAnnotation(int | None),
            description=both("Number of the last event that you received.", "续传起点"),
            default=strawberry.UNSET,
        )
    ]
    return field


@dataclass(frozen=True)
class SubscriptionContext:
    """The context of one subscription. `resume_after` is Last-Event-ID, which overrides the argument `after`."""

    publications: Publications
    caller: Caller
    policy: Policy
    resume_after: int | None = None

    def check_releases_readable(self) -> None:
        """Raises AccessDenied unless the caller may read all release changes: events are not filtered by a plan."""
        access = self.policy.access(self.caller.role)
        for table in ("core.snapshot", "core.release_change"):
            if not access.reads_whole(table):
                raise AccessDenied(f"{table} may not be read as a whole.", "Query releaseChanges instead.")

    def resume_point(self, after: int | None) -> int | None:
        """The number of the last event that the subscriber has, or None. Raises InvalidArgument."""
        after = self.resume_after if self.resume_after is not None else after
        if after is not None and after < 0:
            raise InvalidArgument(f"'after' is {after}; it must be the number of an event.")
        return after
