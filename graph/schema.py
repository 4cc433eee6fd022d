"""Assembles the schema from its declarations and binds it to the two resolvers."""

from __future__ import annotations

import strawberry
from graphql import GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter

from graph.resolvers import read_root_field, take_by_key
from graph.root import Query
from graph.scalars import SCALARS
from graph.selection import python_name


def declare_schema() -> strawberry.Schema:
    """The schema as Strawberry declares it; `as_str()` is what schema.graphql holds."""
    return strawberry.Schema(query=Query, config=StrawberryConfig(scalar_map=SCALARS))


def build_schema() -> GraphQLSchema:
    """The schema that is executed.

    Strawberry declares, graphql-core executes: Strawberry's own resolver of a field would cost more than the query.
    """
    # Strawberry names the core schema in no public way.
    core: GraphQLSchema = declare_schema()._schema
    for name, kind in core.type_map.items():
        if isinstance(kind, GraphQLInputObjectType):
            for input_field in kind.fields.values():
                input_field.out_name = python_name(input_field)
        elif isinstance(kind, GraphQLObjectType) and not name.startswith("__"):
            for field in kind.fields.values():
                field.resolve = read_root_field if kind is core.query_type else take_by_key
                for argument in field.args.values():
                    argument.out_name = argument.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].python_name
    return core
