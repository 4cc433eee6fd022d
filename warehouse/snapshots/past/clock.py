"""Tables that change with time alone: their rows depend on the as-of instant of the build.

A table that reads stage.build has a file `clock.sql` in its folder; a test enforces it. The query returns a row if the
table may differ between `$earlier` and `$later` (UTC) although nothing was received, decided or exempted in between.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache

import duckdb

from warehouse.catalog.catalog import load_catalog
from warehouse.snapshots.releases.diff import NOT_COMPARED


def is_altered(connection: duckdb.DuckDBPyConnection, clocks: Collection[str], one: datetime, other: datetime) -> bool:
    """Whether time alone may have altered one of these tables, which have a clock.sql, between two instants."""
    earlier, later = (instant.astimezone(UTC).replace(tzinfo=None) for instant in sorted((one, other)))
    instants = {"earlier": earlier, "later": later}
    queries = (load_catalog().table(key).clock_sql for key in sorted(clocks))
    return any(query and connection.execute(query, instants).fetchone() is not None for query in queries)


def clocks_of(tables: Collection[str]) -> frozenset[str]:
    """The tables with a clock.sql that any of these depends on.

    Tables that describe the build itself are left out.
    """
    return frozenset(key for table in tables for key in _clocks_of(table))


@cache
def _clocks_of(table: str) -> frozenset[str]:
    """The tables with a clock.sql that a table depends on."""
    catalog = load_catalog().tables
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [table]
    while waiting:
        key = waiting.pop()
        if key in seen or key not in catalog or catalog[key].group == NOT_COMPARED:
            continue
        seen.add(key)
        if catalog[key].clock_sql is not None:
            found.add(key)
        waiting += catalog[key].reads
    return frozenset(found)
