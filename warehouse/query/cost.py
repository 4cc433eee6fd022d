"""The maximum number of rows of an answer, computed before any SQL from page sizes and table sizes.

A row counts each time it is written: a row shared by many parents is read once and written below each of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from warehouse.catalog.relations import Relation, find_relation
from warehouse.errors import LimitExceeded
from warehouse.query.access import Admitted
from warehouse.query.empty_periods import MOST_EMPTY
from warehouse.query.paging import LARGEST_PAGE
from warehouse.query.periods import YEAR_TO_DATE
from warehouse.query.plan import (
    Child,
    Constant,
    Cursor,
    Edges,
    GroupPlan,
    Groups,
    ListPart,
    ListPlan,
    Nodes,
    NodesPlan,
    NounPlan,
    Object,
    Output,
    Page,
    ReadPlan,
    ReferenceChild,
    RowPlan,
    SearchPlan,
)
from warehouse.query.values import resolve

MOST_ROWS = 100_000
"""Rows that one answer may have over all its lists, unless the role has another limit."""

MOST_INPUT_ROWS = 2_000_000
"""Rows that the computed root fields of one request may read together, unless the role has another limit."""


@dataclass(frozen=True)
class ReadEstimate:
    """One list or to-one relation of a plan: its path, how often it is written, and the rows of all its copies."""

    path: str
    times: int
    rows: int
    is_list: bool


@dataclass(frozen=True)
class _Given:
    """The inputs of an estimate; `sizes` replaces the requested page sizes, by path."""

    row_counts: Mapping[str, int]
    variables: Mapping[str, Any]
    sizes: Mapping[str, int]

    def size(self, path: str, page: Page) -> int:
        # The size is validated even where no row is read: an invalid one is always reported.
        requested = cast("int", resolve(page.size, self.variables))
        return min(requested, self.sizes.get(path, requested))


def rows_read(
    plan: ReadPlan,
    path: str,
    row_counts: Mapping[str, int],
    variables: Mapping[str, Any],
    sizes: Mapping[str, int] | None = None,
) -> Iterator[ReadEstimate]:
    """The rows that every part of the plan writes at most, parents first. `row_counts` gives the rows of each table.

    `sizes` tries smaller pages of lists, by path.
    """
    given = _Given(row_counts, variables, sizes or {})
    if isinstance(plan, NodesPlan):
        named = cast("int", resolve(plan.size, variables))
        for member in plan.members:
            yield from _read(member.plan, path, named, named, given)
        return
    if isinstance(plan, SearchPlan):
        plan = plan.listing
    yield from _read(plan, path, 1, 1, given)


def check_cost(
    readings: Sequence[ReadEstimate],
    rows_before: int = 0,
    most_rows: int = MOST_ROWS,
    count_with: Callable[[Mapping[str, int]], Iterable[ReadEstimate]] | None = None,
) -> None:
    """Raises LimitExceeded with the page size that would fit: of the most expensive list, or else of the next one.

    `count_with` estimates with smaller pages, by the path of their list.
    """
    rows = rows_before + _sum(readings)
    if rows <= most_rows:
        return
    hint, zh = "Ask for fewer lists, or in several requests.", "请减少列表，或分几次请求。"
    widest = sorted((reading for reading in readings if reading.is_list), key=lambda reading: -reading.rows)
    for reading in widest:
        if count_with and (page := _largest_page(reading.path, most_rows - rows_before, count_with)):
            hint = f"'first: {page}' in '{reading.path}' would fit."
            zh = f"'{reading.path}' 的 first 取 {page} 即可。"
            break
    raise LimitExceeded(
        f"The answer could have {rows} rows; at most {most_rows} are given for one request.",
        hint,
        zh=f"应答可能有 {rows} 行，一次请求最多 {most_rows} 行。{zh}",
    )


def _largest_page(path: str, most_rows: int, count_with: Callable[[Mapping[str, int]], Iterable[ReadEstimate]]) -> int:
    """The largest page size of a list with which the query fits; 0 for none."""
    too_large = bisect_right(range(LARGEST_PAGE + 1), most_rows, key=lambda size: _sum(count_with({path: size})))
    return max(0, too_large - 1)


def _sum(readings: Iterable[ReadEstimate]) -> int:
    return sum(reading.rows for reading in readings)


def cursors_in(plan: ReadPlan) -> Iterator[tuple[str, object]]:
    """The cursors of every page of a plan, pages of groups included: the argument and its value."""
    if isinstance(plan, ListPlan):
        for page in (plan.page, *(groups.page for groups in _groups(plan))):
            for name, cursor in (("after", page.after), ("before", page.before)):
                if cursor is not None:
                    yield name, cursor
    for inner in _plans_within(plan):
        yield from cursors_in(inner)


def sizes_in(plan: ReadPlan) -> Iterator[object]:
    """The sizes of every page of a plan, pages of groups included: all that estimates of a snapshot depend on."""
    if isinstance(plan, NodesPlan):
        yield plan.size
    if isinstance(plan, ListPlan):
        yield from (page.size for page in (plan.page, *(groups.page for groups in _groups(plan))))
    for inner in _plans_within(plan):
        yield from sizes_in(inner)


def _read(
    plan: NounPlan,
    path: str,
    times: int,
    copies: int,
    given: _Given,
) -> Iterator[ReadEstimate]:
    """Estimates a plan of which `times` pages or rows are written; at most `copies` of them contain the same row."""
    most = given.row_counts.get(plan.table.key, 0) * copies
    if isinstance(plan, RowPlan):
        rows = min(times, most)
        yield ReadEstimate(path, times, rows, False)
        yield from _read_children(plan.table, plan.outputs, path, rows, copies, given)
        return
    parts: list[tuple[str, Page, Sequence[ListPart], int, int | None]] = [(path, plan.page, plan.parts, most, copies)]
    parts += [
        # Several groups may lead to the same row, as several rows may.
        (f"{path}.{part.key}", part.plan.page, part.plan.parts, _most_groups(part.plan, most), None)
        for part in plan.parts
        if isinstance(part, Groups)
    ]
    for own_path, page, own_parts, own_most, own_copies in parts:
        size = given.size(own_path, page)
        reads_rows = any(isinstance(part, (Nodes, Edges)) for part in own_parts)
        rows = min(times * size, own_most) if reads_rows else 0
        yield ReadEstimate(own_path, times, rows, True)
        yield from _read_children(plan.table, list(_outputs(own_parts)), own_path, rows, own_copies, given)


def _read_children(
    table: Admitted,
    outputs: Sequence[Output],
    path: str,
    rows: int,
    copies: int | None,
    given: _Given,
) -> Iterator[ReadEstimate]:
    """Estimates the children of `rows`; `copies` is None where any two of the rows may share a child."""
    for reference in _references_in(outputs):
        for choice in reference.choices:
            yield from _read(choice.plan, f"{path}.{reference.key}", rows, rows, given)
    for child in _children_in(outputs):
        relation = find_relation(table.key, child.relation)
        of_each = rows if copies is None or _is_shared(table, relation) else copies
        yield from _read(child.plan, f"{path}.{child.key}", rows, of_each, given)


def _is_shared(table: Admitted, relation: Relation) -> bool:
    """Whether one row may belong to several of its parents; as far as the catalog knows, to all."""
    return relation.link is not None or table.row_key != (relation.source_column,)


def _most_groups(plan: GroupPlan, most: int) -> int:
    """The most groups that so many rows can have: each row is in one group per level, and in up to twelve years to
    date."""
    if plan.fills_periods:
        return most + MOST_EMPTY
    if plan.time is not None and plan.time.grain == YEAR_TO_DATE:
        return 12 * most
    return (len(plan.keys) + 1) * most if plan.has_levels else most


def _groups(plan: ListPlan) -> Iterator[GroupPlan]:
    for part in plan.parts:
        if isinstance(part, Groups):
            yield part.plan


def _plans_within(plan: ReadPlan) -> Iterator[NounPlan]:
    if isinstance(plan, NodesPlan):
        yield from (member.plan for member in plan.members)
    elif isinstance(plan, SearchPlan):
        yield plan.listing
    elif isinstance(plan, RowPlan):
        yield from _plans_in(plan.outputs)
    else:
        for parts in (plan.parts, *(groups.parts for groups in _groups(plan))):
            yield from _plans_in(_outputs(parts))


def _plans_in(outputs: Iterable[Output]) -> Iterator[NounPlan]:
    outputs = list(outputs)
    yield from (child.plan for child in _children_in(outputs))
    yield from (choice.plan for child in _references_in(outputs) for choice in child.choices)


def _children_in(outputs: Iterable[Output]) -> Iterator[Child]:
    for output in outputs:
        if isinstance(output, Child):
            yield output
        elif isinstance(output, Object):
            yield from _children_in(output.outputs)


def _references_in(outputs: Iterable[Output]) -> Iterator[ReferenceChild]:
    return (output for output in outputs if isinstance(output, ReferenceChild))


def _outputs(parts: Sequence[ListPart]) -> Iterator[Output]:
    for part in parts:
        if isinstance(part, Nodes):
            yield from part.outputs
        elif isinstance(part, Edges):
            for inner in part.parts:
                if not isinstance(inner, (Cursor, Constant)):
                    yield from inner.outputs
