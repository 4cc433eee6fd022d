"""The two resolvers: a root field selects, plans, reads and shapes; every field below it takes what is there."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

from graphql import GraphQLResolveInfo

from graph.planning import plan_root
from graph.root import Query
from graph.selection import python_name, read_selection
from graph.shaping import shape
from graph.types.declare import Relation

ROOT: dict[str, Relation] = {
    field.name: cast("Any", field).relation for field in dataclasses.fields(cast("Any", Query))
}


def read_root_field(_root: object, info: GraphQLResolveInfo, **arguments: Any) -> dict[str, Any] | None:
    """The value of a root field as nested dicts. Raises WarehouseError."""
    relation = ROOT[python_name(info.parent_type.fields[info.field_name])]
    selected = read_selection(info, arguments)
    plan = plan_root(selected, relation)
    return shape(selected, relation, info.context.reader.read(plan))


def take_by_key(source: dict[str | int, Any], info: GraphQLResolveInfo, **_arguments: Any) -> Any:
    """A field below the root: its value stands in the parent under its response key."""
    return source[info.path.key]
