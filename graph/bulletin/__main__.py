"""The child that makes a bulletin: `python -m graph.bulletin`, started by graph.bulletin.child.

It reads the order on standard input, sets its limits, and writes the file to standard output.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Mapping
from typing import Any

import orjson

from warehouse.errors import WarehouseError

_PR_SET_PDEATHSIG = 1
_MOST_STATEMENT_MB = 1024
REFUSED = 3
"""The exit code of an error that is reported as JSON."""


def main() -> None:
    """Makes one bulletin. Exit code 3 with an error as JSON on standard error."""
    content = orjson.loads(sys.stdin.buffer.read())
    limits = content.pop("limits")
    _die_with(limits["parent"])
    _set_limits(limits)
    file = os.fdopen(os.dup(1), "wb")
    # Output printed by a library must not enter the file.
    os.dup2(2, 1)
    try:
        with file:
            file.write(_make(content))
    except WarehouseError as error:
        _refuse(error)
    except Exception as error:
        if not _is_of_memory(error):
            raise
        from graph.bulletin.refusals import over_limits

        _refuse(over_limits(limits["memory_mb"]))


def _make(content: Mapping[str, Any]) -> bytes:
    """The file. Order and wording are checked first: libraries take seconds to load, and a mistake needs none."""
    from graph.bulletin.order import read_order
    from graph.bulletin.wording import read_wording

    order = read_order(content)
    wording = read_wording(order.wording)
    from graph.bulletin.make import make_bulletin
    from graph.settings import read_settings

    return make_bulletin(order, wording, read_settings(os.environ), _MOST_STATEMENT_MB)


def _is_of_memory(error: Exception) -> bool:
    """Whether the system refused memory: to Python, to DuckDB, or to the loader of a library."""
    text = f"{type(error).__name__} {error}".lower()
    return isinstance(error, MemoryError) or any(word in text for word in ("outofmemory", "memory", "map segment"))


def _refuse(error: WarehouseError) -> None:
    report = {"code": error.code, "message": error.message, "hint": error.hint, "zh": error.zh}
    sys.stderr.flush()
    os.write(2, b"\n" + orjson.dumps(report))
    os._exit(REFUSED)


def _die_with(parent: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # The parent may have ended before the call above.
    if os.getppid() != parent:
        sys.exit(1)


def _set_limits(limits: Mapping[str, int]) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, limits["memory_mb"] * 1_000_000),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))


if __name__ == "__main__":
    main()
