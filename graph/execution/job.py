"""One request as a job for a thread: executed, written, measured, named and compressed."""

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
from graph.execution.snapshot_store import Store
from graph.execution.under_way import Share
from graph.settings import RoleLimits
from warehouse.errors import LimitExceeded
from warehouse.query.cost import MOST_ROWS
from warehouse.query.memory.keeper import ColumnCache
from warehouse.snapshots.code import code_sha256

LARGEST_ANSWER = RoleLimits.answer_bytes


@dataclass(frozen=True)
class Answered:
    """An answer, its JSON, the same compressed where that was asked for and worth it, and its name for caches."""

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
        keeper: ColumnCache | None = None,
        limits: RoleLimits | None = None,
        share: Share | None = None,
    ) -> None:
        self._executor = executor
        self._request = request
        self._encoding = encoding
        self._most_bytes = limits.answer_bytes if limits else LARGEST_ANSWER
        self._share = share
        self._operation = Operation(store, keeper, limits.rows if limits else MOST_ROWS, self._most_bytes, share)

    def run(self) -> Answered:
        answer = self._executor.execute(self._request, self._operation)
        content = answer.content()
        if len(content) > self._most_bytes:
            answer = _too_large(len(content), self._most_bytes, answer)
            content = answer.content()
        compressed = None
        if self._encoding and len(content) >= SMALLEST:
            compressed = compress(content, self._encoding)
        if self._share is not None:
            # What is kept is counted there; what is sent, here.
            self._share.hold(len(content) if compressed is None else len(compressed))
        return Answered(answer, content, compressed, name_answer(self._request, answer))

    def stop(self) -> None:
        self._operation.stop()


def name_answer(request: Request, answer: Answer) -> str:
    """The entity tag: what was asked, by whom (role and attributes), of which snapshots, answered by which code.

    Weak, since the same answer goes out in several encodings. The instants of the snapshot are in it because the number
    of a snapshot begins anew where somebody clears the data directory.
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
    """The hash of the code that answers: another version may answer the same question in another way."""
    digest = hashlib.sha256(code_sha256().encode())
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _too_large(size: int, most: int, answer: Answer) -> Answer:
    error = LimitExceeded(
        f"The answer has {size:,} bytes; at most {most:,} are sent.",
        "Ask for fewer rows or fields, or fetch a whole list as a file from /export.",
    )
    return refuse(write_refusal(error)) if answer.is_query else answer
