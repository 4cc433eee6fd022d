"""Rollbacks: who, to which snapshot, and why. One entry per rollback, written once.

They are stored in the data directory, not in the archive: no table is made from them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive.disk import write_once
from warehouse.archive.home import Home


@dataclass(frozen=True)
class Rollback:
    """One rollback. `person` and `reason` are null where not given; `rolled_back_at` is an instant in UTC.

    `from_snapshot_id` is null where no snapshot was in force.
    """

    from_snapshot_id: str | None
    to_snapshot_id: str
    rolled_back_at: datetime
    person: str | None
    reason: str | None


def record_rollback(home: Home, rollback: Rollback) -> None:
    """Adds an entry; the caller holds the writer's lock, else FileExistsError may be raised."""
    number = max((int(path.stem) for path in _entries(home)), default=0) + 1
    fields = {**asdict(rollback), "rolled_back_at": rollback.rolled_back_at.astimezone(UTC).isoformat()}
    write_once(home.rollbacks / f"{number:06d}.json", json.dumps(fields, ensure_ascii=False, indent=1).encode())


def read_rollbacks(home: Home) -> tuple[Rollback, ...]:
    """Every rollback, oldest first."""
    return tuple(_read(path) for path in sorted(_entries(home)))


def _entries(home: Home) -> list[Path]:
    return [path for path in home.rollbacks.glob("*.json") if path.stem.isdecimal()]


def _read(path: Path) -> Rollback:
    fields = json.loads(path.read_text("utf-8"))
    return Rollback(**{**fields, "rolled_back_at": datetime.fromisoformat(fields["rolled_back_at"])})
