"""Errors as clients see them: a message, a stable code, an optional hint, no internals.

A WarehouseError keeps its code. Any other exception is a bug: the log has it in full under a reference, and the client
gets INTERNAL with that reference.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from typing import Any

from graphql import GraphQLError

from warehouse.errors import WarehouseError
from warehouse.wording import bilingual

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
BAD_USER_INPUT = "BAD_USER_INPUT"
BAD_REQUEST = "BAD_REQUEST"
PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
PERSISTED_QUERY_NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED"
DOCUMENT_NOT_LISTED = "DOCUMENT_NOT_LISTED"
INTERNAL = "INTERNAL"

MOST_ERRORS = 10
LONGEST_MESSAGE = 500

_log = logging.getLogger(__name__)


def write_errors(errors: Iterable[GraphQLError], code: str) -> list[dict[str, Any]]:
    """The errors of a response, at most MOST_ERRORS. `code` is for graphql-core's errors about the request."""
    return [_write(error, code) for error in list(errors)[:MOST_ERRORS]]


def write_refusal(error: WarehouseError) -> dict[str, Any]:
    """An error without a location in the document."""
    return _entry(_worded(error), error.code, error.hint)


def write_message(message: str, code: str, hint: str | None = None) -> dict[str, Any]:
    """An error of the transport."""
    return _entry(message, code, hint)


def write_bug(error: BaseException) -> dict[str, Any]:
    """Logs an unexpected exception; the returned error contains only the reference."""
    reference = uuid.uuid4().hex[:12]
    _log.error("Reference %s", reference, exc_info=error)
    entry = _entry("Something went wrong on our side.", INTERNAL, "Report it with the reference.")
    entry["extensions"]["reference"] = reference
    return entry


def _write(error: GraphQLError, code: str) -> dict[str, Any]:
    cause = error.original_error
    if isinstance(cause, WarehouseError):
        entry = _entry(_worded(cause), cause.code, cause.hint)
    elif cause is None or (isinstance(cause, GraphQLError) and (cause.nodes or not error.path)):
        # Errors of graphql-core have a location in the document, or concern a variable. An error with a path but no
        # location is a stored value that its type cannot serialize.
        entry = _entry(error.message, BAD_USER_INPUT if error.path else code)
    else:
        entry = write_bug(cause)
    if error.locations:
        entry["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        entry["path"] = error.path
    return entry


def _worded(error: WarehouseError) -> str:
    return bilingual(error.message, error.zh) if error.zh else error.message


def _entry(message: str, code: str, hint: str | None = None) -> dict[str, Any]:
    extensions = {"code": code} | ({"hint": hint} if hint else {})
    return {"message": message[:LONGEST_MESSAGE], "extensions": extensions}
