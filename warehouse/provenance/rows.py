"""Queries of a snapshot, and the rules' findings about a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.errors import InvalidArgument
from warehouse.provenance.records import FindingAtCell


def findings_at(
    cursor: duckdb.DuckDBPyConnection, submission_id: str, sheet: str, cell: str
) -> tuple[FindingAtCell, ...]:
    rows = tuples(
        cursor,
        """
        select finding_id, severity, rule, text, message
        from core.finding
        where submission_id = ? and coalesce(source_sheet, '') = ? and source_cell = ?
        order by finding_id
        """,
        [submission_id, sheet, cell],
    )
    return tuple(FindingAtCell(*row) for row in rows)


def split_cell(cell: str) -> tuple[str, int]:
    """`F12` as (`F`, 12). Raises InvalidArgument for an invalid address."""
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not row.isdecimal() or row == cell:
        raise InvalidArgument(f"'{cell}' is no cell.", "Write column and row: F12.")
    return cell.removesuffix(row), int(row)


def tuples(
    cursor: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] | dict[str, object]
) -> list[tuple[Any, ...]]:
    return cursor.execute(query, values).fetchall()


def rows(cursor: duckdb.DuckDBPyConnection, query: str, values: Sequence[object]) -> list[dict[str, Any]]:
    cursor.execute(query, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
