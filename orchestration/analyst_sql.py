"""`longmai sql`: one read-only statement on the published snapshot, within the limits of the API."""

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
from warehouse.snapshots.store import published

_AT_A_TIME = 1000
_INTERRUPT_SECONDS = 0.1
"""Interval of repeated interrupts of a statement: an interrupt between two steps is lost."""


@dataclass(frozen=True)
class Bounds:
    """Limits of one statement: seconds, memory before it spills to disk, size of the result."""

    seconds: float = QUERY_SECONDS
    memory_mb: int = STATEMENT_MEMORY_MB
    rows: int = MOST_ROWS
    answer_bytes: int = ANSWER_BYTES


def run_sql(home: Home, statement: str, bounds: Bounds = Bounds()) -> tuple[list[str], list[tuple[object, ...]]]:
    """Column names and rows of one SELECT (or DESCRIBE, SHOW, EXPLAIN) statement.

    Raises InvalidArgument for several statements, one that is not a query, and one that DuckDB refuses; QueryTimedOut,
    MemoryExceeded and LimitExceeded at the limits; SnapshotNotFound before the first publication.
    """
    with (
        TemporaryDirectory(prefix="longmai-sql-") as spill,
        published(home, memory_mb=bounds.memory_mb, spill=Path(spill)) as snapshot,
    ):
        return _run(snapshot.cursor(), statement, bounds)


def _run(
    cursor: duckdb.DuckDBPyConnection, statement: str, bounds: Bounds
) -> tuple[list[str], list[tuple[object, ...]]]:
    try:
        statements = cursor.extract_statements(statement)
        if len(statements) != 1 or statements[0].type not in _QUERIES:
            raise InvalidArgument("The statement is not a single query.", "Use one SELECT, DESCRIBE, SHOW or EXPLAIN.")
        with _stopped_after(cursor, bounds.seconds):
            result = cursor.execute(statements[0])
            return [column[0] for column in result.description], list(_rows(result, bounds))
    except duckdb.InterruptException as error:
        raise QueryTimedOut(
            f"The statement took more than {bounds.seconds:g} seconds and was stopped.",
            "Select fewer rows, or set a longer limit: --seconds.",
            zh=f"语句运行超过 {bounds.seconds:g} 秒，已停止。请缩小范围，或用 --seconds 延长时限。",
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise MemoryExceeded(
            f"The statement needs more than {bounds.memory_mb} MB of memory and {SPILLED_MB} MB of disk space.",
            "Select fewer rows or columns, or set LONGMAI_STATEMENT_MEMORY_MB.",
            zh=f"语句所需内存超过 {bounds.memory_mb} MB，磁盘暂存超过 {SPILLED_MB} MB。请减少行或列，"
            "或调整 LONGMAI_STATEMENT_MEMORY_MB。",
        ) from error
    except duckdb.Error as error:
        raise InvalidArgument(f"DuckDB refuses the statement: {error}") from error


def _rows(result: duckdb.DuckDBPyConnection, bounds: Bounds) -> Iterator[tuple[object, ...]]:
    """Streams the rows and checks the limits as they are fetched."""
    count, size = 0, 0
    while rows := result.fetchmany(_AT_A_TIME):
        count += len(rows)
        size += sum(len(str(value)) for row in rows for value in row)
        if count > bounds.rows or size > bounds.answer_bytes:
            raise LimitExceeded(
                f"The result has more than {bounds.rows:,} rows or {bounds.answer_bytes:,} characters.",
                "Add a 'limit' or a 'where', or export the list as a file from /export.",
                zh=f"结果超过 {bounds.rows:,} 行或 {bounds.answer_bytes:,} 个字符。请加 limit 或 where，"
                "或通过 /export 导出整张表。",
            )
        yield from rows


@contextmanager
def _stopped_after(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupts the cursor repeatedly after the time limit, until the block ends."""
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
