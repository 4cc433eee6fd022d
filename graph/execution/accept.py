"""Content negotiation by the header `Accept` (RFC 9110, 12.5.1): by weight, then by specificity."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

JSON: Literal["application/json"] = "application/json"
GRAPHQL: Literal["application/graphql-response+json"] = "application/graphql-response+json"
HTML = "text/html"
EVENT_STREAM = "text/event-stream"

_WEIGHT = re.compile(r"0(\.\d*)?|1(\.0*)?", re.ASCII)


class Rank(NamedTuple):
    """A client's preference for a media type; greater is better. Ties go to the earlier part of the header."""

    weight: float
    exactness: int
    """2 for the full name, 1 for `text/*`, 0 for `*/*`."""
    place: int
    """Minus the index of the part in the header."""

    @property
    def is_named(self) -> bool:
        return self.weight > 0 and self.exactness == 2


class Accepted(NamedTuple):
    """What a client accepts from /graphql. If it accepts both JSON and events, the operation decides.

    `media_type` is the preferred JSON type, also for a client that accepts none of our types: a response says more
    than 406. Pages and event streams are only for clients that name them: a client of `*/*` may not read them.
    """

    media_type: Literal["application/json", "application/graphql-response+json"]
    is_page: bool
    takes_events: bool
    takes_events_alone: bool


@lru_cache(maxsize=256)
def read_accept(header: str) -> Accepted:
    """Parses the header; an empty one accepts everything."""
    ranks = rank(header, (JSON, GRAPHQL, HTML, EVENT_STREAM))
    is_graphql = ranks[GRAPHQL].weight > 0 and ranks[GRAPHQL] > ranks[JSON]
    best = ranks[GRAPHQL] if is_graphql else ranks[JSON]
    takes_events = ranks[EVENT_STREAM].is_named
    return Accepted(
        GRAPHQL if is_graphql else JSON,
        ranks[HTML].is_named and ranks[HTML] > best,
        takes_events,
        takes_events and best.weight <= 0,
    )


def rank(header: str, media_types: tuple[str, ...]) -> dict[str, Rank]:
    """The rank of each media type, from the most specific matching part of the header."""
    found: dict[str, Rank] = {}
    for position, part in enumerate(header.split(",") if header.strip(" ,") else ["*/*"]):
        name, *options = (piece.strip().lower() for piece in part.split(";"))
        exactness = 0 if name == "*/*" else 1 if name.endswith("/*") else 2
        found.setdefault(name, Rank(weight_of(options), exactness, -position))
    none = Rank(0.0, 0, 0)
    return {
        media_type: next(
            (found[name] for name in (media_type, f"{media_type.partition('/')[0]}/*", "*/*") if name in found), none
        )
        for media_type in media_types
    }


def weight_of(options: list[str]) -> float:
    """The weight `q` of a part: 1 by default, 0 if malformed (RFC 9110, 12.4.2)."""
    for option in options:
        name, _, value = option.partition("=")
        if name.strip() == "q":
            return float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
    return 1.0
