"""One GraphQL request from its text to its answer: parse, limit, validate, execute. Knows nothing of HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    validate,
)

from graph.context import Operation
from graph.errors import (
    BAD_USER_INPUT,
    MOST_ERRORS,
    PARSE_FAILED,
    VALIDATION_FAILED,
    write_bug,
    write_errors,
    write_message,
    write_refusal,
)
from graph.limits import MOST_TOKENS, check_limits
from warehouse.errors import RequestError

_LONGEST_KEPT = 10_000
"""Longer documents are parsed and validated each time, so that the cache stays small."""


@dataclass(frozen=True)
class Request:
    """What a client sent, and in which role."""

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    role: str = "public"


@dataclass(frozen=True)
class Answer:
    """What goes back. `is_refused` where nothing was executed: then there is no `data`.

    `is_query` is false where a mutation or subscription was asked for, which no GET may do.
    """

    data: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = field(default_factory=list)
    snapshot_id: str | None = None
    freshness: Mapping[str, str] = field(default_factory=dict)
    is_refused: bool = False
    is_query: bool = True

    def to_json_dict(self) -> dict[str, Any]:
        body: dict[str, Any] = {"errors": self.errors} if self.errors else {}
        if not self.is_refused:
            body["data"] = self.data
        if self.snapshot_id is not None:
            body["extensions"] = {"snapshot": self.snapshot_id, **self.freshness}
        return body

    def content(self) -> bytes:
        """The JSON that is sent."""
        return orjson.dumps(self.to_json_dict())


def refuse(*errors: dict[str, Any]) -> Answer:
    """The answer to a request of which nothing was executed."""
    return Answer(errors=list(errors), is_refused=True)


@dataclass(frozen=True)
class _Prepared:
    document: DocumentNode | None
    errors: tuple[dict[str, Any], ...] = ()


class Executor:
    """Answers requests on one schema. May be used by any number of threads, each with an Operation of its own."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._prepare_kept = lru_cache(maxsize=512)(self._prepare)

    def execute(self, request: Request, operation: Operation) -> Answer:
        """The answer; never raises. Gives the snapshot of the operation back."""
        try:
            prepared = self._prepared(request.query)
            if prepared.document is None or prepared.errors:
                return refuse(*prepared.errors)
            chosen = get_operation_ast(prepared.document, request.operation_name)
            if chosen is not None and chosen.operation is not OperationType.QUERY:
                error = write_message("This service only answers queries.", VALIDATION_FAILED)
                return Answer(errors=[error], is_refused=True, is_query=False)
            return self._execute(prepared.document, request, operation)
        except Exception as error:
            return refuse(write_bug(error))
        finally:
            operation.close()

    def check(self, query: str) -> Sequence[dict[str, Any]]:
        """What is wrong with a document, before any variable is known."""
        return self._prepared(query).errors

    def _execute(self, document: DocumentNode, request: Request, operation: Operation) -> Answer:
        result = execute(
            self._schema,
            document,
            context_value=operation,
            variable_values=dict(request.variables),
            operation_name=request.operation_name,
        )
        assert isinstance(result, ExecutionResult)
        errors = write_errors(result.errors or (), BAD_USER_INPUT)
        is_refused = result.data is None and all("path" not in error for error in errors)
        return Answer(result.data, errors, operation.snapshot_id, operation.freshness, is_refused)

    def _prepared(self, query: str) -> _Prepared:
        return self._prepare_kept(query) if len(query) <= _LONGEST_KEPT else self._prepare(query)

    def _prepare(self, query: str) -> _Prepared:
        try:
            document = parse(query, max_tokens=MOST_TOKENS)
            check_limits(document)
        except GraphQLSyntaxError as error:
            return _Prepared(None, tuple(write_errors([error], PARSE_FAILED)))
        except RequestError as error:
            return _Prepared(None, (write_refusal(error),))
        errors: list[GraphQLError] = validate(self._schema, document, max_errors=MOST_ERRORS)
        return _Prepared(document, tuple(write_errors(errors, VALIDATION_FAILED)))
