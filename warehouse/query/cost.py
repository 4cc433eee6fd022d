"""How many rows a plan can read at most, known before any SQL from the pages asked for and the size of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from warehouse.errors import LimitExceeded
from warehouse.query.plan import Child, Constant, Cursor, Edges, ListPlan, Nodes, Output, ReadPlan, RowPlan
from warehouse.query.values import resolve
from warehouse.relations import find_relation

MOST_ROWS = 200_000
"""Rows that one operation may read, over all its lists."""


@dataclass(frozen=True)
class Reading:
    """One list, or relation to one, of a plan: where it is, how often it is read, and rows of all times together."""

    path: str
    times: int
    rows: int
    is_list: bool


def rows_read(
    plan: ReadPlan, path: str, row_counts: Mapping[str, int], variables: Mapping[str, Any]
) -> Iterator[Reading]:
    """What every part of the plan reads at most, parents first. `row_counts` gives the rows of each table."""
    yield from _read(plan, path, 1, row_counts.get(plan.table, 0), row_counts, variables)


def check_cost(readings: Sequence[Reading], rows_before: int = 0) -> None:
    """Raises LimitExceeded, naming the list that weighs most and the page that would fit."""
    rows = rows_before + sum(reading.rows for reading in readings)
    if rows <= MOST_ROWS:
        return
    widest = max((reading for reading in readings if reading.is_list), key=lambda reading: reading.rows)
    fits = max(0, (MOST_ROWS - (rows - widest.rows)) // widest.times)
    hint = f"'first: {fits}' in '{widest.path}' would fit." if fits else "Ask for fewer lists, or in several requests."
    raise LimitExceeded(f"The answer could have {rows} rows; at most {MOST_ROWS} are read for one request.", hint)


def cursors_in(plan: ReadPlan) -> Iterator[tuple[str, object]]:
    """The cursors of every page of a plan: the argument and its value."""
    if isinstance(plan, ListPlan):
        for name, cursor in (("after", plan.page.after), ("before", plan.page.before)):
            if cursor is not None:
                yield name, cursor
    for child in _children(plan):
        yield from cursors_in(child.plan)


def _read(
    plan: ReadPlan, path: str, times: int, most: int, row_counts: Mapping[str, int], variables: Mapping[str, Any]
) -> Iterator[Reading]:
    if isinstance(plan, RowPlan):
        rows = min(times, most)
    else:
        # A size is looked at even where no row is read by it: a wrong one is never passed over.
        size = cast("int", resolve(plan.page.size, variables))
        rows = min(times * size, most) if _reads_rows(plan) else 0
    yield Reading(path, times, rows, isinstance(plan, ListPlan))
    for child in _children(plan):
        relation = find_relation(plan.table, child.relation)
        count = row_counts.get(relation.target, 0)
        # Through a link table the same row may belong to every parent; otherwise it belongs to one.
        shared = relation.link is not None or not relation.is_many
        yield from _read(
            child.plan, f"{path}.{child.key}", rows, count * rows if shared else count, row_counts, variables
        )


def _reads_rows(plan: ListPlan) -> bool:
    return any(isinstance(part, (Nodes, Edges)) for part in plan.parts)


def _children(plan: ReadPlan) -> Iterator[Child]:
    for output in _outputs(plan):
        if isinstance(output, Child):
            yield output


def _outputs(plan: ReadPlan) -> Iterator[Output]:
    if isinstance(plan, RowPlan):
        yield from plan.outputs
        return
    for part in plan.parts:
        if isinstance(part, Nodes):
            yield from part.outputs
        elif isinstance(part, Edges):
            for inner in part.parts:
                if not isinstance(inner, (Cursor, Constant)):
                    yield from inner.outputs
