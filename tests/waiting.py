"""Waits of tests for events. A busy machine takes its time, so they are patient, and none is a sleep."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds for which a test waits for an event before it says that there will be none."""

IS_SOAK = os.environ.get("LONGMAI_SOAK") == "1"
"""Whether promises of time are looked at: `make soak` runs on a machine of its own."""


def wait_until(happened: Callable[[], object], otherwise: str, seconds: float = PATIENCE) -> None:
    """Returns as soon as it has happened; fails with `otherwise` when patience ends."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.01)
