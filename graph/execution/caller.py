"""Who asks. Today everybody is the public; a later rule reads more from the request and nothing else changes.

The role says which rules hold (warehouse.query.policy), the attributes fill their conditions: which department, which
region. Both are part of every key under which something is kept, and go with each request to whoever executes it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Caller:
    """What a request may see depends on its role and its attributes alone: each a text, or several."""

    role: str
    attributes: tuple[tuple[str, str | tuple[str, ...]], ...] = ()

    @property
    def scope(self) -> str:
        """The same text for two callers exactly if they see the same."""
        return json.dumps([self.role, sorted(self.attributes)]) if self.attributes else self.role


PUBLIC = Caller("public")

Identify = Callable[[Mapping[bytes, bytes]], Caller]
"""From the headers of a request, their names in lower case."""


def everybody(_headers: Mapping[bytes, bytes]) -> Caller:
    """There is one role."""
    return PUBLIC
