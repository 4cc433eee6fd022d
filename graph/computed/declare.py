"""Declares computed root fields: types that are plain Python objects, arguments, and resolvers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import strawberry
from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, get_named_type
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from graph.declare.descriptions import both
from graph.declare.nouns import maybe, snapshot_arguments
from graph.execution.execution import ResolverContext
from graph.execution.read import NamedSnapshot
from graph.planning.attribute_resolvers import bind_attributes
from warehouse.errors import RequestError

Resolver = Callable[[ResolverContext, Mapping[str, Any]], object]
"""Computes the value of a root field from its arguments, by Python name."""


class ComputedField(NamedTuple):
    """A computed root field: its declaration and its resolver."""

    field: Any
    resolver: Resolver


def described(en: str, zh: str) -> Any:
    """A field of a computed type."""
    return strawberry.field(description=both(en, zh))


def given(en: str, zh: str, name: str | None = None) -> Any:
    """An optional field of an input."""
    return strawberry.field(name=name, description=both(en, zh), default=strawberry.UNSET)


def required(name: str, kind: Any, en: str, zh: str, graphql_name: str | None = None) -> StrawberryArgument:
    return StrawberryArgument(name, graphql_name, StrawberryAnnotation(kind), description=both(en, zh))


def optional(name: str, kind: Any, en: str, zh: str) -> StrawberryArgument:
    annotation = StrawberryAnnotation(maybe(kind))
    return StrawberryArgument(name, None, annotation, description=both(en, zh), default=strawberry.UNSET)


def computed(kind: Any, resolver: Resolver, arguments: list[StrawberryArgument], en: str, zh: str) -> ComputedField:
    """A root field of this type; null, with an error, if it cannot be computed."""
    field = StrawberryField(description=both(en, zh), type_annotation=StrawberryAnnotation(maybe(kind)))
    field.arguments = [*arguments, *snapshot_arguments()]
    return ComputedField(field, resolver)


def bind_computed(schema: GraphQLSchema, fields: Mapping[str, ComputedField]) -> None:
    """Sets the resolvers of the computed root fields and of all types below them."""
    query = schema.query_type
    if query is None:
        raise TypeError("The schema has no query type.")
    bound: set[str] = set()
    for name, computed_field in fields.items():
        field = query.fields[name]
        field.resolve = _resolve_with(computed_field.resolver)
        _bind_below(field.type, bound)


def _resolve_with(resolver: Resolver) -> Callable[..., object]:
    def resolve(_source: object, info: GraphQLResolveInfo, **arguments: Any) -> object:
        try:
            named = NamedSnapshot(arguments.pop("snapshot", None), arguments.pop("as_of", None))
            return resolver(replace(info.context, named=named), arguments)
        except RequestError as error:
            raise error.within(info.path.key if isinstance(info.path.key, str) else info.field_name) from None

    return resolve


def _bind_below(kind: Any, bound: set[str]) -> None:
    named = get_named_type(kind)
    if not isinstance(named, GraphQLObjectType) or named.name in bound:
        return
    bound.add(named.name)
    bind_attributes(named)
    for field in named.fields.values():
        _bind_below(field.type, bound)
