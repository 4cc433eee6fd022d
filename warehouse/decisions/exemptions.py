"""Exemptions from reporting a form for some periods: who, why, and decided by whom. Written once, like the ledger.

They are part of the archive: the data as known at an instant include the exemptions recorded by then.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive.entries import entry_paths, next_number, unreadable
from warehouse.archive.home import Home
from warehouse.archive.seal import append

_KIND = "exemptions"


@dataclass(frozen=True)
class Exemption:
    """One subject, one form, from `first_period` to `last_period` (both included, stored form).

    The subject is an enterprise, department, task or project by its id.
    """

    exemption_id: str
    subject_id: str
    form_id: str
    first_period: str
    last_period: str
    reason: str
    decided_by: str
    decided_at: datetime


def record_exemption(
    home: Home,
    *,
    subject_id: str,
    form_id: str,
    first_period: str,
    last_period: str,
    reason: str,
    decided_by: str,
    decided_at: datetime,
) -> Exemption:
    """Adds an exemption; the caller holds the writer's lock."""
    number = next_number(home, _KIND)
    exemption = Exemption(
        f"X{number:06d}", subject_id, form_id, first_period, last_period, reason, decided_by, decided_at
    )
    fields = {**asdict(exemption), "decided_at": decided_at.astimezone(UTC).isoformat()}
    append(home, _KIND, number, fields)
    return exemption


def read_exemptions(home: Home, as_of: datetime | None = None) -> tuple[Exemption, ...]:
    """Every exemption decided up to `as_of`, in order. Raises LedgerDamaged where an entry cannot be read."""
    found = (_read(path) for path in entry_paths(home, _KIND))
    return tuple(entry for entry in found if as_of is None or entry.decided_at <= as_of)


def _read(path: Path) -> Exemption:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        fields.pop("seal", None)
        if "enterprise_id" in fields:  # the format while only enterprises could be exempt
            fields["subject_id"] = fields.pop("enterprise_id")
        return Exemption(**{**fields, "decided_at": datetime.fromisoformat(fields["decided_at"])})
    except (ValueError, TypeError, KeyError) as error:
        raise unreadable(path, error) from error
