"""Assembles the schema from its declarations."""

from __future__ import annotations

import strawberry
from graphql import GraphQLInputObjectType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter

from graph.declare.nouns import check_nouns
from graph.declare.scalars import SCALARS
from graph.planning.attribute_resolvers import bind_plain
from graph.planning.selection import python_name
from graph.service import Limits, QueryWithLimits, limits_of
from graph.settings import Settings
from graph.subscriptions.subscriptions import Subscription, bind_subscriptions
from graph.types.query import ROOT
from graph.types.retained_snapshot import RetainedSnapshot, describe_retained


def declare_schema() -> strawberry.Schema:
    """The schema as Strawberry declares it; `as_str()` is what schema.graphql holds.

    Raises TypeError where a relation or a noun leads nowhere (graph.declare.nouns.check_nouns).
    """
    check_nouns(ROOT)
    return strawberry.Schema(
        query=QueryWithLimits, subscription=Subscription, config=StrawberryConfig(scalar_map=SCALARS)
    )


def build_schema(settings: Settings | None = None) -> GraphQLSchema:
    """The schema that documents are read by; `limits` are those that the settings give the caller.

    Strawberry declares it. No field has a resolver: a root field is planned (graph.planning.planning), and what is
    below it is made by its statement.
    """
    # Strawberry names the core schema in no public way.
    core: GraphQLSchema = declare_schema()._schema
    for name, kind in core.type_map.items():
        if isinstance(kind, GraphQLInputObjectType):
            for input_field in kind.fields.values():
                input_field.out_name = python_name(input_field)
        elif isinstance(kind, GraphQLObjectType) and not name.startswith("__"):
            for field in kind.fields.values():
                field.resolve = _none
                for argument in field.args.values():
                    argument.out_name = argument.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].python_name
    assert core.query_type is not None
    core.query_type.fields["limits"].resolve = lambda _, info: limits_of(settings or Settings(), info.context.caller)
    core.query_type.fields["retainedSnapshots"].resolve = _retained
    for plain in (Limits, RetainedSnapshot):
        bind_plain(core.type_map[plain.__name__])  # type: ignore[arg-type]
    bind_subscriptions(core)
    return core


def _retained(_source: object, info: GraphQLResolveInfo) -> list[RetainedSnapshot]:
    """The context is graph.execution.execution.Resolving. A snapshot tells here what its table tells of it."""
    for name in ("snapshot_id", "as_of", "built_at", "submission_count"):
        info.context.access.table("core.snapshot").column(name)
    return describe_retained(info.context.operation.retained())


def _none(_source: object, _info: object, **_arguments: object) -> None:
    """graphql-core answers introspection; beside it, the fields that are planned are null."""
