"""Rewrites the document of an export to a query for one page of its only list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    NameNode,
    Node,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
    Visitor,
    get_argument_values,
    get_named_type,
    get_operation_ast,
    parse,
    visit,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_variable_values

from graph.execution.document_cache import ParsedDocument
from graph.execution.execution import Request
from warehouse.errors import InvalidArgument

_PAGING = {"first", "after", "last", "before"}


@dataclass(frozen=True)
class ListQuery:
    """One list, of the root or of a single row. `document` queries a page of it under the response keys `path`, with
    `rows`, `page` and `total`.

    `first` and `after` are the client's arguments: the number of rows in total, and the cursor to start after.
    """

    name: str
    path: tuple[str, ...]
    document: ParsedDocument
    variables: Mapping[str, Any]
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    coerced: Mapping[str, Any]
    row_type: GraphQLObjectType
    row_nodes: tuple[FieldNode, ...]
    first: int | None
    after: str | None

    def page_variables(self, size: int, after: str | None, *, counts: bool) -> dict[str, Any]:
        return {**self.variables, "longmaiFirst": size, "longmaiAfter": after, "longmaiCount": counts}

    def page(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The page in the data of the response to `document`."""
        found = data
        for key in self.path:
            if found is None:
                raise InvalidArgument(f"The row with the list '{key}' does not exist.", "Check the key.")
            found = found[key]
        return found

    def fields_of(self, kind: GraphQLObjectType, nodes: tuple[FieldNode, ...]) -> dict[str, tuple[FieldNode, ...]]:
        """The fields selected below those nodes by response key, fragments expanded."""
        found = collect_sub_fields(self.schema, dict(self.fragments), dict(self.coerced), kind, list(nodes))
        return {key: tuple(fields) for key, fields in found.items()}


def read_list_query(schema: GraphQLSchema, document: DocumentNode, request: Request) -> ListQuery:
    """The list of a valid document. Raises InvalidArgument unless there is exactly one."""
    operation = get_operation_ast(document, request.operation_name)
    if operation is None or operation.operation is not OperationType.QUERY:
        raise InvalidArgument("An export needs one query.", "Set 'operationName' if there are several.")
    fragments = {part.name.value: part for part in document.definitions if isinstance(part, FragmentDefinitionNode)}
    coerced = get_variable_values(schema, operation.variable_definitions, dict(request.variables))
    if isinstance(coerced, list):
        raise InvalidArgument(coerced[0].message)
    query_type = schema.query_type
    assert query_type is not None
    roots = collect_fields(schema, fragments, coerced, query_type, operation.selection_set)
    key, nodes = next(iter(roots.items()), ("", []))
    if len(roots) != 1 or nodes[0].name.value.startswith("__"):
        raise InvalidArgument("An export needs one root field, a list.", "Export one list at a time.")
    field = query_type.fields[nodes[0].name.value]
    lists = [(key, nodes[0])]
    while (connection := _connection_of(field)) is None:
        # A list may be nested in single rows.
        kind = _row_of(field)
        below = collect_sub_fields(schema, fragments, coerced, kind, nodes) if kind else {}
        key, nodes = next(iter(below.items()), (key, nodes))
        if kind is None or len(below) != 1 or nodes[0].name.value not in kind.fields:
            raise InvalidArgument(f"'{nodes[0].name.value}' is not a list with pages.", "Export a list.")
        field = kind.fields[nodes[0].name.value]
        lists.append((key, nodes[0]))
    below = collect_sub_fields(schema, fragments, coerced, connection, nodes)
    if _selected(below, "groups"):
        if len(below) != 1:
            raise InvalidArgument("An export writes either rows or groups.", "Select 'nodes', or 'groups' once.")
        ((key, nodes),) = below.items()
        field = connection.fields["groups"]
        connection = _connection_of(field)
        assert connection is not None
        lists.append((key, nodes[0]))
        below = collect_sub_fields(schema, fragments, coerced, connection, nodes)
    rows = _selected(below, "nodes")
    if len(rows) != 1 or _selected(below, "edges"):
        raise InvalidArgument("An export writes the rows under 'nodes', once.", "Select 'nodes' and no 'edges'.")
    arguments = get_argument_values(field, nodes[0], coerced)
    if arguments.get("last") is not None or arguments.get("before") is not None:
        raise InvalidArgument("An export pages forward: 'last' and 'before' are not supported.", "Reverse the order.")
    first = arguments.get("first")
    if first is not None and first < 0:
        raise InvalidArgument(f"'first' is {first}; it must not be negative.")
    row_type = get_named_type(connection.fields["nodes"].type)
    assert isinstance(row_type, GraphQLObjectType)
    page, names = _page_document(operation, lists, tuple(rows[0]), fragments, "totalCount" in connection.fields)
    return ListQuery(
        name="_".join(node.name.value for _, node in lists),
        path=tuple(key for key, _ in lists),
        document=ParsedDocument(page),
        variables={name: value for name, value in request.variables.items() if name in names},
        schema=schema,
        fragments=fragments,
        coerced=coerced,
        row_type=row_type,
        row_nodes=tuple(rows[0]),
        first=first,
        after=arguments.get("after"),
    )


