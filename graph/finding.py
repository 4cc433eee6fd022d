"""Root fields that find rows of any type: by their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.node_ids import count_ids, key_columns, key_part, key_parts, no_id, places_of, types_named
from graph.planning import plan_outputs
from graph.selection import Selected
from graph.types.nouns import NOUNS, Noun
from warehouse.query.access import Access, Admitted
from warehouse.query.plan import AllOf, Comparison, NamedRows, NodesPlan, ReadPlan, RowPlan


def plan_node(field: Selected, access: Access) -> ReadPlan:
    """The plan of the row that an id names: a row of one type, which the id tells.

    Raises InvalidArgument, naming the field, for a text that is no id.
    """
    row_id = field.arguments["id"]
    named = types_named(row_id)
    if not named:
        raise no_id("'id'").within(field.path)
    noun, table = _readable(field, named[0], access)
    key = tuple(
        Comparison(column, "eq", key_part(row_id, position, field.path))
        for position, column in enumerate(key_columns(noun))
    )
    return RowPlan(table, plan_outputs(noun, table, field.fields_of(noun.name)), AllOf(key))


def plan_nodes(field: Selected, access: Access) -> ReadPlan:
    """The plan of the rows that several ids name, of all types together."""
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


def _readable(field: Selected, type_name: str, access: Access) -> tuple[Noun, Admitted]:
    noun = NOUNS[type_name]
    with field.named():
        return noun, access.table(noun.table)


FINDERS: Mapping[str, Callable[[Selected, Access], ReadPlan]] = {"node": plan_node, "nodes": plan_nodes}
"""The root fields that lead to no one type, by their Python names."""
