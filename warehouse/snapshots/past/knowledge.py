"""The contents of the archive at any instant: its submissions, decisions, exemptions and revisions up to then.

Entries never change, so only new ones are read at the next request.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submission, submission_id, submission_numbers
from warehouse.archive.revisions import read_revisions, revision_id
from warehouse.decisions.exemptions import read_exemptions
from warehouse.decisions.ledger import read_decisions

FIRST_REVISION = revision_id(1)

_SURE_AFTER_NS = 1_000_000_000
"""A folder changed less than this before it was listed may change again with the same time stamp."""


@dataclass(frozen=True)
class Known:
    """The number of submissions known, and a hash over them and the decisions about them."""

    submission_count: int
    digest: str


def digest_of(entry_ids: Iterable[str]) -> str:
    """The hash over a set of entries: S000001, D000001, X000001, P000001."""
    return hashlib.sha256("\n".join(sorted(entry_ids)).encode()).hexdigest()


class Knowledge:
    """The archive of one data directory, for any number of threads."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._stamp: tuple[int, ...] | None = None
        self._received: dict[int, datetime] = {}
        self._decided: list[tuple[str, int, datetime]] = []
        self._exempted: list[tuple[str, datetime]] = []
        self._applied: list[tuple[str, datetime]] = []
        self._known: dict[datetime, Known] = {}

    def at(self, instant: datetime) -> Known:
        """What was known at an instant, UTC."""
        with self._lock:
            self._read()
            found = self._known.get(instant)
            if found is None:
                if len(self._known) >= 256:
                    self._known.clear()
                found = self._known[instant] = self._at(instant)
            return found

    def begins(self) -> datetime | None:
        """The arrival of the first submission; None before any."""
        with self._lock:
            self._read()
            return min(self._received.values(), default=None)

    def _at(self, instant: datetime) -> Known:
        received = {number for number, at in self._received.items() if at <= instant}
        decided = (key for key, number, at in self._decided if at <= instant and number in received)
        exempted = (key for key, at in self._exempted if at <= instant)
        # The first revision is in force before it was applied too: every file is read under a programme.
        applied = (key for key, at in self._applied if at <= instant or key == FIRST_REVISION)
        return Known(len(received), digest_of([*map(submission_id, received), *decided, *exempted, *applied]))

    def _read(self) -> None:
        stamp = tuple(self._changed_at(name) for name in ("submissions", "decisions", "exemptions", "programmes"))
        if stamp == self._stamp:
            return
        is_sure = time.time_ns() - max(stamp) > _SURE_AFTER_NS
        numbers = submission_numbers(self._home)
        self._received = {number: at for number, at in self._received.items() if number in numbers}
        for number in numbers - self._received.keys():
            entry = read_submission(self._home, number)
            if entry is not None:
                self._received[number] = entry.received_at
        self._decided = [
            (entry.decision_id, entry.submission_number, entry.decided_at) for entry in read_decisions(self._home)
        ]
        self._exempted = [(entry.exemption_id, entry.decided_at) for entry in read_exemptions(self._home)]
        applied = [(entry.revision_id, entry.applied_at) for entry in read_revisions(self._home)]
        # An archive of a version without programmes: its first writer applies the built-in one.
        self._applied = applied or [(FIRST_REVISION, datetime.min.replace(tzinfo=UTC))]
        self._known.clear()
        self._stamp = stamp if is_sure else None

    def _changed_at(self, name: str) -> int:
        try:
            return (self._home.archive / name).stat().st_mtime_ns
        except FileNotFoundError:
            return 0
