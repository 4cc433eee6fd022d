"""A person's naming of a file that identifies its figures incompletely."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Naming:
    """Who named a file, and the names; None for those in the file itself. All except `person` are our own
    identifiers."""

    person: str
    indicator_id: str | None = None
    unit_id: str | None = None
    vintage_id: str | None = None
    region_code: str | None = None
