"""A planned and compiled root field, built by the document cache and run by an operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from warehouse.query.compile import compile_plan
from warehouse.query.cost import rows_read, sizes_in
from warehouse.query.memory.in_memory_plans import InMemoryPlan
from warehouse.query.plan import ReadPlan
from warehouse.query.statement import Statement
from warehouse.query.tables import tables_read
from warehouse.query.values import resolve

_MOST_TOTALS = 64


@dataclass(frozen=True)
class NamedSnapshot:
    """The arguments `snapshot` and `asOf` of a root field; a value may be a Parameter."""

    snapshot: object = None
    as_of: object = None

    @property
    def is_given(self) -> bool:
        return self.snapshot is not None or self.as_of is not None


PUBLISHED = NamedSnapshot()
"""No argument: the published snapshot."""


@dataclass(frozen=True)
class Read:
    """A root field that reads tables: its plan (for the cost), its statement, and its cursors by argument.

    `in_memory` is the equivalent in-memory plan, if the plan is supported. `named` are its snapshot arguments. `widest`
    has the largest bytes per row, by snapshot; `totals` the estimated rows, by snapshot and page sizes.
    """

    plan: ReadPlan
    statement: Statement
    cursors: tuple[tuple[str, object], ...]
    in_memory: InMemoryPlan | None
    named: NamedSnapshot
    widest: dict[str, int] = field(default_factory=dict, compare=False)
    totals: dict[tuple[object, ...], int] = field(default_factory=dict, compare=False)

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables that it reads."""
        return tables_read(self.plan)

    @cached_property
    def _sizes(self) -> tuple[object, ...]:
        return tuple(sizes_in(self.plan))

    def rows(self, root: str, snapshot_id: str, row_counts: Mapping[str, int], variables: Mapping[str, Any]) -> int:
        """The estimated rows in a snapshot (warehouse.query.cost), computed once for the same page sizes."""
        key = (snapshot_id, *(resolve(size, variables) for size in self._sizes))
        found = self.totals.get(key)
        if found is None:
            found = sum(reading.rows for reading in rows_read(self.plan, root, row_counts, variables))
            if len(self.totals) >= _MOST_TOTALS:
                self.totals.clear()
            self.totals[key] = found
        return found

    @cached_property
    def bounded(self) -> Statement:
        """The statement for results that may exceed the limit: it counts the bytes it writes (compile_plan)."""
        return compile_plan(self.plan, is_bounded=True)
