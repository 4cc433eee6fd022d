"""Lists whose page and total read one step of matching rows, because evaluating the condition twice would be dear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from warehouse.query.access import Admitted
from warehouse.query.listing import ListReading
from warehouse.query.paging import SortKey
from warehouse.query.plan import Column, ListPlan, Output, Total
from warehouse.query.predicates import is_dear, rows_of
from warehouse.query.rows import CURSOR, PARENT, POSITION, Source, columns_read, select, where_clause
from warehouse.query.statement import Statement, indent, lines, quote, wrap


class CountedReading(ListReading):
    """A page of the matching rows, of which only keys and sort keys are made; columns are read for the rows on the page
    alone."""

    def __init__(self, plan: ListPlan, table: Admitted, keys: Sequence[SortKey], has_parents: bool) -> None:
        super().__init__(plan, table, keys)
        self._has_parents = has_parents

    def read_outputs(self) -> Iterable[Output]:
        return [Column(name, name) for name in self.table.row_key]

    def complete(self, rows: Statement) -> Statement:
        """The rows on the page with their columns."""
        columns = columns_read(self.outputs(), self.table)
        if set(columns) <= set(map(quote, self.table.row_key)):
            return rows
        carried = [*([PARENT] if self._has_parents else []), *([CURSOR] if self.has_cursors else []), POSITION]
        keys = ", ".join(map(quote, self.table.row_key))
        return lines(
            [
                select([*columns, *(f"found.{quote(name)}" for name in carried)]),
                wrap("from (\n", indent(rows), "\n) as found"),
                wrap("join ", rows_of(self.table), f" using ({keys})"),
            ]
        )


def is_counted_once(page: ListReading) -> bool:
    """Whether a list has both a page and a total of a dear condition."""
    return page.reads_rows and any(isinstance(part, Total) for part in page.plan.parts) and is_dear(page.plan.where)


def matching_rows(page: ListReading, rows: Source) -> Statement:
    """The keys and sort keys of the matching rows, with the parent of each."""
    columns = dict.fromkeys(map(quote, [*page.table.row_key, *(key.name for key in page.keys)]))
    parent = [] if rows.parent is None else [rows.named_parent]
    return lines([select([*columns, *parent]), *rows.clauses, where_clause(rows.conditions)])
