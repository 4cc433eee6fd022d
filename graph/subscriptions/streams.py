"""Runs subscriptions: from a document to its events, independent of the transport, with a limit on open streams."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationType,
    create_source_event_stream,
    execute,
    get_operation_ast,
)

from graph.errors import BAD_USER_INPUT, VALIDATION_FAILED, write_errors, write_message, write_refusal
from graph.execution.caller import Caller
from graph.execution.execution import Executor
from graph.execution.persisted_queries import DocumentRefused, Documents
from graph.execution.requests import HttpRequestBody
from graph.subscriptions.context import SubscriptionContext
from graph.subscriptions.publications import Publications
from warehouse.errors import Busy


@dataclass(frozen=True)
class Event:
    """The JSON of an event, and its number to resume after."""

    content: bytes
    number: int | None


class StreamRefused(Exception):
    """A refused subscription, with the errors of the response."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors)
        self.errors = errors


class Streams:
    """The subscriptions of one process. Methods are called on its event loop."""

    def __init__(
        self, executor: Executor, schema: GraphQLSchema, publications: Publications, documents: Documents, most: int
    ) -> None:
        self._executor = executor
        self._schema = schema
        self._publications = publications
        self._documents = documents
        self._most = most
        self.open_count = 0

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """Counts one open connection. Raises Busy at the limit."""
        if self.open_count >= self._most:
            raise Busy(
                "The service has the maximum number of open streams.",
                "Try again in a minute.",
                zh="长连接数已达上限。请稍后重试。",
            )
        self.open_count += 1
        try:
            yield
        finally:
            self.open_count -= 1

    async def begin(
        self, parsed: HttpRequestBody, caller: Caller, resume_after: int | None = None
    ) -> AsyncIterator[Event]:
        """Starts a subscription and returns its events. Raises StreamRefused before the first event."""
        if parsed.explain_options is not None:
            raise StreamRefused([write_message("'explain' is not supported for subscriptions.", BAD_USER_INPUT)])
        try:
            text = self._documents.text(parsed.query, parsed.sha256)
        except DocumentRefused as error:
            raise StreamRefused([write_message(error.message, error.code, error.hint)]) from None
        found = self._executor.read(text)
        document = found.node
        if document is None:
            raise StreamRefused(list(found.errors))
        operation = get_operation_ast(document, parsed.operation_name)
        if operation is None or operation.operation is not OperationType.SUBSCRIPTION:
            raise StreamRefused(
                [write_message("A stream needs one subscription; send queries by POST.", VALIDATION_FAILED)]
            )
        source = await create_source_event_stream(
            self._schema,
            document,
            context_value=SubscriptionContext(self._publications, caller, self._executor.policy, resume_after),
            variable_values=dict(parsed.variables),
            operation_name=parsed.operation_name,
        )
        if isinstance(source, ExecutionResult):
            raise StreamRefused(write_errors(source.errors or (), BAD_USER_INPUT))
        return self._events(document, parsed, source)

    async def _events(self, document: Any, parsed: HttpRequestBody, source: Any) -> AsyncIterator[Event]:
        """Yields events; an error of the source is the last event."""
        try:
            async for found in source:
                result = execute(
                    self._schema,
                    document,
                    root_value=found,
                    variable_values=dict(parsed.variables),
                    operation_name=parsed.operation_name,
                )
                assert isinstance(result, ExecutionResult)
                body: dict[str, Any] = {"data": result.data, "extensions": {"snapshot": found.snapshot_id}}
                if result.errors:
                    body["errors"] = write_errors(result.errors, BAD_USER_INPUT)
                yield Event(orjson.dumps(body), found.event_number)
        except Exception as error:
            entries = write_errors([GraphQLError(str(error), original_error=error)], BAD_USER_INPUT)
            yield Event(orjson.dumps({"data": None, "errors": entries}), None)
        finally:
            await source.aclose()


def busy_content(error: Busy) -> bytes:
    """The response to a connection over the limit."""
    return orjson.dumps({"errors": [write_refusal(error)]})
