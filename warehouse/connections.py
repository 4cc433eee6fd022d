"""The only place that opens DuckDB: a scratch engine, the reader of a snapshot, the writer of a build.

Facts behind these three functions (reliability.md): threads that share a connection get each other's rows, so every
call takes its own `cursor()`; a storage version below v1.4.0 silently replays a stale write-ahead log; extensions must
never be fetched from a network.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb

from warehouse.errors import Busy, SnapshotDamaged

STORAGE_VERSION = "v1.4.0"
"""The oldest DuckDB that must read our files, and the oldest that refuses a stale write-ahead log."""

BUILD = "build"
"""The name under which a build's file is attached while it is written."""

_WRONG = "top_n_window_elimination"
"""An optimizer rule of DuckDB 1.5 that returns wrong first rows of an order: it loses rows with a null key and returns
others (duckdb/duckdb#23677, #23675). Found by generated documents."""

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "disabled_optimizers": _WRONG,
}


SPILLED_MB = 4096
"""Megabytes that a reader may write to the disk, if spilling is allowed."""


def open_scratch() -> duckdb.DuckDBPyConnection:
    """An engine in memory, for parsing and for staged rows."""
    return duckdb.connect(":memory:", config=_OFFLINE)


def open_reader(
    path: Path, threads: int | None = None, memory_mb: int | None = None, spill: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published file. Take a `cursor()` for every call.

    All its statements together use at most `memory_mb`; a statement that needs more fails without writing to the disk,
    or writes at most SPILLED_MB into the folder `spill`.

    Raises Busy where another process has it open for writing, SnapshotDamaged where DuckDB refuses the file.
    """
    config = {
        **_OFFLINE,
        "threads": threads or max(2, os.cpu_count() or 2),
        # It reads the first rows of an order in two passes, the second without the conditions: the last 12 of 60
        # million rows took 23 ms with it and 3 without (docs/benchmark.md).
        "disabled_optimizers": f"{_WRONG},late_materialization",
    }
    try:
        connection = duckdb.connect(str(path), read_only=True, config=config)
        if memory_mb is not None:
            connection.execute(f"set memory_limit = '{memory_mb:d}MB'")
            connection.execute("set temp_directory = ?", [str(spill) if spill else ""])
            connection.execute(f"set max_temp_directory_size = '{SPILLED_MB}MB'")
        # Last: without access to files DuckDB no longer accepts a change of its temporary folder.
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    except duckdb.Error as error:
        if is_held_elsewhere(error):
            raise Busy(
                f"Another program has {path.name} open for writing.",
                "Open it read-only there.",
                zh=f"另一程序正以写方式打开 {path.name}；请在该程序中改为只读打开。",
            ) from error
        raise SnapshotDamaged(
            f"The snapshot {path.name} cannot be opened: {error}",
            "Go back to the previous one: longmai rollback.",
            zh=f"快照 {path.name} 无法打开；请退回上一个：longmai rollback。",
        ) from error
    return connection


def is_held_elsewhere(error: duckdb.Error) -> bool:
    """Whether another process has the file open for writing: it is busy, not damaged."""
    # The class of this error has changed between versions; a test pins the text.
    return "Could not set lock on file" in str(error)


def skip_pandas_lookup() -> None:
    """Marks pandas as not installed for the whole process, if it is not. For a process that only answers queries.

    DuckDB searches for it twice with every statement that has values, in every folder of the path and under Python's
    import lock: a fifth to a third of a short statement.
    """
    if find_spec("pandas") is None:
        # Both take the mark for a module: Polars when imported, pyarrow with its first array.
        import numpy as np
        import polars  # noqa: F401
        import pyarrow as pa

        pa.array(np.zeros(1))
        sys.modules["pandas"] = None  # type: ignore[assignment]  # how Python marks what cannot be imported


def open_writer(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that writes a new file, attached as `build`, with an empty `stage` in memory.

    It uses half of DuckDB's default memory (80 % of the machine's or container's) and leaves the rest to the API.
    Larger sorts spill temporarily into a folder next to the file.
    """
    connection = open_scratch()
    (limit,) = connection.execute("select current_setting('memory_limit')").fetchall()[0]
    number, unit = limit.split()
    connection.execute(f"set memory_limit = '{float(number) / 2} {unit}'")
    quoted = str(path).replace("'", "''")
    connection.execute(f"set temp_directory = '{quoted}.spilled'")
    connection.execute(f"attach '{quoted}' as {BUILD} (storage_version '{STORAGE_VERSION}')")
    connection.execute("attach ':memory:' as stage")
    connection.execute(f"use {BUILD}")
    return connection
