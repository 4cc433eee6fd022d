"""Explains plan, cost and SQL of root fields, on request and for permitted roles. The result is not cached.

    POST {"query": …, "extensions": {"explain": true}}    or {"explain": {"engine": true}} for DuckDB's own plan

An explanation reveals row counts, hidden rows included: a setting lists the permitted roles, by default none. The
command line reads the snapshot file itself and is always permitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph.execution.read import Read
from warehouse.catalog.rollups import load_rollups
from warehouse.query.cost import ReadEstimate
from warehouse.query.describe import describe_plan
from warehouse.query.run import Reader

STATEMENT = "statement"
MEMORY = "memory"


@dataclass(frozen=True)
class ExplainOptions:
    """Requests an explanation; `shows_engine` adds DuckDB's plan."""

    shows_engine: bool = False


@dataclass(frozen=True)
class FieldReading:
    """How one root field was read."""

    key: str
    read: Read
    readings: Sequence[ReadEstimate]
    most_rows: int
    read_from: str
    seconds: float


def explain(
    field: FieldReading, reader: Reader, variables: Mapping[str, Any], options: ExplainOptions
) -> dict[str, Any]:
    """One entry of `extensions.explain`. Runs the statement again to count the rows that it reads.

    A field read from memory shows the equivalent statement, which is not run.
    """
    entry: dict[str, Any] = {
        "key": field.key,
        "readFrom": field.read_from,
        "snapshot": reader.snapshot_id,
        "milliseconds": round(field.seconds * 1000, 3),
        "plan": describe_plan(field.read.plan),
        "rowsQuoted": sum(reading.rows for reading in field.readings),
        "rowsQuotedAt": [{"path": part.path, "times": part.times, "rows": part.rows} for part in field.readings],
        "rowsLimit": field.most_rows,
        "sql": field.read.statement.text,
    }
    statement = field.read.statement
    entry["values"] = [_shown(value) for value in reader.bind(statement, variables)]
    if field.read_from != STATEMENT:
        return entry
    profile = orjson.loads(reader.explain("explain (analyze, format json)", statement, variables))
    scans = list(_scans(profile))
    entry["rowsRead"] = sum(rows for _, rows in scans)
    entry["rowsReadAt"] = [{"table": table, "rows": rows} for table, rows in scans]
    entry["rollups"] = sorted({table for table, _ in scans} & {rollup.table for rollup in load_rollups()})
    if options.shows_engine:
        entry["engine"] = reader.explain("explain analyze", statement, variables)
    return entry


def explain_failed(key: str, read: Read) -> dict[str, Any]:
    """The entry of a root field that failed during execution; `errors` has the cause."""
    return {"key": key, "isFailed": True, "plan": describe_plan(read.plan), "sql": read.statement.text}


def write_explained(entries: Sequence[Mapping[str, Any]]) -> str:
    """The entries as text for a terminal."""
    return "\n\n".join("\n".join(_lines(entry)) for entry in entries)


def _lines(entry: Mapping[str, Any]) -> Iterator[str]:
    if entry.get("isFailed"):
        yield f"{entry['key']}: failed"
        yield from entry["plan"]
        yield entry["sql"]
        return
    yield f"{entry['key']}: from {entry['readFrom']} of snapshot {entry['snapshot']}, {entry['milliseconds']} ms"
    yield f"rows quoted {entry['rowsQuoted']} of at most {entry['rowsLimit']}, read {entry.get('rowsRead', 'none')}"
    yield from (f"  {part['table']}: {part['rows']}" for part in entry.get("rowsReadAt", ()))
    yield from (f"  rollup: {table}" for table in entry.get("rollups", ()))
    yield from entry["plan"]
    yield entry["sql"]
    yield f"-- values: {orjson.dumps(entry['values']).decode()}"
    if "engine" in entry:
        yield entry["engine"]


def _scans(node: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """(table, rows) of each scan in the engine's profile."""
    table = node.get("extra_info", {}).get("Table")
    if table:
        # The engine prefixes schema and table with the database.
        yield ".".join(table.split(".")[-2:]), int(node.get("operator_rows_scanned", 0))
    for child in node.get("children", ()):
        yield from _scans(child)


def _shown(value: object) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_shown(part) for part in value]
    return str(value)
