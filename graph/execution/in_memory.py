"""Answers small requests on the event loop if their plan and their data are in memory.

A thread for such a request costs more than the request.
"""

from __future__ import annotations

from typing import Any

import orjson

from graph.execution.document_cache import DocumentCache, Refused
from graph.execution.execution import Answer, Request
from graph.execution.read import Read
from warehouse.errors import RequestError
from warehouse.query.memory.column_cache import ColumnCache
from warehouse.query.memory.lists import TooWide

MOST_ROWS = 5_000
"""Estimated rows of a response: some milliseconds, during which the event loop is blocked."""
MOST_BYTES = 4_000_000
"""Estimated bytes of a response."""
LARGEST_BODY = 8_000
"""Bytes of a request that is parsed on the event loop."""


class InMemoryResponder:
    """Answers requests from memory; for one thread."""

    def __init__(self, document_cache: DocumentCache, column_cache: ColumnCache) -> None:
        self._document_cache = document_cache
        self._column_cache = column_cache

    def answer(self, request: Request, snapshot_id: str | None) -> Answer | None:
        """The response on that snapshot, or None if a thread has to execute the request, also to report errors."""
        memory = self._column_cache.memory(snapshot_id)
        document = self._document_cache.find(request.query)
        if memory is None or document is None:
            return None
        coerced = self._document_cache.select_operation(document, request.operation_name, request.variables)
        if isinstance(coerced, Refused):
            return None
        planned = self._document_cache.find_plan(coerced, request.caller.role)
        if planned is None:
            return None
        data: dict[str, Any] = {}
        rows = 0
        try:
            for root in planned:
                if isinstance(root.answer, str):
                    data[root.key] = root.answer
                    continue
                read = root.answer
                if not isinstance(read, Read) or read.in_memory is None or read.cursors or read.named.is_given:
                    return None
                rows += read.rows(root.key, memory.snapshot_id, memory.row_counts, coerced.variables)
                # Rows of unknown width or a large result: a thread measures and executes it.
                widest = read.widest.get(memory.snapshot_id)
                if rows > MOST_ROWS or widest is None or rows * widest > MOST_BYTES:
                    return None
                answer = self._column_cache.find(read.in_memory, memory.snapshot_id)
                if answer is None:
                    return None
                text = answer(coerced.variables)
                data[root.key] = None if text is None else orjson.Fragment(text)
        except (RequestError, TooWide):
            return None
        return Answer(data, [], memory.snapshot_id, memory.freshness)
