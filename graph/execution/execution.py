"""One GraphQL request from its text to its answer. Knows nothing of HTTP.

Below a root field no Python runs: its statement gives the JSON of its whole selection, which goes into the answer as
it is. graphql-core parses, validates, coerces variables and answers introspection.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema, execute

from graph.errors import BAD_USER_INPUT, write_bug, write_errors, write_refusal
from graph.execution.caller import PUBLIC, Caller
from graph.execution.document_cache import DocumentCache, Refused, Resolved, RootField
from graph.execution.explain import Explaining, explain_failed
from graph.execution.operation import Operation
from graph.execution.read import Read
from warehouse.errors import AnswerTooLarge, Busy
from warehouse.query.access import Access
from warehouse.query.policy import Policy, load_policy
from warehouse.query.values import CALLER


@dataclass(frozen=True)
class Request:
    """What a client sent, and who it is."""

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    caller: Caller = PUBLIC
    explaining: Explaining | None = None


@dataclass(frozen=True)
class Resolving:
    """What root fields see that read no table: the operation, who asks, and what may be read."""

    operation: Operation
    caller: Caller
    access: Access


@dataclass(frozen=True)
class Answer:
    """What goes back. `is_refused` where nothing was executed: then there is no `data`.

    The values of `data` are ready-made JSON (orjson.Fragment), constants, or null. `is_query` is false where a
    mutation or subscription was asked for, which no GET may do; `is_subscription` where events answer. `explained` has
    an entry for each root field that was read, where the request asked for it (graph.execution.explain). `sources` tell
    the snapshots apart where there are several.
    `is_lasting` is false where the same request may be answered otherwise though nothing was published: it names a
    snapshot or an instant, or lists what is kept (`has_listed`).
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
    is_lasting: bool = True
    has_listed: bool = False

    def to_json_dict(self) -> dict[str, Any]:
        """The answer for orjson, which writes the ready-made parts as they are."""
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
        """The JSON that is sent."""
        return orjson.dumps(self.to_json_dict())


def refuse(*errors: dict[str, Any]) -> Answer:
    """The answer to a request of which nothing was executed."""
    return Answer(errors=list(errors), is_refused=True)


class Executor:
    """Answers requests on one schema. May be used by any number of threads, each with an Operation of its own."""

    def __init__(self, schema: GraphQLSchema, policy: Policy | None = None) -> None:
        self._schema = schema
        self.policy = policy or load_policy()
        self.prepared = DocumentCache(schema, self.policy)

    def execute(self, request: Request, operation: Operation) -> Answer:
        """The answer; never raises. Gives the snapshots of the operation back."""
        try:
            return self._execute(request, operation)
        except Exception as error:
            return refuse(write_bug(error))
        finally:
            operation.close()

    def check(self, query: str) -> Sequence[dict[str, Any]]:
        """What is wrong with a document, before any variable is known."""
        return self.prepared.read(query).errors

    def _execute(self, request: Request, operation: Operation) -> Answer:
        document = self.prepared.read(request.query)
        chosen = self.prepared.choose(document, request.operation_name, request.variables)
        if isinstance(chosen, Refused):
            return Answer(
                errors=list(chosen.errors),
                is_refused=True,
                is_query=chosen.is_query,
                is_subscription=chosen.is_subscription,
            )
        bound = {**chosen.variables, str(CALLER.path[0]): dict(request.caller.attributes)}
        data: dict[str, Any] = {}
        errors: list[GraphQLError] = []
        explained: list[Mapping[str, Any]] = []
        resolved: ExecutionResult | None = None
        for root in self.prepared.plan(chosen, request.caller.role):
            if isinstance(root.answer, Resolved):
                if resolved is None:
                    resolved = self._resolve(chosen.node, request, operation)
                    errors += resolved.errors or []
                data[root.key] = (resolved.data or {}).get(root.key)
                continue
            began = time.perf_counter()
            try:
                data[root.key] = _answer(root, operation, bound)
                if request.explaining is not None and isinstance(root.answer, Read):
                    seconds = time.perf_counter() - began
                    explained.append(operation.explain(root.key, root.answer, bound, request.explaining, seconds))
            except (AnswerTooLarge, Busy) as error:
                # Neither is of one field, and what else was asked for is not made either.
                return refuse(write_refusal(error))
            except Exception as error:
                data[root.key] = None
                errors.append(_at(root, error))
                if request.explaining is not None and isinstance(root.answer, Read):
                    explained.append(explain_failed(root.key, root.answer))
        written = write_errors(errors, BAD_USER_INPUT)
        return Answer(
            data,
            written,
            operation.snapshot_id,
            operation.freshness,
            explained=explained if request.explaining is not None else None,
            sources=operation.sources,
            is_lasting=operation.is_unnamed and not operation.sources and not operation.has_listed,
            has_listed=operation.has_listed,
        )

    def _resolve(self, document: DocumentNode, request: Request, operation: Operation) -> ExecutionResult:
        """The root fields that read no table: the schema, the limits. The others have no resolver and are null here."""
        result = execute(
            self._schema,
            document,
            context_value=Resolving(operation, request.caller, self.policy.access(request.caller.role)),
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
    """The error with its place in the document and in the answer."""
    if isinstance(error, GraphQLError):
        return GraphQLError(error.message, error.nodes or list(root.nodes), path=[root.key], original_error=error)
    return GraphQLError(str(error), list(root.nodes), path=[root.key], original_error=error)
