"""Translates a selection to a read plan and refuses invalid or forbidden reads before any SQL.

Tables of a plan come only from the caller's Access, or from a table that it has admitted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.declare.nouns import NOUNS, DeclaredRelation, DefaultCondition, Noun, words_of
from graph.planning.conditions import order_of, predicate_of, with_default
from graph.planning.explanation import explanation_of
from graph.planning.groups import plan_groups
from graph.planning.node_ids import key_columns
from graph.planning.selection import TYPENAME, Selected
from graph.planning.units_and_language import conversion_of, translation_of
from warehouse.catalog.relations import find_relation
from warehouse.query.access import Access, Admitted, check_readable
from warehouse.query.conditions import AllOf, Comparison
from warehouse.query.paging import page_of
from warehouse.query.plan import (
    Child,
    Column,
    Constant,
    Cursor,
    Edges,
    Identity,
    ListPart,
    ListPlan,
    Node,
    Nodes,
    NounPlan,
    Output,
    PageFact,
    PageInfo,
    RowPlan,
    Total,
)


def plan_root(field: Selected, relation: DeclaredRelation, access: Access) -> NounPlan:
    """The plan of a root field for a caller: a list, or a row by key.

    Raises RequestError, with the path of the field, for an invalid argument or a forbidden table or column.
    """
    noun = NOUNS[relation.target]
    with field.named():
        table = access.table(noun.table)
    if relation.is_many:
        return _plan_list(noun, table, field, noun.default)
    key = AllOf(tuple(Comparison(column, "eq", value) for column, value in field.arguments.items()))
    with field.named():
        check_readable(table, key)
    return RowPlan(table, plan_outputs(noun, table, field.fields), key if key.parts else None)


def _plan_list(noun: Noun, table: Admitted, field: Selected, default: DefaultCondition | None) -> ListPlan:
    arguments = field.arguments
    if default is not None and default.is_selected_in(arguments.get("where") or {}):
        default = None
    with field.named():
        where = with_default(predicate_of(noun, arguments.get("where")), default)
        order_by = order_of(noun, table, arguments.get("order_by"))
        if any(part.name != "groups" for part in field.fields):
            check_readable(table, where, order_by)
    first, last, after, before = (arguments.get(name) for name in ("first", "last", "after", "before"))
    page = page_of(first, last, after, before, field=field.path)

    def outputs(fields: Iterable[Selected]) -> tuple[Output, ...]:
        return plan_outputs(noun, table, fields)

    def part(selected: Selected) -> ListPart:
        if selected.name == "groups":
            return plan_groups(noun, table, selected, where, _plan_relation, plan_part)
        return plan_part(selected, outputs)

    return ListPlan(table, tuple(part(selected) for selected in field.fields), page, where, order_by)


def plan_part(part: Selected, outputs: Callable[[Iterable[Selected]], tuple[Output, ...]]) -> ListPart:
    """Plans a field of a connection of rows or groups; `outputs` plans the fields of one of them."""
    if part.name == "nodes":
        return Nodes(part.key, outputs(part.fields))
    if part.name == "edges":
        return Edges(part.key, tuple(_plan_edge(inner, outputs) for inner in part.fields))
    if part.name == "page_info":
        return PageInfo(part.key, tuple(_constant(fact) or PageFact(fact.key, fact.name) for fact in part.fields))
    return _constant(part) or Total(part.key)


def _plan_edge(part: Selected, outputs: Callable[[Iterable[Selected]], tuple[Output, ...]]) -> Cursor | Node | Constant:
    if part.name == "node":
        return Node(part.key, outputs(part.fields))
    return _constant(part) or Cursor(part.key)


def plan_outputs(noun: Noun, table: Admitted, fields: Iterable[Selected]) -> tuple[Output, ...]:
    """The outputs of the selected fields of a row."""
    return tuple(_plan_output(noun, table, field) for field in fields)


def _plan_output(noun: Noun, table: Admitted, field: Selected) -> Output:
    if field.name in noun.columns:
        with field.named():
            table.column(field.name)
        conversion = conversion_of(noun, field)
        if conversion is not None and conversion.unit_column is not None:
            table.column(conversion.unit_column)
        return Column(field.key, field.name, noun.words.get(field.name, ()), field.name in noun.texts, conversion)
    if field.name in noun.lists:
        with field.named():
            table.column(field.name)
        return Column(field.key, field.name, words_of(noun.lists[field.name]), is_list=True)
    if field.name in noun.translated:
        with field.named():
            for name in noun.translated[field.name]:
                table.column(name)
        return translation_of(noun, field)
    if field.name == "explanation" and noun.explanation is not None:
        return explanation_of(noun, table, field)
    if field.name == "id":
        return Identity(field.key, noun.name, key_columns(noun))
    return _constant(field) or Child(field.key, field.name, _plan_relation(noun.relations[field.name], table, field))


def _plan_relation(relation: DeclaredRelation, source: Admitted, field: Selected) -> NounPlan:
    noun = NOUNS[relation.target]
    with field.named():
        table = source.target(field.name)
    if relation.is_many:
        return _plan_list(noun, table, field, _default_below(noun, source, field.name))
    return RowPlan(table, plan_outputs(noun, table, field.fields))


def _default_below(noun: Noun, source: Admitted, relation: str) -> DefaultCondition | None:
    """The default condition of a list below a row; None if the relation selects by itself."""
    default = noun.default
    by = None if default is None else find_relation(source.key, relation).target_column
    return None if default is None or by in default.selectors else default


def _constant(field: Selected) -> Constant | None:
    return Constant(field.key, field.type_name) if field.name == TYPENAME else None
