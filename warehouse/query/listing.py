"""What has to be read for a list, and the JSON of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from warehouse.query.access import Admitted
from warehouse.query.paging import SortKey
from warehouse.query.plan import Constant, Cursor, Edges, ListPlan, Nodes, Output, PageFact, PageInfo, Total
from warehouse.query.shape import write_object
from warehouse.query.statement import Statement, label, quote


class ListReading:
    """A list plan with what has to be read for it."""

    def __init__(self, plan: ListPlan, table: Admitted, keys: Sequence[SortKey]) -> None:
        self.plan = plan
        self.table = table
        self.keys = keys
        self.size = plan.page.size
        self.has_more = self.has_fact("has_previous_page" if plan.page.is_backward else "has_next_page")
        self.has_cursors = (
            self.has_fact("start_cursor")
            or self.has_fact("end_cursor")
            or any(isinstance(inner, Cursor) for part in plan.parts if isinstance(part, Edges) for inner in part.parts)
        )
        is_read = any(isinstance(part, (Nodes, Edges)) for part in plan.parts) or self.has_more or self.has_cursors
        # The cursor is validated even where no row is read: an invalid one is always reported.
        self.reads_rows = is_read or plan.page.after is not None or plan.page.before is not None

    @property
    def counted(self) -> object | None:
        """How many of the rows read are on the page; None where all of them are."""
        return self.size if self.has_more else None

    def has_fact(self, name: str) -> bool:
        return any(
            isinstance(fact, PageFact) and fact.name == name
            for part in self.plan.parts
            if isinstance(part, PageInfo)
            for fact in part.parts
        )

    def outputs(self) -> Iterable[Output]:
        """Everything requested of a row, in any part of the list."""
        for part in self.plan.parts:
            if isinstance(part, Nodes):
                yield from part.outputs
            elif isinstance(part, Edges):
                for inner in part.parts:
                    if not isinstance(inner, (Cursor, Constant)):
                        yield from inner.outputs

    def read_outputs(self) -> Iterable[Output]:
        """What is read of each row before the rows on the page are known."""
        return self.outputs()

    def complete(self, rows: Statement) -> Statement:
        """The step of the rows on the page, made from the rows read."""
        return rows

    def write(self, part: Nodes | Edges | PageInfo | Total | Constant, index: int, name: str) -> Statement:
        """A part of the list as JSON. A parent without rows has no row in the steps: its list is empty."""
        page = quote(f"{name}_page")
        if isinstance(part, Constant):
            return Statement(label(part.text))
        if isinstance(part, Total):
            return Statement(f"coalesce({quote(f'{name}_total')}.total, 0)")
        if isinstance(part, (Nodes, Edges)):
            return Statement(f"coalesce({page}.list_{index}, '[]')")
        return write_object([(fact.key, self._fact(fact, page)) for fact in part.parts])

    def _fact(self, fact: PageFact | Constant, page: str) -> Statement:
        if isinstance(fact, Constant):
            return Statement(label(fact.text))
        if fact.name in {"start_cursor", "end_cursor"}:
            return Statement(f"{page}.{fact.name}")
        if (fact.name == "has_previous_page") is self.plan.page.is_backward:
            return Statement(f"coalesce({page}.has_more, false)")
        # Beyond the cursor from which the page was requested there is at least the row of the cursor.
        origin = self.plan.page.before if self.plan.page.is_backward else self.plan.page.after
        return Statement("false" if origin is None else "true")
