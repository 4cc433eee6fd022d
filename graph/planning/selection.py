"""The selection of an operation as a tree. The only module that reads graphql-core's field nodes.

Fragments are expanded, `@skip` and `@include` applied, fields of one response key merged, arguments coerced. Names are
Python names, so a field has the name of its column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import partial
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLInputField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_argument_values,
    get_named_type,
    is_abstract_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from strawberry.schema.schema_converter import GraphQLCoreConverter

from warehouse.errors import RequestError
from warehouse.query.values import in_field

TYPENAME = "__typename"


@dataclass(frozen=True)
class Selected:
    """A selected field with its subfields.

    `path` is its response keys from the root, unique and used in errors. `type_name` is the type that has the field. A
    field of an interface or union type has no `fields`; `fields_of` returns the subfields for a concrete type.
    """

    key: str
    path: str
    name: str
    arguments: Mapping[str, Any]
    fields: tuple[Selected, ...]
    type_name: str = ""
    fields_of: Callable[[str], tuple[Selected, ...]] = dataclass_field(
        default=lambda _type_name: (), compare=False, repr=False
    )

    @contextmanager
    def named(self) -> Iterator[None]:
        """Adds the path of this field to RequestErrors raised inside."""
        try:
            yield
        except RequestError as error:
            raise error.within(self.path) from None


@dataclass(frozen=True)
class OperationSelection:
    """An operation with the coerced variables for its arguments."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]


def root_fields(selection: OperationSelection) -> Iterator[tuple[str, list[FieldNode]]]:
    """The root fields of the operation by response key, each with its nodes in the document."""
    query = selection.schema.query_type
    assert query is not None
    yield from collect_fields(
        selection.schema, dict(selection.fragments), dict(selection.variables), query, selection.operation.selection_set
    ).items()


def read_selection(selection: OperationSelection, key: str, nodes: list[FieldNode]) -> Selected:
    """The tree of a root field. Raises GraphQLError for an invalid argument."""
    query = selection.schema.query_type
    assert query is not None
    return _read_field(selection, query, key, nodes, key)


def _read_field(
    selection: OperationSelection, parent: GraphQLObjectType, key: str, nodes: list[FieldNode], path: str
) -> Selected:
    name = nodes[0].name.value
    if name == TYPENAME:
        return Selected(key, path, TYPENAME, {}, (), parent.name)
    field = parent.fields[name]
    arguments = in_field(get_argument_values(field, nodes[0], dict(selection.variables)), path)
    kind, name = get_named_type(field.type), python_name(field)
    if is_abstract_type(kind):
        return Selected(key, path, name, arguments, (), parent.name, partial(_read_fields_of, selection, nodes, path))
    fields = _read_fields(selection, kind, nodes, path) if isinstance(kind, GraphQLObjectType) else ()
    return Selected(key, path, name, arguments, fields, parent.name)


def _read_fields_of(
    selection: OperationSelection, nodes: list[FieldNode], path: str, type_name: str
) -> tuple[Selected, ...]:
    kind = selection.schema.type_map[type_name]
    assert isinstance(kind, GraphQLObjectType)
    return _read_fields(selection, kind, nodes, path)


def _read_fields(
    selection: OperationSelection, kind: GraphQLObjectType, nodes: list[FieldNode], path: str
) -> tuple[Selected, ...]:
    collected = collect_sub_fields(selection.schema, dict(selection.fragments), dict(selection.variables), kind, nodes)
    return tuple(_read_field(selection, kind, key, found, f"{path}.{key}") for key, found in collected.items())


def python_name(field: GraphQLField | GraphQLInputField) -> str:
    """The Python name of a field."""
    return str(field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].python_name)
