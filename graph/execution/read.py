"""A root field that reads, as planned and compiled: what the document cache makes and an operation runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from warehouse.query.compile import compile_plan
from warehouse.query.memory.walks import InMemoryPlan
from warehouse.query.plan import ReadPlan
from warehouse.query.statement import Statement


@dataclass(frozen=True)
class NamedSnapshot:
    """The arguments `snapshot` and `asOf` of a root field; a value may be a Slot."""

    snapshot: object = None
    as_of: object = None

    @property
    def is_given(self) -> bool:
        return self.snapshot is not None or self.as_of is not None


@dataclass(frozen=True)
class Read:
    """A root field that reads: its plan, for what it costs, its statement, and the cursors in it by argument.

    `walk` answers the same from rows in memory, where the plan can be walked. `named` is the snapshot that it names.
    `widest` are the bytes of a row at most, by the snapshot that it was measured in.
    """

    plan: ReadPlan
    statement: Statement
    cursors: tuple[tuple[str, object], ...]
    walk: InMemoryPlan | None
    named: NamedSnapshot
    widest: dict[str, int] = field(default_factory=dict, compare=False)

    @cached_property
    def bounded(self) -> Statement:
        """The same, where it could give too much: it measures what it writes (compile_plan)."""
        return compile_plan(self.plan, is_bounded=True)
