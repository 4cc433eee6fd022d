"""The caller of a request. Today every caller is the public; authentication will only replace `Identify`.

The role selects the access rules (warehouse.query.policy), the attributes fill their conditions: department, region.
Both are part of every cache key and of every request.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Caller:
    """Access depends on the role and the attributes only. An attribute is one text or several."""

    role: str
    attributes: tuple[tuple[str, str | tuple[str, ...]], ...] = ()

    @property
    def scope(self) -> str:
        """Cache key of the caller: equal if and only if two callers have the same access."""
        return json.dumps([self.role, sorted(self.attributes)]) if self.attributes else self.role


PUBLIC = Caller("public")

Identify = Callable[[Mapping[bytes, bytes]], Caller]
"""Identifies the caller by the headers of a request; their names are in lower case."""


def identify_public(_headers: Mapping[bytes, bytes]) -> Caller:
    """Every client is the public."""
    return PUBLIC
