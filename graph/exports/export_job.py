"""Export job: reads all pages of a list from one snapshot and writes them to a file, on a thread."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import IO, Any

import orjson
from graphql import GraphQLSchema

from graph.execution.execution import Executor, Request
from graph.execution.operation import Operation
from graph.execution.snapshot_store import Snapshot, Store
from graph.exports.columns import read_columns
from graph.exports.formats import FORMATS, Options, Writer
from graph.exports.list_query import ListQuery, read_list_query
from graph.settings import RoleLimits
from warehouse.errors import CheckFailed, InvalidArgument, LimitExceeded
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.past.past import Retained

MOST_ROWS = 100_000
PAGE_ROWS = 1_000


class ExportRefused(Exception):
    """The errors of the response to a page."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors)
        self.errors = errors


@dataclass(frozen=True)
class Exported:
    """A complete file, positioned at its start, with its metadata."""

    file: IO[bytes]
    file_name: str
    size: int
    row_count: int
    sha256: bytes
    snapshot_id: str


class Export:
    """One export. `run` is called by one thread, `stop` by any other."""

    def __init__(
        self,
        executor: Executor,
        schema: GraphQLSchema,
        store: Store,
        request: Request,
        options: Options,
        limits: RoleLimits | None = None,
    ) -> None:
        self._executor = executor
        self._schema = schema
        self._store = store
        self._request = request
        self._options = options
        self._limits = limits or RoleLimits()
        self._operation: Operation | None = None
        self._is_stopped = False

    def run(self) -> Exported:
        """Writes the file. Raises ExportRefused and WarehouseError, and then leaves no file."""
        parsed = self._executor.read(self._request.query)
        if parsed.node is None:
            raise ExportRefused(list(parsed.errors))
        list_query = read_list_query(self._schema, parsed.node, self._request)
        columns = read_columns(list_query, takes_nested=self._options.takes_nested or self._options.format == "ndjson")
        with _Pinned(self._store) as pinned:
            pages = self._pages(list_query, pinned)
            # The first page determines the snapshot: by arguments or cursor, else the published one.
            first = next(pages, [])
            snapshot = pinned.snapshot()
            file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the endpoint
            writer: Writer | None = None
            try:
                provenance = {
                    "snapshot": snapshot.snapshot_id,
                    **snapshot.freshness,
                    "query": self._request.query,
                    "variables": orjson.dumps(dict(self._request.variables)).decode(),
                }
                writer = FORMATS[self._options.format].begin(file, columns, self._options, provenance)
                count = 0
                for rows in chain([first], pages):
                    writer.write(rows)
                    count += len(rows)
                writer.close({**provenance, "rows": str(count)})
                size = file.tell()
                file.seek(0)
                digest = hashlib.file_digest(file, "sha256").digest()
                file.seek(0)
            except BaseException:
                if writer is not None:
                    writer.abandon()
                file.close()
                raise
        name = f"{list_query.name}_{snapshot.snapshot_id}.{self._options.format}"
        return Exported(file, name, size, count, digest, snapshot.snapshot_id)

    def stop(self) -> None:
        self._is_stopped = True
        if self._operation is not None:
            self._operation.stop()

    def _pages(self, list_query: ListQuery, pinned: _Pinned) -> Iterator[list[dict[str, Any]]]:
        """Yields pages. Raises LimitExceeded before the first page if there are too many rows, CheckFailed if rows are
        missing.
        """
        after, total, seen = list_query.after, None, 0
        most = list_query.first if list_query.first is not None else MOST_ROWS + 1
        while seen < most:
            is_first = seen == 0
            page = self._page(list_query, pinned, min(PAGE_ROWS, most - seen), after, counts=is_first)
            if is_first:
                total = page.get("total") if list_query.after is None else None
                _check_size(min(total or 0, most))
            rows: list[dict[str, Any]] = page["rows"]
            seen += len(rows)
            _check_size(seen)
            yield rows
            after = page["page"]["endCursor"]
            if not page["page"]["hasNextPage"]:
                break
        if total is not None and seen != min(total, most):
            raise CheckFailed(f"The list has {total} rows, but {seen} were read; no file is sent.")

    def _page(
        self, list_query: ListQuery, pinned: _Pinned, size: int, after: str | None, *, counts: bool
    ) -> Mapping[str, Any]:
        self._operation = Operation(pinned, most_rows=self._limits.rows)
        if self._is_stopped:
            self._operation.stop()
        variables = list_query.page_variables(size, after, counts=counts)
        request = Request(self._request.query, variables, caller=self._request.caller, document=list_query.document)
        answer = self._executor.execute(request, self._operation)
        if answer.errors:
            # Locations refer to the rewritten document, which the client does not know.
            raise ExportRefused(
                [{part: value for part, value in error.items() if part != "locations"} for error in answer.errors]
            )
        return list_query.page(orjson.loads(answer.content())["data"])


class _Pinned:
    """A store pinned to the first acquired snapshot, so that all pages read it despite later publications."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held = ExitStack()
        self._snapshot: Snapshot | None = None

    def __enter__(self) -> _Pinned:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def snapshot(self, snapshot_id: str | None = None) -> Snapshot:
        """The pinned snapshot, by default the published one. Raises InvalidArgument for a different id."""
        if self._snapshot is None:
            self._snapshot = self._held.enter_context(self._store.acquire(snapshot_id))
        if snapshot_id not in {None, self._snapshot.snapshot_id}:
            raise InvalidArgument("An export reads one snapshot.", "Export the lists one by one.")
        return self._snapshot

    def acquire(self, snapshot_id: str | None = None) -> AbstractContextManager[Snapshot]:
        return nullcontext(self.snapshot(snapshot_id))

    def published_id(self) -> str | None:
        return self._store.published_id()

    def releases_after(self, number: int) -> Sequence[Manifest]:
        """Exports do not use releases."""
        return ()

    def find_as_of(self, instant: datetime, tables: Collection[str]) -> str:
        return self._snapshot.snapshot_id if self._snapshot else self._store.find_as_of(instant, tables)

    def answers_as_of(self, snapshot_id: str, instant: datetime, tables: Collection[str]) -> bool:
        """The pinned snapshot stays valid for this export even after it is removed."""
        return self._snapshot is not None or self._store.answers_as_of(snapshot_id, instant, tables)

    def retained(self) -> Sequence[Retained]:
        return self._store.retained()

    def close(self) -> None:
        """The context manager releases the snapshot."""


def _check_size(rows: int) -> None:
    if rows > MOST_ROWS:
        raise LimitExceeded(
            f"The list has more than {MOST_ROWS:,} rows.",
            "Narrow it with 'where', or export it in parts with 'first' and 'after'.",
        )
