"""Runs a plan level by level on one cursor and stitches the levels together by the keys of the parents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.catalog import Catalog, Table
from warehouse.errors import LimitExceeded, QueryTimedOut
from warehouse.query.compile import Parents, compile_rows, compile_total
from warehouse.query.paging import SortKey, check_cursors, encode_cursor, sort_keys
from warehouse.query.plan import ReadPlan
from warehouse.query.statement import Statement
from warehouse.relations import Relation, find_relation

MOST_ROWS = 200_000
"""Rows that one operation may read, over all levels."""

Row = dict[str, object]
"""Values by column name; under the key of each child plan its Slice, or for a relation to one its Row or None."""


@dataclass(frozen=True)
class Slice:
    """The rows of one page of one list. `total` counts all pages; None where the plan did not ask for it."""

    rows: Sequence[Row]
    has_next: bool
    has_previous: bool
    total: int | None
    cursor_of: Callable[[Row], str]


class Reader:
    """Reads plans from one snapshot on one cursor, MOST_ROWS in all: not to be shared by threads.

    `statements` is what was run, in order. `is_stopped` is asked before each statement, because an interrupt that
    falls between two statements is lost.
    """

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        snapshot_id: str,
        catalog: Catalog,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.snapshot_id = snapshot_id
        self.statements: list[Statement] = []
        self._cursor = cursor
        self._catalog = catalog
        self._is_stopped = is_stopped
        self._rows_left = MOST_ROWS

    def read(self, plan: ReadPlan) -> Slice:
        """The rows of a plan with all that belongs to them.

        Raises RequestError where the plan does not fit the tables or there are too many rows, QueryTimedOut where it
        was interrupted.
        """
        return self._read_level(plan, None)[None]

    def _read_level(self, plan: ReadPlan, parents: Parents | None) -> dict[object, Slice]:
        """The slice of each parent, or of None. A parent without rows has an empty one."""
        table = self._catalog.table(plan.table)
        order = sort_keys(table, plan.order_by) if plan.page is not None else ()
        if plan.page is not None and not plan.reads_rows:
            check_cursors(plan.page, table, order)
        keys: Sequence[object] = parents.keys if parents is not None else (None,)
        if not keys:
            return {}
        rows = self._read_rows(plan, table, order, parents) if plan.reads_rows else {}
        totals = self._read_totals(plan, table, parents) if plan.counts_total else {}
        slices = {
            key: self._slice(plan, table, order, rows.get(key, []), totals.get(key, 0) if plan.counts_total else None)
            for key in keys
        }
        self._read_children(plan, [row for part in slices.values() for row in part.rows])
        return slices

    def _read_rows(
        self, plan: ReadPlan, table: Table, order: Sequence[SortKey], parents: Parents | None
    ) -> dict[object, list[Row]]:
        columns = _columns_needed(plan, order)
        grouped: dict[object, list[Row]] = {}
        for values in self._run(compile_rows(plan, table, columns, order, parents)):
            row: Row = dict(zip(columns, values, strict=False))
            grouped.setdefault(values[-1] if parents is not None else None, []).append(row)
        return grouped

    def _read_totals(self, plan: ReadPlan, table: Table, parents: Parents | None) -> dict[object, int]:
        found = self._run(compile_total(plan, table, parents))
        return {row[0] if parents is not None else None: row[-1] for row in found}

    def _slice(
        self, plan: ReadPlan, table: Table, order: Sequence[SortKey], rows: list[Row], total: int | None
    ) -> Slice:
        def cursor_of(row: Row) -> str:
            return encode_cursor(self.snapshot_id, table, order, row)

        page = plan.page
        if page is None:
            return Slice(rows, False, False, total, cursor_of)
        has_more = len(rows) > page.size
        rows = rows[: page.size]
        if page.last is not None:
            return Slice(rows[::-1], page.before is not None, has_more, total, cursor_of)
        return Slice(rows, has_more, page.after is not None, total, cursor_of)

    def _read_children(self, plan: ReadPlan, rows: Sequence[Row]) -> None:
        for child in plan.children:
            relation = find_relation(plan.table, child.relation)
            source = relation.source_column
            keys = dict.fromkeys(row[source] for row in rows if row[source] is not None)
            slices = self._read_level(child.plan, Parents(relation, tuple(keys)))
            empty = Slice((), False, False, 0 if child.plan.counts_total else None, lambda row: "")
            for row in rows:
                row[child.key] = _value(relation, slices.get(row[source], empty))

    def _run(self, statement: Statement) -> list[tuple[Any, ...]]:
        if self._is_stopped():
            raise _timed_out()
        self.statements.append(statement)
        try:
            rows = self._cursor.execute(statement.text, list(statement.values)).fetchmany(self._rows_left + 1)
        except duckdb.InterruptException as error:
            raise _timed_out() from error
        self._rows_left -= len(rows)
        if self._rows_left < 0:
            raise LimitExceeded(
                f"The answer has more than {MOST_ROWS} rows.", "Ask for fewer with 'first', or in several requests."
            )
        return rows


def _columns_needed(plan: ReadPlan, order: Sequence[SortKey]) -> tuple[str, ...]:
    """The columns asked for, those that cursors are made of and those that lead to the children, each once."""
    sources = (find_relation(plan.table, child.relation).source_column for child in plan.children)
    return tuple(dict.fromkeys([*plan.columns, *(key.column for key in order), *sources]))


def _value(relation: Relation, found: Slice) -> object:
    if relation.is_many:
        return found
    return found.rows[0] if found.rows else None


def _timed_out() -> QueryTimedOut:
    return QueryTimedOut("The query took too long and was stopped.", "Ask for fewer rows or a shorter period.")
