"""Points at which a test may end the process, fill the disk or stop the clock: no-ops in service.

`LONGMAI_FAULT=name:n:action` makes the n-th passing of the point `name` fail: `kill` is SIGKILL, `full` is ENOSPC as
from a full disk, `stall` waits for a minute. `LONGMAI_FAULT_TRACE=file` lists the passed points. Every step that
changes the disk has a point before or after it; tests/faults maps them, and fails for a step without one.
"""

from __future__ import annotations

import errno
import os
import signal
import time
from collections import Counter
from pathlib import Path

POINTS = (
    # The ingestion of one file, in this order.
    "ingest.received",
    "ingest.hashed",
    "ingest.named",
    "ingest.stored",
    "ingest.read",
    "ingest.typed",
    "ingest.staging",
    "ingest.written",
    "ingest.replacing",
    "ingest.staged",
    "ingest.entry_written",
    "ingest.entry_linked",
    "ingest.head_written",
    "ingest.head_named",
    "ingest.recorded",
    "ingest.removed",
    # One build, in this order.
    "build.started",
    "build.attached",
    "build.table_made",
    "build.table_checked",
    "build.closed",
    "publish.hashed",
    "publish.verified",
    "publish.manifest_written",
    "publish.manifest_named",
    "publish.file_named",
    "publish.folder_synced",
    "publish.link_made",
    "publish.switched",
    "retire.file_removed",
    "retire.done",
)
"""All points; a test compares them with the code and with a dry run."""

_STALL_SECONDS = 60.0
_passed: Counter[str] = Counter()


def fault(name: str) -> None:
    """Passes a point. Raises OSError (ENOSPC) or never returns where a test requested it."""
    trace = os.environ.get("LONGMAI_FAULT_TRACE")
    if trace:
        with Path(trace).open("a", encoding="utf-8") as file:
            file.write(name + "\n")
    wanted = os.environ.get("LONGMAI_FAULT")
    if not wanted:
        return
    point, number, action = wanted.split(":")
    if point != name:
        return
    _passed[name] += 1
    if _passed[name] == int(number):
        _fail(name, action)


def _fail(name: str, action: str) -> None:
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif action == "full":
        raise OSError(errno.ENOSPC, f"No space left on device (planted at {name})")
    elif action == "stall":
        time.sleep(_STALL_SECONDS)
    else:
        raise ValueError(f"LONGMAI_FAULT: '{action}' is none of kill, full, stall.")
