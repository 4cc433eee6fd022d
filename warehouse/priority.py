"""Thread priorities: quick answers before long-running work."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

NICENESS = 10
"""Of statements and of ingestion. The event loop and small answers have the priority of the service."""


def lower_thread_priority() -> None:
    """Lowers the priority of the calling thread and of threads that it starts: DuckDB's, where it opens a file.

    On Linux; elsewhere threads have no priority of their own, and nothing changes.
    """
    if sys.platform == "linux":
        lower_priority(threading.get_native_id())


def lower_priority(process_or_thread: int) -> None:
    """Lowers the priority of one process, or on Linux thread, by its id; never raises it. Does nothing for an ended
    one."""
    with suppress(OSError):
        own = os.getpriority(os.PRIO_PROCESS, process_or_thread)
        os.setpriority(os.PRIO_PROCESS, process_or_thread, max(own, NICENESS))
