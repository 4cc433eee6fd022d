"""What making a table cost: for the operator, never part of what a snapshot is."""

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
    """Seconds of making and counting a table, and the most memory that the process had ever held by its end."""

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
