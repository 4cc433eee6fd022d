"""The texts of fields in both languages, as the schema tells them to clients."""

from __future__ import annotations

from collections.abc import Mapping

from graphql import GraphQLObjectType, GraphQLSchema


def descriptions(schema: GraphQLSchema) -> Mapping[str, str]:
    """The description of each field, by `Type.field`."""
    found = {}
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__"):
            found.update({f"{name}.{field}": part.description or "" for field, part in kind.fields.items()})
    return found
