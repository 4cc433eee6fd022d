"""Compiles a plan into lookups from rows to related rows, each step over the rows of all parents together.

The same plan as a statement: warehouse.query.compile. Left to the statement: groups, pages after a cursor, orders and
filters over related rows, search within texts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from warehouse.catalog.relations import Relation, load_relations
from warehouse.query.access import Admitted
from warehouse.query.conditions import AllOf, Comparison, Predicate
from warehouse.query.memory.cache_keys import (
    ROW,
    CacheKey,
    CacheLookup,
    CellsOf,
    ListsOf,
    NotCacheable,
    OnesOf,
    OrderOf,
    PlacesOf,
)
from warehouse.query.memory.conditions import bind_condition, cache_keys_of
from warehouse.query.memory.lists import Listing, Many, Root
from warehouse.query.memory.writing import (
    Cell,
    Count,
    EndCursor,
    HasMore,
    One,
    PageObject,
    PagePart,
    PageRows,
    Row,
    RowPart,
    Variables,
)
from warehouse.query.paging import SortKey, cursor_text, sort_keys
from warehouse.query.plan import (
    Child,
    Column,
    Constant,
    Cursor,
    Edges,
    FilledTemplate,
    Identity,
    ListPart,
    ListPlan,
    Node,
    Nodes,
    Object,
    Output,
    PageFact,
    PageInfo,
    ReadPlan,
    RowPlan,
    Total,
    Translated,
)
from warehouse.query.shape import write_output
from warehouse.query.values import resolve

Answer = Callable[[Variables], str | None]
"""The JSON of a root field; None where the requested row does not exist."""


@dataclass(frozen=True, eq=False)
class InMemoryPlan:
    """A plan that can be answered from the cache once the data of its keys are loaded."""

    cache_keys: tuple[CacheKey, ...]
    bind: Callable[[CacheLookup], Answer]


def find_in_memory_plan(plan: ReadPlan) -> InMemoryPlan | None:
    """The in-memory plan, or None where only a statement can answer."""
    try:
        return _compile(plan)
    except NotCacheable:
        return None


def _compile(plan: ReadPlan) -> InMemoryPlan:
    if isinstance(plan, ListPlan):
        root = _root_list(plan)
        return InMemoryPlan(tuple(dict.fromkeys(root.cache_keys())), root.bind)
    if isinstance(plan, RowPlan):
        return _root_row(plan)
    raise NotCacheable(plan)


def _root_row(plan: RowPlan) -> InMemoryPlan:
    table = _whole(plan.table)
    found = None if plan.where is None else _take_equality(plan.where, frozenset(_only(table.row_key)))
    if found is None:
        raise NotCacheable(plan)
    column, value, rest = found
    key, row = PlacesOf(table.key, column, sort_keys(table, ())), _row(plan.outputs, table)
    keys: list[CacheKey] = [key, *row.cache_keys(), *(cache_keys_of(rest, table) if rest is not None else ())]

    def bind(lookup: CacheLookup) -> Answer:
        places, write = lookup(key), row.bind(lookup)
        condition = None if rest is None else bind_condition(rest, table, lookup)

        def answer(variables: Variables) -> str | None:
            rows = places.rows(resolve(value, variables))
            if condition is not None:
                rows = rows[condition(rows, variables)]
            return write(rows[:1], variables)[0] if len(rows) else None

        return answer

    return InMemoryPlan(tuple(dict.fromkeys(keys)), bind)


def _root_list(plan: ListPlan) -> Root:
    table, keys = _ordered(plan)
    found = None if plan.where is None else _take_equality(plan.where, _found_by(table.key))
    if found is None:
        return Root(OrderOf(table.key, keys), None, _listing(plan, table, keys, plan.where))
    column, value, rest = found
    return Root(PlacesOf(table.key, column, keys), value, _listing(plan, table, keys, rest))


def _ordered(plan: ListPlan) -> tuple[Admitted, tuple[SortKey, ...]]:
    table = _whole(plan.table)
    keys = sort_keys(table, plan.order_by)
    if plan.page.after is not None or plan.page.before is not None or any(key.relation for key in keys):
        raise NotCacheable(plan)
    return table, keys


def _listing(plan: ListPlan, table: Admitted, keys: Sequence[SortKey], where: Predicate | None) -> Listing:
    cursor = Cell(CellsOf(table.key, cursor_text(table, keys)))
    written = _page_object((part.key, _page_part(part, table, cursor, plan.page.is_backward)) for part in plan.parts)
    return Listing(table, plan.page, where, written)


def _page_part(part: ListPart, table: Admitted, cursor: Cell, is_backward: bool) -> PagePart | str:
    match part:
        case Nodes(_, outputs):
            return PageRows(_row(outputs, table))
        case Edges(_, parts):
            return PageRows(_row_object((inner.key, _edge_part(inner, table, cursor)) for inner in parts))
        case PageInfo(_, facts):
            return _page_object((fact.key, _fact(fact, cursor, is_backward)) for fact in facts)
        case Total():
            return Count()
        case Constant(_, text):
            return json.dumps(text)
    raise NotCacheable(part)


def _edge_part(part: Cursor | Node | Constant, table: Admitted, cursor: Cell) -> RowPart | str:
    match part:
        case Cursor():
            return cursor
        case Node(_, outputs):
            return _row(outputs, table)
        case Constant(_, text):
            return json.dumps(text)


def _row(outputs: Sequence[Output], table: Admitted) -> Row:
    return _row_object((output.key, _part(output, table)) for output in outputs)


def _part(output: Output, table: Admitted) -> RowPart | str:
    match output:
        case Column() | Identity() | FilledTemplate() | Translated():
            return Cell(CellsOf(table.key, write_output(output, table, ROW)))
        case Constant(_, text):
            return json.dumps(text)
        case Object(_, outputs):
            return _row(outputs, table)
        case Child(_, name, plan):
            relation = _followed(table, name)
            if isinstance(plan, RowPlan):
                if plan.where is not None:
                    raise NotCacheable(plan)
                return One(OnesOf(relation), _row(plan.outputs, _whole(plan.table)))
            target, keys = _ordered(plan)
            return Many(ListsOf(relation, keys), _listing(plan, target, keys, plan.where))
    raise NotCacheable(output)


def _whole(table: Admitted) -> Admitted:
    """The table, if all its rows may be read: cached data are the same for every role."""
    if table.rows is not None:
        raise NotCacheable(table)
    return table


def _followed(table: Admitted, name: str) -> Relation:
    relation = table.relation(name)
    if relation.link is not None:
        _whole(table.link(relation.link))
    return relation


def _fact(fact: PageFact | Constant, cursor: Cell, is_backward: bool) -> PagePart | str:
    if isinstance(fact, Constant):
        return json.dumps(fact.text)
    if fact.name in {"start_cursor", "end_cursor"}:
        return EndCursor(cursor, fact.name == "end_cursor")
    # No rows lie before the start of a list or after its end; pages from a cursor are left to the statement.
    return HasMore() if (fact.name == "has_previous_page") is is_backward else "false"


def _row_object(entries: Any) -> Row:
    template, parts = _object(entries)
    return Row(template, parts)


def _page_object(entries: Any) -> PageObject:
    template, parts = _object(entries)
    return PageObject(template, parts)


def _object(entries: Any) -> tuple[str, tuple[Any, ...]]:
    """The template of an object with a placeholder for each part; constant parts are already filled in."""
    texts, parts = [], []
    for key, part in entries:
        texts.append(f'"{key}":{part if isinstance(part, str) else "%s"}')
        if not isinstance(part, str):
            parts.append(part)
    return "{" + ",".join(texts) + "}", tuple(parts)


def _take_equality(predicate: Predicate, columns: frozenset[str]) -> tuple[str, object, Predicate | None] | None:
    """A column that the condition sets equal to a value, the value, and the remaining condition; None without one."""
    parts = predicate.parts if isinstance(predicate, AllOf) else (predicate,)
    for place, part in enumerate(parts):
        if isinstance(part, Comparison) and part.operator == "eq" and part.column in columns:
            rest = (*parts[:place], *parts[place + 1 :])
            return part.column, part.value, (AllOf(rest) if rest else None)
    return None


def _only(row_key: Sequence[str]) -> Sequence[str]:
    """The key column of a table with a key of one column."""
    return row_key if len(row_key) == 1 else ()


@cache
def _found_by(table: str) -> frozenset[str]:
    """The columns of a table that relations lead to: its rows are looked up by them."""
    return frozenset(relation.target_column for relation in load_relations().values() if relation.target == table)
