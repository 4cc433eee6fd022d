"""Resolvers of types that are plain Python objects: a field is the attribute of its name."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo

from graph.planning.selection import python_name


def take_attribute(source: object, info: GraphQLResolveInfo, **_arguments: Any) -> Any:
    """The attribute of the field's Python name."""
    return getattr(source, python_name(info.parent_type.fields[info.field_name]))


def bind_attributes(kind: GraphQLObjectType) -> None:
    """Sets `take_attribute` as the resolver of every field of a type."""
    for field in kind.fields.values():
        field.resolve = take_attribute
