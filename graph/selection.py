"""What the client asked for, as a plain tree. Alone reads the selected fields of graphql-core.

Fragments are spread, `@skip` and `@include` decided, fields of one response key merged, arguments coerced; names are
those of Python, so a field is named as its column. `__typename` is left to graphql-core.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    get_argument_values,
    get_named_type,
)
from graphql.execution.collect_fields import collect_sub_fields
from strawberry.schema.schema_converter import GraphQLCoreConverter


@dataclass(frozen=True)
class Selected:
    """A field with what was selected in it. `path` is its response keys from the root: unique, and named in errors."""

    key: str
    path: str
    name: str
    arguments: Mapping[str, Any]
    fields: tuple[Selected, ...]


def read_selection(info: GraphQLResolveInfo, arguments: Mapping[str, Any]) -> Selected:
    """The tree under the field that is being resolved. Raises GraphQLError where an argument below it is wrong."""
    key = str(info.path.key)
    field = info.parent_type.fields[info.field_name]
    return Selected(key, key, python_name(field), arguments, _read_fields(info, field, info.field_nodes, key))


def _read_fields(
    info: GraphQLResolveInfo, field: GraphQLField, nodes: list[FieldNode], path: str
) -> tuple[Selected, ...]:
    kind = get_named_type(field.type)
    if not isinstance(kind, GraphQLObjectType):
        return ()
    collected = collect_sub_fields(info.schema, info.fragments, info.variable_values, kind, nodes)
    return tuple(
        _read_field(info, kind.fields[found[0].name.value], found, key, f"{path}.{key}")
        for key, found in collected.items()
        if not found[0].name.value.startswith("__")
    )


def _read_field(info: GraphQLResolveInfo, field: GraphQLField, nodes: list[FieldNode], key: str, path: str) -> Selected:
    arguments = get_argument_values(field, nodes[0], info.variable_values)
    return Selected(key, path, python_name(field), arguments, _read_fields(info, field, nodes, path))


def python_name(field: GraphQLField | GraphQLInputField) -> str:
    """The name that a field was declared under."""
    return str(field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].python_name)
