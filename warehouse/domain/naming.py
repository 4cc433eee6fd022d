"""What a person says that a file is, where the file itself names too little."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Naming:
    """Who named a file, and what as; None is what they left to the file. All but `person` are our own identifiers."""

    person: str
    indicator_id: str | None = None
    unit_id: str | None = None
    vintage_id: str | None = None
    region_code: str | None = None
