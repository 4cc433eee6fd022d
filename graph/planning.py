"""Selection and declarations to a plan: what to read, refused here before any SQL where it cannot be."""

from __future__ import annotations

from collections.abc import Iterable

from graph.conditions import order_of, predicate_of
from graph.selection import TYPENAME, Selected
from graph.types.declare import NOUNS, Noun, Relation
from warehouse.errors import RequestError
from warehouse.query.paging import page_of
from warehouse.query.plan import (
    AllOf,
    Child,
    Column,
    Comparison,
    Constant,
    Cursor,
    Edges,
    ListPart,
    ListPlan,
    Node,
    Nodes,
    Output,
    PageFact,
    PageInfo,
    ReadPlan,
    RowPlan,
    Total,
)


def plan_root(field: Selected, relation: Relation) -> ReadPlan:
    """The plan of a root field: a list, or the row that its arguments name.

    Raises RequestError, naming the field by its path, where an argument cannot be used.
    """
    noun = NOUNS[relation.target]
    if relation.is_many:
        return _plan_list(noun, field)
    key = tuple(Comparison(column, "eq", value) for column, value in field.arguments.items())
    return RowPlan(noun.table, _plan_outputs(noun, field.fields), AllOf(key) if key else None)


def _plan_list(noun: Noun, field: Selected) -> ListPlan:
    arguments = field.arguments
    try:
        where = predicate_of(noun, arguments.get("where"))
        order_by = order_of(noun, arguments.get("order_by"))
        page = page_of(arguments.get("first"), arguments.get("last"), arguments.get("after"), arguments.get("before"))
    except RequestError as error:
        raise type(error)(f"{field.path}: {error.message}", error.hint) from None
    return ListPlan(noun.table, tuple(_plan_part(noun, part) for part in field.fields), page, where, order_by)


def _plan_part(noun: Noun, part: Selected) -> ListPart:
    if part.name == "nodes":
        return Nodes(part.key, _plan_outputs(noun, part.fields))
    if part.name == "edges":
        return Edges(part.key, tuple(_plan_edge(noun, inner) for inner in part.fields))
    if part.name == "page_info":
        return PageInfo(part.key, tuple(_constant(fact) or PageFact(fact.key, fact.name) for fact in part.fields))
    return _constant(part) or Total(part.key)


def _plan_edge(noun: Noun, part: Selected) -> Cursor | Node | Constant:
    if part.name == "node":
        return Node(part.key, _plan_outputs(noun, part.fields))
    return _constant(part) or Cursor(part.key)


def _plan_outputs(noun: Noun, fields: Iterable[Selected]) -> tuple[Output, ...]:
    return tuple(_plan_output(noun, field) for field in fields)


def _plan_output(noun: Noun, field: Selected) -> Output:
    if field.name in noun.columns:
        return Column(field.key, field.name, noun.words.get(field.name, ()), field.name in noun.texts)
    return _constant(field) or Child(field.key, field.name, _plan_relation(noun.relations[field.name], field))


def _plan_relation(relation: Relation, field: Selected) -> ReadPlan:
    noun = NOUNS[relation.target]
    if relation.is_many:
        return _plan_list(noun, field)
    return RowPlan(noun.table, _plan_outputs(noun, field.fields))


def _constant(field: Selected) -> Constant | None:
    return Constant(field.key, field.type_name) if field.name == TYPENAME else None
