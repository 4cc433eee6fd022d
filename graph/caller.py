"""Who asks. Today everybody is the public; a later rule reads more from the request and nothing else changes.

The role is part of every key under which something is kept, and goes with each request to whoever executes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Caller:
    """What a request may see depends on its role alone."""

    role: str


PUBLIC = Caller("public")

Identify = Callable[[Mapping[bytes, bytes]], Caller]
"""From the headers of a request, their names in lower case."""


def everybody(_headers: Mapping[bytes, bytes]) -> Caller:
    """There is one role."""
    return PUBLIC
