"""Fields whose values are attributes of plain Python objects: what the service knows without reading a table."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo

from graph.planning.selection import python_name


def take_attribute(source: object, info: GraphQLResolveInfo, **_arguments: Any) -> Any:
    """The attribute that the field was declared under."""
    return getattr(source, python_name(info.parent_type.fields[info.field_name]))


def bind_plain(kind: GraphQLObjectType) -> None:
    """Lets every field of a type take its attribute."""
    for field in kind.fields.values():
        field.resolve = take_attribute
