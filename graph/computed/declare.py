"""Declares computed root fields: types that are plain Python objects, arguments, and resolvers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Context, Decimal
from enum import Enum
from typing import Any, NamedTuple, get_args

import strawberry
from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, get_named_type
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryContainer, get_object_definition, has_object_definition
from strawberry.types.field import StrawberryField

from graph.declare.descriptions import both
from graph.declare.nouns import maybe, snapshot_arguments
from graph.declare.quantities import StoredUnit, stored_unit
from graph.execution.execution import ResolverContext
from graph.execution.read import NamedSnapshot
from graph.planning.attribute_resolvers import bind_attributes, take_attribute
from warehouse.errors import RequestError

_STORED = "stored_unit"
_EXACT = Context(prec=100)
Resolver = Callable[[ResolverContext, Mapping[str, Any]], object]
"""Computes the value of a root field from its arguments, by Python name."""


class ComputedField(NamedTuple):
    """A computed root field: its declaration and its resolver."""

    field: Any
    resolver: Resolver


def described(en: str, zh: str) -> Any:
    """A field of a computed type. One whose name ends in `_cny` takes the argument `unit`, as those of nouns do."""
    return strawberry.field(description=both(en, zh))


def in_unit_of(column: str, en: str, zh: str) -> Any:
    """A quantity of a computed type in the unit that another field of it names; it takes the argument `unit`."""
    field = strawberry.field(description=both(en, zh))
    field.metadata = {**(field.metadata or {}), _STORED: StoredUnit(column=column)}
    return field


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
    _add_units(kind, set())
    field = StrawberryField(description=both(en, zh), type_annotation=StrawberryAnnotation(maybe(kind)))
    field.arguments = [*arguments, *snapshot_arguments()]
    return ComputedField(field, resolver)


def _add_units(kind: Any, seen: set[Any]) -> None:
    """Adds the argument `unit` to the quantities of a computed type and of all types below it."""
    while isinstance(kind, StrawberryContainer):
        kind = kind.of_type
    for part in get_args(kind):
        _add_units(part, seen)
    if kind in seen or not has_object_definition(kind):
        return
    seen.add(kind)
    for field in get_object_definition(kind, strict=True).fields:
        stored = _stored_unit(field)
        if stored is not None:
            field.arguments = [stored.argument]
        _add_units(field.type, seen)


def _stored_unit(field: StrawberryField) -> StoredUnit | None:
    declared = dict[str, object](field.metadata or {}).get(_STORED)
    return declared if isinstance(declared, StoredUnit) else stored_unit(field.python_name, None, None)


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
        if "unit" in field.args:
            stored = _stored_unit(field.extensions["strawberry-definition"])
            if stored is not None:
                field.resolve = _in_unit(stored)
        _bind_below(field.type, bound)


def _in_unit(stored: StoredUnit) -> Callable[..., Decimal | None]:
    """The resolver of a quantity: in the requested unit, null where that is one of another dimension."""

    def resolve(source: object, info: GraphQLResolveInfo, unit: Enum | None = None) -> Decimal | None:
        value: Decimal | None = take_attribute(source, info)
        if unit is None or value is None:
            return value
        own = str(stored.unit_id if stored.column is None else getattr(source, stored.column))
        factor = dict(stored.factors(str(unit.value))).get(own)
        return None if factor is None else _EXACT.multiply(value, factor)

    return resolve
