"""Selection and declarations to a ReadPlan: what to read, refused here before any SQL where it cannot be."""

from __future__ import annotations

from collections.abc import Iterable

from graph.conditions import order_of, predicate_of
from graph.selection import Selected
from graph.types.declare import NOUNS, Noun, Relation
from warehouse.errors import RequestError
from warehouse.query.paging import page_of
from warehouse.query.plan import AllOf, Child, Comparison, Page, ReadPlan


def plan_root(field: Selected, relation: Relation) -> ReadPlan:
    """The plan of a root field: a list, or the row that its arguments name.

    Raises RequestError, naming the field by its path, where an argument cannot be used.
    """
    noun = NOUNS[relation.target]
    if relation.is_many:
        return _plan_list(noun, field)
    columns, children = _plan_fields(noun, field.fields)
    key = tuple(Comparison(column, "eq", value) for column, value in field.arguments.items())
    return ReadPlan(noun.table, columns, AllOf(key) if key else None, page=Page(first=1), children=children)


def _plan_list(noun: Noun, field: Selected) -> ReadPlan:
    arguments = field.arguments
    try:
        where = predicate_of(arguments.get("where"))
        page = page_of(arguments.get("first"), arguments.get("last"), arguments.get("after"), arguments.get("before"))
    except RequestError as error:
        raise type(error)(f"{field.path}: {error.message}", error.hint) from None
    columns, children = _plan_fields(noun, _fields_of_rows(field))
    return ReadPlan(
        table=noun.table,
        columns=columns,
        where=where,
        order_by=order_of(noun, arguments.get("order_by")),
        page=page,
        children=children,
        reads_rows=any(part.name != "total_count" for part in field.fields),
        counts_total=any(part.name == "total_count" for part in field.fields),
    )


def _fields_of_rows(connection: Selected) -> Iterable[Selected]:
    """What is selected of the rows of a connection, under `nodes` and under `edges`."""
    for part in connection.fields:
        if part.name == "nodes":
            yield from part.fields
        elif part.name == "edges":
            for inner in part.fields:
                if inner.name == "node":
                    yield from inner.fields


def _plan_fields(noun: Noun, fields: Iterable[Selected]) -> tuple[tuple[str, ...], tuple[Child, ...]]:
    columns: dict[str, None] = {}
    children: list[Child] = []
    for field in fields:
        if field.name in noun.columns:
            columns[field.name] = None
        else:
            children.append(Child(field.path, field.name, _plan_relation(noun.relations[field.name], field)))
    return tuple(columns), tuple(children)


def _plan_relation(relation: Relation, field: Selected) -> ReadPlan:
    noun = NOUNS[relation.target]
    if relation.is_many:
        return _plan_list(noun, field)
    columns, children = _plan_fields(noun, field.fields)
    return ReadPlan(noun.table, columns, children=children)
