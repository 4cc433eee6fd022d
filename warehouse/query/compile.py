"""One level of a plan to one statement: the rows of all parents at once, so the count of statements never grows.

The names in the text come from the catalog and from warehouse.relations; whatever a client sent is bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.catalog import Table
from warehouse.query.paging import SortKey, beyond, decode_cursor, order_text
from warehouse.query.plan import ReadPlan
from warehouse.query.predicates import compile_predicate
from warehouse.query.statement import Statement, join, lines, quote
from warehouse.relations import Relation

PARENT = "parent_key"
"""The last column of a statement that reads for parents: the key of the parent that the row belongs to."""

_LINKED = "linked_key"


@dataclass(frozen=True)
class Parents:
    """The rows for which a level is read: the relation that leads to it and the values of its source column."""

    relation: Relation
    keys: tuple[object, ...]


def compile_rows(
    plan: ReadPlan, table: Table, columns: Sequence[str], order: Sequence[SortKey], parents: Parents | None
) -> Statement:
    """The rows of one page (of each parent), in order, with one row more than asked for that tells of a next page.

    Columns as given, then PARENT. Raises InvalidArgument where a cursor or filter does not fit the table.
    """
    page = plan.page
    selected = [quote(table.column(name).name) for name in columns]
    if parents is not None:
        selected.append(_selected_parent(parents))
    pieces: list[Statement | str] = [
        "select\n    " + ",\n    ".join(selected),
        *_source(table, parents),
        _where(_conditions(plan, table, parents) + _page_conditions(plan, table, order)),
    ]
    if page is not None:
        ordered = order_text(order, is_backward=page.last is not None)
        if parents is not None:
            window = f"row_number() over (partition by {_parent_column(parents)} order by {ordered})"
            pieces.append(Statement(f"qualify {window} <= ?", (page.size + 1,)))
        pieces.append(f"order by {ordered}")
        if parents is None:
            pieces.append(Statement("limit ?", (page.size + 1,)))
    return lines(pieces)


def compile_total(plan: ReadPlan, table: Table, parents: Parents | None) -> Statement:
    """How many rows all pages have together: one row, or one per parent that has any (PARENT, count)."""
    if parents is None:
        return lines(["select count(*)", *_source(table, None), _where(_conditions(plan, table, None))])
    return lines(
        [
            f"select {_selected_parent(parents)}, count(*)",
            *_source(table, parents),
            _where(_conditions(plan, table, parents)),
            "group by all",
        ]
    )


def _parent_column(parents: Parents) -> str:
    return quote(PARENT) if parents.relation.link else quote(parents.relation.target_column)


def _selected_parent(parents: Parents) -> str:
    return quote(PARENT) if parents.relation.link else f"{_parent_column(parents)} as {quote(PARENT)}"


def _source(table: Table, parents: Parents | None) -> list[Statement | str]:
    """The `from` clause; a link table joins in with each pair of keys once."""
    pieces: list[Statement | str] = [f"from {quote(table.key)}"]
    if parents is not None and parents.relation.link is not None:
        link = parents.relation.link
        source, target = quote(link.source_column), quote(link.target_column)
        pieces += [
            "join (",
            f"    select distinct {source} as {quote(PARENT)}, {target} as {quote(_LINKED)}",
            f"    from {quote(link.table)}",
            Statement(f"    where {source} in (select unnest(?))", (list(parents.keys),)),
            f") as link on {quote(_LINKED)} = {quote(parents.relation.target_column)}",
        ]
    return pieces


def _conditions(plan: ReadPlan, table: Table, parents: Parents | None) -> list[Statement]:
    conditions = []
    if parents is not None and parents.relation.link is None:
        column = quote(parents.relation.target_column)
        conditions.append(Statement(f"{column} in (select unnest(?))", (list(parents.keys),)))
    if plan.where is not None:
        conditions.append(compile_predicate(plan.where, table))
    return conditions


def _page_conditions(plan: ReadPlan, table: Table, order: Sequence[SortKey]) -> list[Statement]:
    conditions = []
    if plan.page is not None and plan.page.after is not None:
        conditions.append(beyond(order, decode_cursor("after", plan.page.after, table, order), is_backward=False))
    if plan.page is not None and plan.page.before is not None:
        conditions.append(beyond(order, decode_cursor("before", plan.page.before, table, order), is_backward=True))
    return conditions


def _where(conditions: Sequence[Statement]) -> Statement:
    if not conditions:
        return Statement("")
    joined = join("\n    and ", conditions)
    return Statement(f"where {joined.text}", joined.values)
