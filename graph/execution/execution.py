"""Executes one GraphQL request, independent of HTTP.

Below a root field no Python runs: its statement returns the JSON of the whole selection, which is copied into the
response. graphql-core parses, validates, coerces variables and resolves introspection.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
import polars as pl
from graphql import DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema, execute

from graph.errors import BAD_USER_INPUT, write_bug, write_errors, write_refusal
from graph.execution.caller import PUBLIC, Caller
from graph.execution.document_cache import DocumentCache, ParsedDocument, Refused, Resolved, RootField
from graph.execution.explain import ExplainOptions, explain_failed
from graph.execution.operation import InputRows, Operation
from graph.execution.read import PUBLISHED, NamedSnapshot, Read
from warehouse.errors import AnswerTooLarge, Busy
from warehouse.query.access import Access
from warehouse.query.policy import Policy, load_policy
from warehouse.query.values import CALLER


@dataclass(frozen=True)
class Request:
    """A GraphQL request and its caller. `document` is set if it is parsed already."""

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    caller: Caller = PUBLIC
    explain_options: ExplainOptions | None = None
    document: ParsedDocument | None = None


@dataclass(frozen=True)
class ResolverContext:
    """Context of the resolvers of root fields that no statement answers. `named` are their snapshot arguments."""

    operation: Operation
    caller: Caller
    access: Access
    named: NamedSnapshot = PUBLISHED

    def read_inputs(
        self, root: str, rests_on: Sequence[str], inputs: Mapping[str, InputRows]
    ) -> dict[str, pl.DataFrame]:
        """The input rows of a computed root field (Operation.read_inputs)."""
        return self.operation.read_inputs(root, self.access, rests_on, inputs, self.named)


@dataclass(frozen=True)
class Answer:
    """A GraphQL response. With `is_refused` nothing was executed and there is no `data`.

    Values of `data` are JSON (orjson.Fragment), constants, or null. `is_query` is false for a mutation or
    subscription, which a GET may not request; `is_subscription` is true if an event stream has to respond. `explained`
    has an entry per root field on request (graph.execution.explain). `sources` lists the snapshots if there are
    several. `is_cacheable` is false if the response may change without a publication: the request selects a snapshot or
    an instant, or lists the retained snapshots (`lists_retained`).
    """

    data: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = field(default_factory=list)
    snapshot_id: str | None = None
    freshness: Mapping[str, str] = field(default_factory=dict)
    is_refused: bool = False
    is_query: bool = True
    is_subscription: bool = False
    explained: Sequence[Mapping[str, Any]] | None = None
    sources: Sequence[Mapping[str, Any]] = ()
    is_cacheable: bool = True
    lists_retained: bool = False

    def to_json_dict(self) -> dict[str, Any]:
        """The response for orjson, which copies JSON fragments unchanged."""
        body: dict[str, Any] = {"errors": self.errors} if self.errors else {}
        if not self.is_refused:
            body["data"] = self.data
        if self.snapshot_id is not None:
            body["extensions"] = {"snapshot": self.snapshot_id, **self.freshness}
            if self.sources:
                body["extensions"]["snapshots"] = self.sources
        if self.explained is not None:
            body.setdefault("extensions", {})["explain"] = self.explained
        return body

    def content(self) -> bytes:
        """The JSON of the response."""
        return orjson.dumps(self.to_json_dict())


def refuse(*errors: dict[str, Any]) -> Answer:
    """The response to a request that was not executed."""
    return Answer(errors=list(errors), is_refused=True)


class Executor:
    """Executes requests on one schema. Thread-safe; each thread has its own Operation."""

    def __init__(self, schema: GraphQLSchema, policy: Policy | None = None) -> None:
        self._schema = schema
        self.policy = policy or load_policy()
        self.document_cache = DocumentCache(schema, self.policy)

    def execute(self, request: Request, operation: Operation) -> Answer:
        """Executes the request; never raises. Releases the snapshots of the operation."""
        try:
            return self._execute(request, operation)
        except Exception as error:
            return refuse(write_bug(error))
        finally:
            operation.close()

    def read(self, query: str) -> ParsedDocument:
        """A document, with its errors, independent of variables."""
        return self.document_cache.read(query)

    def _execute(self, request: Request, operation: Operation) -> Answer:
        document = request.document or self.document_cache.read(request.query)
        coerced = self.document_cache.select_operation(document, request.operation_name, request.variables)
        if isinstance(coerced, Refused):
            return Answer(
                errors=list(coerced.errors),
                is_refused=True,
                is_query=coerced.is_query,
                is_subscription=coerced.is_subscription,
            )
        bound = {**coerced.variables, str(CALLER.path[0]): dict(request.caller.attributes)}
        data: dict[str, Any] = {}
        errors: list[GraphQLError] = []
        explained: list[Mapping[str, Any]] = []
        resolved: ExecutionResult | None = None
        for root in self.document_cache.plan(coerced, request.caller.role):
            if isinstance(root.answer, Resolved):
                if resolved is None:
                    resolved = self._resolve(coerced.node, request, operation)
                    errors += resolved.errors or []
                data[root.key] = (resolved.data or {}).get(root.key)
                continue
            began = time.perf_counter()
            try:
                data[root.key] = _answer(root, operation, bound)
                if request.explain_options is not None and isinstance(root.answer, Read):
                    seconds = time.perf_counter() - began
                    explained.append(operation.explain(root.key, root.answer, bound, request.explain_options, seconds))
            except (AnswerTooLarge, Busy) as error:
                # Both concern the whole response, not one field.
                return refuse(write_refusal(error))
            except Exception as error:
                data[root.key] = None
                errors.append(_at(root, error))
                if request.explain_options is not None and isinstance(root.answer, Read):
                    explained.append(explain_failed(root.key, root.answer))
        written = write_errors(errors, BAD_USER_INPUT)
        return Answer(
            data,
            written,
            operation.snapshot_id,
            operation.freshness,
            explained=explained if request.explain_options is not None else None,
            sources=operation.sources,
            is_cacheable=operation.is_unnamed and not operation.sources and not operation.lists_retained,
            lists_retained=operation.lists_retained,
        )

    def _resolve(self, document: DocumentNode, request: Request, operation: Operation) -> ExecutionResult:
        """Resolves the root fields that read no table: introspection, limits. Planned fields are null here."""
        result = execute(
            self._schema,
            document,
            context_value=ResolverContext(operation, request.caller, self.policy.access(request.caller.role)),
            variable_values=dict(request.variables),
            operation_name=request.operation_name,
        )
        assert isinstance(result, ExecutionResult)
        return result


def _answer(root: RootField, operation: Operation, variables: Mapping[str, Any]) -> Any:
    if isinstance(root.answer, Exception):
        raise root.answer
    if isinstance(root.answer, Read):
        text = operation.read(root.key, root.answer, variables)
        return None if text is None else orjson.Fragment(text)
    return root.answer


def _at(root: RootField, error: Exception) -> GraphQLError:
    """The error with its location in the document and its path in the response."""
    if isinstance(error, GraphQLError):
        return GraphQLError(error.message, error.nodes or list(root.nodes), path=[root.key], original_error=error)
    return GraphQLError(str(error), list(root.nodes), path=[root.key], original_error=error)
