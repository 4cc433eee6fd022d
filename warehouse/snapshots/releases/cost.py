"""The cost of making a table: for the operator, never part of a snapshot."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass

_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class TableCost:
    """Seconds to make and count a table, and the peak memory of the process up to then."""

    seconds: float
    peak_bytes: int
    raised_peak_by: int


@contextmanager
def measured(costs: MutableMapping[str, TableCost], key: str) -> Iterator[None]:
    """Puts the cost of the block into `costs`."""
    began, before = time.perf_counter(), _peak_bytes()
    yield
    after = _peak_bytes()
    costs[key] = TableCost(time.perf_counter() - began, after, after - before)


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
