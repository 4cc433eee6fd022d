"""The order of arrivals and revisions: nothing is dated before the newest of them.

A file or a revision inserted later would change what was known at an instant of which a snapshot may be published.
"""

from __future__ import annotations

from datetime import UTC, datetime

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.revisions import read_revisions
from warehouse.errors import InvalidArgument


def newest_instant(home: Home) -> datetime | None:
    """The instant of the newest arrival or revision; None in an empty archive."""
    received = [entry.received_at for entry in read_submissions(home)]
    return max([*received, *(entry.applied_at for entry in read_revisions(home))], default=None)


def check_arrival(home: Home, received_at: datetime) -> None:
    """Raises InvalidArgument for an arrival before the newest one or in the future."""
    newest = newest_instant(home) or received_at
    if received_at < newest:
        raise InvalidArgument(
            f"{received_at.isoformat()} is before the newest arrival or revision in the archive, {newest.isoformat()}.",
            "Ingest files in the order in which they arrived, and apply a programme after them.",
            zh=f"{received_at.isoformat()} 早于归档中最新的报送或方案修订（{newest.isoformat()}）；请按到达次序读入。",
        )
    if received_at > datetime.now(UTC):
        raise InvalidArgument(
            f"{received_at.isoformat()} is in the future.", zh=f"{received_at.isoformat()} 晚于当前时刻。"
        )


def next_instant(home: Home) -> datetime:
    """Now, or the newest arrival where the clock was ahead when it came."""
    now = datetime.now(UTC)
    return max(now, newest_instant(home) or now)
