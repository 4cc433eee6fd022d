"""Cache of documents and of the statements of their root fields, one per shape of the variables.

text -> parsed, limited, validated -> (operation, shape of variables) -> one statement per root field
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    get_variable_values,
    parse,
    validate,
)
from graphql.execution import ExecutionContext

from graph.errors import (
    BAD_USER_INPUT,
    MOST_ERRORS,
    PARSE_FAILED,
    VALIDATION_FAILED,
    write_errors,
    write_message,
    write_refusal,
)
from graph.execution.read import Read
from graph.execution.snapshot_choice import split_snapshot_arguments
from graph.planning.limits import MOST_TOKENS, check_limits
from graph.planning.node_and_search import FINDERS
from graph.planning.planning import plan_root
from graph.planning.selection import TYPENAME, OperationSelection, python_name, read_selection, root_fields
from graph.planning.variables import shape_of, with_parameters
from graph.types.query import ROOT
from warehouse.errors import RequestError
from warehouse.query.access import Access
from warehouse.query.compile import compile_plan
from warehouse.query.cost import cursors_in
from warehouse.query.memory.in_memory_plans import find_in_memory_plan
from warehouse.query.policy import Policy

_LONGEST_CACHED = 10_000
"""Characters of a document; longer ones are not cached, to bound the memory of the cache."""
_MOST_CACHED = 512
_MOST_SHAPES = 64


@dataclass(frozen=True)
class Resolved:
    """A root field that reads no table (introspection, limits): graphql-core resolves it."""


@dataclass(frozen=True)
class RootField:
    """A root field of an operation with its reader, its constant value, or its error."""

    key: str
    nodes: tuple[FieldNode, ...]
    answer: Read | Resolved | str | Exception


@dataclass
class ParsedDocument:
    """A valid document, or its errors. `planned` caches plans by role, operation and shape of variables."""

    node: DocumentNode | None
    errors: tuple[dict[str, Any], ...] = ()
    planned: dict[Hashable, tuple[RootField, ...]] = field(default_factory=dict)


class CoercedOperation(NamedTuple):
    """The selected query of a document with coerced variables."""

    document: ParsedDocument
    node: DocumentNode
    operation: OperationDefinitionNode
    variables: dict[str, Any]


class Refused(NamedTuple):
    """The errors of a request that cannot be executed; `is_query` is false for mutations and subscriptions."""

    errors: Sequence[dict[str, Any]]
    is_query: bool = True
    is_subscription: bool = False


class DocumentCache:
    """LRU cache of documents by text, each with its plans. Thread-safe."""

    def __init__(self, schema: GraphQLSchema, policy: Policy) -> None:
        self._schema = schema
        self._policy = policy
        self._documents: OrderedDict[str, ParsedDocument] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, text: str) -> ParsedDocument:
        """The parsed document, with errors if it is malformed, too large or invalid."""
        found = self.find(text)
        if found is None:
            found = self._read(text)
            if len(text) <= _LONGEST_CACHED:
                with self._lock:
                    self._documents[text] = found
                    if len(self._documents) > _MOST_CACHED:
                        self._documents.popitem(last=False)
        return found

    def find(self, text: str) -> ParsedDocument | None:
        """The document if it is cached."""
        with self._lock:
            found = self._documents.get(text)
            if found is not None:
                self._documents.move_to_end(text)
            return found

    def select_operation(
        self, document: ParsedDocument, name: str | None, raw: Mapping[str, Any]
    ) -> CoercedOperation | Refused:
        """Selects the named or the only operation and coerces its variables."""
        if document.node is None:
            return Refused(document.errors)
        operation = get_operation_ast(document.node, name)
        if operation is None:
            return Refused(write_errors(self._selection_errors(document.node, name), BAD_USER_INPUT))
        if operation.operation is not OperationType.QUERY:
            message, hint = _NO_QUERY[operation.operation]
            is_subscription = operation.operation is OperationType.SUBSCRIPTION
            return Refused(
                [write_message(message, VALIDATION_FAILED, hint)], is_query=False, is_subscription=is_subscription
            )
        variables = get_variable_values(self._schema, operation.variable_definitions, dict(raw), max_errors=MOST_ERRORS)
        if isinstance(variables, list):
            return Refused(write_errors(variables, BAD_USER_INPUT))
        return CoercedOperation(document, document.node, operation, variables)

    def plan(self, coerced: CoercedOperation, role: str) -> tuple[RootField, ...]:
        """The root fields of an operation in order, planned for a role and this shape of variables."""
        found = self.find_plan(coerced, role)
        if found is None:
            found = tuple(self._plan(coerced, self._policy.access(role)))
            if not any(isinstance(field.answer, Exception) for field in found):
                planned = coerced.document.planned
                if len(planned) >= _MOST_SHAPES:
                    planned.clear()
                planned[_key_of(coerced, role)] = found
        return found

    def find_plan(self, coerced: CoercedOperation, role: str) -> tuple[RootField, ...] | None:
        """The result of `plan` if it is cached."""
        return coerced.document.planned.get(_key_of(coerced, role))

    def _selection_errors(self, document: DocumentNode, name: str | None) -> list[GraphQLError]:
        """The errors of graphql-core for a missing or ambiguous operation."""
        built = ExecutionContext.build(self._schema, document, operation_name=name)
        assert isinstance(built, list)
        return built

    def _plan(self, coerced: CoercedOperation, access: Access) -> Iterator[RootField]:
        fragments = {
            definition.name.value: definition
            for definition in coerced.node.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        selection = OperationSelection(self._schema, coerced.operation, fragments, with_parameters(coerced.variables))
        for key, nodes in root_fields(selection):
            yield RootField(key, tuple(nodes), self._answer(selection, key, nodes, access))

    def _answer(
        self, selection: OperationSelection, key: str, nodes: list[FieldNode], access: Access
    ) -> Read | Resolved | str | Exception:
        query = self._schema.query_type
        assert query is not None
        name = nodes[0].name.value
        if name == TYPENAME:
            return query.name
        field_name = "" if name.startswith("__") else python_name(query.fields[name])
        if field_name not in ROOT and field_name not in FINDERS:
            return Resolved()
        try:
            selected, named = split_snapshot_arguments(read_selection(selection, key, nodes))
            finder = FINDERS.get(field_name)
            plan = finder(selected, access) if finder else plan_root(selected, ROOT[field_name], access)
            return Read(plan, compile_plan(plan), tuple(cursors_in(plan)), find_in_memory_plan(plan), named)
        except Exception as error:
            return error

    def _read(self, text: str) -> ParsedDocument:
        try:
            document = parse(text, max_tokens=MOST_TOKENS)
            check_limits(document)
        except GraphQLSyntaxError as error:
            return ParsedDocument(None, tuple(write_errors([error], PARSE_FAILED)))
        except RequestError as error:
            return ParsedDocument(None, (write_refusal(error),))
        errors = validate(self._schema, document, max_errors=MOST_ERRORS)
        return ParsedDocument(None if errors else document, tuple(write_errors(errors, VALIDATION_FAILED)))


_NO_QUERY: Mapping[OperationType, tuple[str, str | None]] = {
    OperationType.MUTATION: ("This service executes queries only.", None),
    OperationType.SUBSCRIPTION: (
        "A subscription needs a connection that stays open.",
        "Use WebSocket (graphql-transport-ws), or accept text/event-stream.",
    ),
}


def _key_of(coerced: CoercedOperation, role: str) -> Hashable:
    operation = coerced.operation
    return (role, operation.name.value if operation.name else None, shape_of(coerced.variables))
