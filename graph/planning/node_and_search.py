"""Plans the root fields for rows of any type: `node`, `nodes` and `search`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.declare.nouns import NOUNS, Noun
from graph.planning.node_ids import count_ids, invalid_id, key_columns, key_part, key_parts, places_of, types_named
from graph.planning.planning import plan_outputs, plan_part
from graph.planning.selection import TYPENAME, Selected
from graph.types.search import HIT_WORDS, SearchType, name_of
from warehouse.catalog.searchable import load_named
from warehouse.query.access import Access, Admitted
from warehouse.query.conditions import AllOf, Comparison
from warehouse.query.highlights import HIGHLIGHT, ORDER, hit_table
from warehouse.query.paging import page_of
from warehouse.query.plan import (
    Choice,
    Column,
    Constant,
    Listed,
    ListPlan,
    NamedRows,
    NodesPlan,
    Output,
    ReadPlan,
    ReferenceChild,
    RowPlan,
    SearchPlan,
)
from warehouse.query.search import KEYS, open_kinds
from warehouse.query.values import Derived


def plan_node(field: Selected, access: Access) -> ReadPlan:
    """The plan of the row of an id; the id contains its type.

    Raises InvalidArgument, with the field, for an invalid id.
    """
    row_id = field.arguments["id"]
    named = types_named(row_id)
    if not named:
        raise invalid_id("'id'").within(field.path)
    noun, table = _readable(field, named[0], access)
    key = tuple(
        Comparison(column, "eq", key_part(row_id, position, field.path))
        for position, column in enumerate(key_columns(noun))
    )
    return RowPlan(table, plan_outputs(noun, table, field.fields_of(noun.name)), AllOf(key))


def plan_nodes(field: Selected, access: Access) -> ReadPlan:
    """The plan of the rows of several ids, of any types."""
    ids = field.arguments["ids"]
    members = []
    for name in types_named(ids):
        noun, table = _readable(field, name, access)
        keys = tuple(
            (column, key_parts(ids, name, position, field.path)) for position, column in enumerate(key_columns(noun))
        )
        plan = RowPlan(table, plan_outputs(noun, table, field.fields_of(name)))
        members.append(NamedRows(name, plan, keys, places_of(ids, name, field.path)))
    return NodesPlan(count_ids(ids, field.path), tuple(members))


def plan_search(field: Selected, access: Access) -> ReadPlan:
    """The plan of a page of hits, best first. Rows that the caller may not read are not found.

    Raises InvalidArgument or LimitExceeded for an invalid page, AccessDenied if the caller may not read names at all.
    """
    first, last, after, before = (field.arguments.get(name) for name in ("first", "last", "after", "before"))
    page = page_of(first, last, after, before, field=field.path)
    requested = field.arguments.get("types")
    words = [word.value for word in (SearchType if requested is None else requested)]
    found = tuple(named.word for named in load_named() if named.word in words and open_kinds(named, access))
    with field.named():
        hits, keys = hit_table(access), access.table(KEYS)

    def outputs(fields: Iterable[Selected]) -> tuple[Output, ...]:
        return tuple(_plan_hit(inner, found, access) for inner in fields)

    parts = tuple(plan_part(part, outputs) for part in field.fields)
    text = Derived(field.arguments["text"], str, field.path)
    return SearchPlan(text, found, keys, ListPlan(hits, parts, page, None, ORDER))


def _plan_hit(field: Selected, found: Sequence[str], access: Access) -> Output:
    if field.name == TYPENAME:
        return Constant(field.key, field.type_name)
    if field.name == "entity":
        return ReferenceChild(field.key, "entity", tuple(_choice(field, word, access) for word in found))
    if field.name == HIGHLIGHT:
        pieces = tuple(
            Constant(piece.key, piece.type_name) if piece.name == TYPENAME else Column(piece.key, piece.name)
            for piece in field.fields
        )
        return Listed(field.key, HIGHLIGHT, pieces)
    words = HIT_WORDS.get(field.name)
    return Column(field.key, field.name, tuple((word.value, word.name) for word in words) if words else ())


def _choice(field: Selected, word: str, access: Access) -> Choice:
    noun, table = _readable(field, name_of(word), access)
    return Choice(word, noun.name, RowPlan(table, plan_outputs(noun, table, field.fields_of(noun.name))))


def _readable(field: Selected, type_name: str, access: Access) -> tuple[Noun, Admitted]:
    noun = NOUNS[type_name]
    with field.named():
        return noun, access.table(noun.table)


FINDERS: Mapping[str, Callable[[Selected, Access], ReadPlan]] = {
    "node": plan_node,
    "nodes": plan_nodes,
    "search": plan_search,
}
"""Planners of the root fields without a fixed type, by Python name."""
