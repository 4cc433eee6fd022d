"""One read-only statement on the published snapshot, for an analyst, within the bounds of the API."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from warehouse.archive.home import Home
from warehouse.connections import SPILLED_MB
from warehouse.environment import ANSWER_BYTES, QUERY_SECONDS, STATEMENT_MEMORY_MB
from warehouse.errors import InvalidArgument, LimitExceeded, MemoryExceeded, QueryTimedOut
from warehouse.query.cost import MOST_ROWS
from warehouse.snapshots.store import SnapshotStore

_AT_A_TIME = 1000
_INTERRUPT_SECONDS = 0.1
"""How often a statement is interrupted again: an interrupt between two steps of it is lost."""


@dataclass(frozen=True)
class Bounds:
    """What one statement may take: seconds, memory before it spills, and what it may give."""

    seconds: float = QUERY_SECONDS
    memory_mb: int = STATEMENT_MEMORY_MB
    rows: int = MOST_ROWS
    answer_bytes: int = ANSWER_BYTES


def run_sql(home: Home, statement: str, bounds: Bounds = Bounds()) -> tuple[list[str], list[tuple[object, ...]]]:
    """Column names and rows of one SELECT (or DESCRIBE, SHOW, EXPLAIN) statement.

    Raises InvalidArgument for more than one statement, one that is not a query, and one that DuckDB refuses;
    QueryTimedOut, MemoryExceeded and LimitExceeded at the bounds; SnapshotNotFound before the first publication.
    """
    with TemporaryDirectory(prefix="longmai-sql-") as spill:
        store = SnapshotStore(home, memory_mb=bounds.memory_mb, spill=Path(spill))
        try:
            with store.acquire() as snapshot:
                return _run(snapshot.cursor(), statement, bounds)
        finally:
            store.close()


def _run(
    cursor: duckdb.DuckDBPyConnection, statement: str, bounds: Bounds
) -> tuple[list[str], list[tuple[object, ...]]]:
    try:
        statements = cursor.extract_statements(statement)
        if len(statements) != 1 or statements[0].type not in _QUERIES:
            raise InvalidArgument("That is not one query.", "Give a single SELECT, DESCRIBE, SHOW or EXPLAIN.")
        with _stopped_after(cursor, bounds.seconds):
            result = cursor.execute(statements[0])
            return [column[0] for column in result.description], list(_rows(result, bounds))
    except duckdb.InterruptException as error:
        raise QueryTimedOut(
            f"The statement took more than {bounds.seconds:g} seconds and was stopped.",
            "Ask for fewer rows, or give it longer: --seconds.",
            zh=f"语句运行超过 {bounds.seconds:g} 秒，已停止。请缩小范围，或用 --seconds 延长时限。",
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise MemoryExceeded(
            f"The statement needs more than {bounds.memory_mb} MB of memory and {SPILLED_MB} MB beside it on the disk.",
            "Ask for fewer rows or columns, or set LONGMAI_STATEMENT_MEMORY_MB.",
            zh=f"语句所需内存超过 {bounds.memory_mb} MB，磁盘暂存超过 {SPILLED_MB} MB。请减少行或列，"
            "或调整 LONGMAI_STATEMENT_MEMORY_MB。",
        ) from error
    except duckdb.Error as error:
        raise InvalidArgument(f"DuckDB refuses the statement: {error}") from error


def _rows(result: duckdb.DuckDBPyConnection, bounds: Bounds) -> Iterator[tuple[object, ...]]:
    """The rows, while they are within the bounds: DuckDB makes them as they are fetched."""
    count, size = 0, 0
    while rows := result.fetchmany(_AT_A_TIME):
        count += len(rows)
        size += sum(len(str(value)) for row in rows for value in row)
        if count > bounds.rows or size > bounds.answer_bytes:
            raise LimitExceeded(
                f"The result has more than {bounds.rows:,} rows or {bounds.answer_bytes:,} characters.",
                "Add a 'limit' or a 'where', or fetch a whole list as a file from /export.",
                zh=f"结果超过 {bounds.rows:,} 行或 {bounds.answer_bytes:,} 个字符。请加 limit 或 where，"
                "或通过 /export 导出整张表。",
            )
        yield from rows


@contextmanager
def _stopped_after(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupts what runs on the cursor once the time is over, until the block ends."""
    done = threading.Event()

    def stop() -> None:
        wait = seconds
        while not done.wait(wait):
            cursor.interrupt()
            wait = _INTERRUPT_SECONDS

    watching = threading.Thread(target=stop, daemon=True)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join()


_QUERIES = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
