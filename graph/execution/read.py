"""A planned and compiled root field, built by the document cache and run by an operation."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from warehouse.query.compile import compile_plan
from warehouse.query.memory.in_memory_plans import InMemoryPlan
from warehouse.query.plan import ReadPlan
from warehouse.query.statement import Statement
from warehouse.query.tables import tables_read


@dataclass(frozen=True)
class NamedSnapshot:
    """The arguments `snapshot` and `asOf` of a root field; a value may be a Parameter."""

    snapshot: object = None
    as_of: object = None

    @property
    def is_given(self) -> bool:
        return self.snapshot is not None or self.as_of is not None


@dataclass(frozen=True)
class Read:
    """A root field that reads tables: its plan (for the cost), its statement, and its cursors by argument.

    `in_memory` is the equivalent in-memory plan, if the plan is supported. `named` are its snapshot arguments. `widest`
    has the largest bytes per row, by snapshot.
    """

    plan: ReadPlan
    statement: Statement
    cursors: tuple[tuple[str, object], ...]
    in_memory: InMemoryPlan | None
    named: NamedSnapshot
    widest: dict[str, int] = field(default_factory=dict, compare=False)

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables that it reads."""
        return tables_read(self.plan)

    @cached_property
    def bounded(self) -> Statement:
        """The statement for results that may exceed the limit: it counts the bytes it writes (compile_plan)."""
        return compile_plan(self.plan, is_bounded=True)
