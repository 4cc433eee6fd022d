"""Assembles the schema from its declarations and binds it to the two resolvers."""

from __future__ import annotations

import strawberry
from graphql import GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter

from graph.limits_type import Limits, QueryWithLimits, limits_of
from graph.plain import bind_plain
from graph.resolvers import read_root_field, take_by_key
from graph.scalars import SCALARS
from graph.selection import python_name
from graph.settings import Settings
from graph.subscriptions import Subscription, bind_subscriptions


def declare_schema() -> strawberry.Schema:
    """The schema as Strawberry declares it; `as_str()` is what schema.graphql holds."""
    return strawberry.Schema(
        query=QueryWithLimits, subscription=Subscription, config=StrawberryConfig(scalar_map=SCALARS)
    )


def build_schema(settings: Settings | None = None) -> GraphQLSchema:
    """The schema that is executed; `limits` are those of the settings.

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
    limits = limits_of(settings or Settings())
    assert core.query_type is not None
    core.query_type.fields["limits"].resolve = lambda *_: limits
    bind_plain(core.type_map[Limits.__name__])  # type: ignore[arg-type]
    bind_subscriptions(core)
    return core