def _connection_of(field: GraphQLField) -> GraphQLObjectType | None:
    """The connection type of a list field; None for any other field."""
    kind = get_named_type(field.type)
    return kind if isinstance(kind, GraphQLObjectType) and {"nodes", "pageInfo"} <= kind.fields.keys() else None


def _row_of(field: GraphQLField) -> GraphQLObjectType | None:
    """The type of a single row; None for any other field."""
    kind = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    return kind if isinstance(kind, GraphQLObjectType) else None


def _selected(below: Mapping[str, list[FieldNode]], name: str) -> list[list[FieldNode]]:
    """The nodes of each response key of that field."""
    return [found for found in below.values() if found[0].name.value == name]


def _page_document(
    operation: OperationDefinitionNode,
    lists: Sequence[tuple[str, FieldNode]],
    rows: tuple[FieldNode, ...],
    fragments: Mapping[str, FragmentDefinitionNode],
    counts: bool,
) -> tuple[DocumentNode, set[str]]:
    """The document for one page, and the names of the client's variables that it uses.

    `lists` are the root field and the fields down to the list, each with its response key.
    """
    selected = [selection for node in rows if node.selection_set for selection in node.selection_set.selections]
    own = parse(
        "query ($longmaiFirst: Int, $longmaiAfter: String, $longmaiCount: Boolean!) {"
        " list(first: $longmaiFirst, after: $longmaiAfter) {"
        " rows: nodes { __typename } page: pageInfo { hasNextPage endCursor }"
        f" {'total: totalCount @include(if: $longmaiCount)' if counts else '__typename @include(if: $longmaiCount)'}"
        " } }",
        no_location=True,
    ).definitions[0]
    assert isinstance(own, OperationDefinitionNode)
    (field,) = own.selection_set.selections
    assert isinstance(field, FieldNode) and field.selection_set is not None
    row_field = field.selection_set.selections[0]
    assert isinstance(row_field, FieldNode)
    row_field.selection_set = SelectionSetNode(selections=tuple(selected))
    below, paging = field.selection_set, field.arguments
    for key, node in reversed(lists):
        arguments = (*paging, *(argument for argument in node.arguments if argument.name.value not in _PAGING))
        field = FieldNode(name=node.name, alias=NameNode(value=key), arguments=arguments, selection_set=below)
        below, paging = SelectionSetNode(selections=(field,)), ()
    own.selection_set = below
    spread = _reachable(own, fragments)
    used = {name for part in (own, *spread) for name in _variables(part)}
    used_definitions = tuple(given for given in operation.variable_definitions if given.variable.name.value in used)
    own.variable_definitions = (*own.variable_definitions, *used_definitions)
    return DocumentNode(definitions=(own, *spread)), {given.variable.name.value for given in used_definitions}


def _reachable(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> tuple[FragmentDefinitionNode, ...]:
    found: dict[str, FragmentDefinitionNode] = {}
    waiting: list[Node] = [operation]
    while waiting:
        for name in _names(waiting.pop(), FragmentSpreadNode):
            if name not in found:
                found[name] = fragments[name]
                waiting.append(fragments[name])
    return tuple(found.values())


def _variables(node: Node) -> Iterator[str]:
    return _names(node, VariableNode)


def _names(node: Node, kind: type[FragmentSpreadNode] | type[VariableNode]) -> Iterator[str]:
    """Names of all nodes of a kind below a node."""
    names: list[str] = []

    class Collector(Visitor):
        def enter(self, found: Node, *_: object) -> None:
            if isinstance(found, kind):
                names.append(found.name.value)

    visit(node, Collector())
    return iter(names)
