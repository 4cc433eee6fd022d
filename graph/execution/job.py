"""A request as a job for a thread: execution, serialization, size check, compression, entity tag."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import orjson

from graph.errors import write_refusal
from graph.execution.encodings import SMALLEST, Encoding, compress
from graph.execution.execution import Answer, Executor, Request, refuse
from graph.execution.operation import Operation
from graph.execution.response_budget import BudgetShare
from graph.execution.snapshot_store import Store
from graph.settings import RoleLimits
from warehouse.errors import LimitExceeded
from warehouse.query.cost import MOST_INPUT_ROWS, MOST_ROWS
from warehouse.query.memory.column_cache import ColumnCache
from warehouse.snapshots.code import code_sha256

LARGEST_ANSWER = RoleLimits.answer_bytes


@dataclass(frozen=True)
class EncodedAnswer:
    """A response, its JSON, optionally its compressed JSON, and its entity tag."""

    answer: Answer
    content: bytes
    compressed: bytes | None
    etag: str


class QueryJob:
    """Executes one request. `run` is called by one thread, `stop` by any other."""

    def __init__(
        self,
        executor: Executor,
        store: Store,
        request: Request,
        encoding: Encoding = "",
        column_cache: ColumnCache | None = None,
        limits: RoleLimits | None = None,
        share: BudgetShare | None = None,
    ) -> None:
        self._executor = executor
        self._request = request
        self._encoding = encoding
        self._most_bytes = limits.answer_bytes if limits else LARGEST_ANSWER
        self._share = share
        self._operation = Operation(
            store,
            column_cache,
            limits.rows if limits else MOST_ROWS,
            self._most_bytes,
            share,
            limits.input_rows if limits else MOST_INPUT_ROWS,
        )

    def run(self) -> EncodedAnswer:
        answer = self._executor.execute(self._request, self._operation)
        content = answer.content()
        if len(content) > self._most_bytes:
            answer = _too_large(len(content), self._most_bytes, answer)
            content = answer.content()
        compressed = None
        if self._encoding and len(content) >= SMALLEST:
            compressed = compress(content, self._encoding)
        if self._share is not None:
            # The response cache counts its own bytes; these are the bytes to send.
            self._share.reserve(len(content) if compressed is None else len(compressed))
        return EncodedAnswer(answer, content, compressed, name_answer(self._request, answer))

    def stop(self) -> None:
        self._operation.stop()


def name_answer(request: Request, answer: Answer) -> str:
    """The entity tag: hash of the request, the caller's scope, the snapshots and the version of the code.

    Weak, since a response has several encodings. It includes the instants of the snapshot, because snapshot numbers
    restart after the data directory is cleared.
    """
    digest = hashlib.sha256()
    for part in (
        request.query.encode(),
        orjson.dumps(dict(request.variables), option=orjson.OPT_SORT_KEYS),
        (request.operation_name or "").encode(),
        request.caller.scope.encode(),
        (answer.snapshot_id or "").encode(),
        orjson.dumps(dict(answer.freshness), option=orjson.OPT_SORT_KEYS),
        orjson.dumps(answer.sources),
        _software().encode(),
    ):
        digest.update(b"%d:" % len(part) + part)
    return f'W/"{digest.hexdigest()[:32]}"'


@cache
def _software() -> str:
    """The hash of the code: another version may respond differently to the same request."""
    digest = hashlib.sha256(code_sha256().encode())
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _too_large(size: int, most: int, answer: Answer) -> Answer:
    error = LimitExceeded(
        f"The response has {size:,} bytes; the limit is {most:,}.",
        "Select fewer rows or fields, or export the list as a file from /export.",
    )
    return refuse(write_refusal(error)) if answer.is_query else answer
