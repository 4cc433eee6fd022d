"""Which tables a plan reads: those that it names, and all that its relations, conditions, orders and rules lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from warehouse.query.access import Admitted
from warehouse.query.conditions import Comparison
from warehouse.query.plan import Page, ReadPlan, SearchPlan
from warehouse.query.search import NAMES, named_tables


def tables_read(plan: ReadPlan) -> frozenset[str]:
    """The tables of a plan. A rollup that answers for one of them is made of it, and is not named."""
    return frozenset(_read(plan, None))


def _read(part: object, table: Admitted | None) -> Iterator[str]:
    """The tables in a part of a plan, which is about rows of `table`."""
    if isinstance(part, Admitted):
        yield part.key
        if part.rows is not None:
            yield from _read(part.rows, part.definer())
    elif isinstance(part, tuple):
        for inner in part:
            yield from _read(inner, table)
    elif is_dataclass(part) and not isinstance(part, Comparison | Page):
        if isinstance(part, SearchPlan):
            yield from _found_in(part)
        own = getattr(part, "table", table)
        relation = getattr(part, "relation", None)
        if relation is not None and own is not None:
            link = own.relation(relation).link
            if link is not None:
                yield from _read(own.link(link), None)
            target = own.target(relation)
            yield from _read(target, None)
            # A condition on what a relation leads to is about those rows; an order and a key name a column of theirs.
            own = target
        for one in fields(part):
            yield from _read(getattr(part, one.name), own)


def _found_in(plan: SearchPlan) -> Iterator[str]:
    """What a search looks through: names and, for rows that only some may see, the tables that have the names."""
    access = plan.keys.access
    yield from _read(access.table(NAMES), None)
    for key in named_tables(plan.types):
        if access.reads_in_part(key):
            yield from _read(access.table(key), None)
