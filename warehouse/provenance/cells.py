"""Traces a cell to what was read from it."""

from __future__ import annotations

import duckdb

from warehouse.catalog.catalog import Table, load_catalog
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.provenance.chain import decisions_behind
from warehouse.provenance.records import CellTrace
from warehouse.provenance.rows import findings_at, rows, split_cell, tuples


def trace_cell(cursor: duckdb.DuckDBPyConnection, submission_id: str, sheet: str, cell: str) -> CellTrace:
    """The outcome of a cell. Raises UnknownName for an unknown file, InvalidArgument for an invalid address."""
    _, row_number = split_cell(cell)
    if not rows(cursor, "from core.submission where submission_id = ?", [submission_id]):
        raise UnknownName(f"There is no submission '{submission_id}'.", "Ids are in core.submission.")
    place = [submission_id, sheet, cell]
    values = rows(
        cursor,
        """
        select observation_id, source_cell, same_period_cell
        from core.observation
        where submission_id = ? and source_sheet = ? and (source_cell = ? or same_period_cell = ?)
        order by observation_id, vintage_id
        """,
        [*place, cell],
    )
    names = []
    row_place: list[object] = [submission_id, sheet, row_number]
    at_row = "submission_id = ? and source_sheet = ? and source_row = ?"
    for table in _tables_of_rows():
        keys = ", ".join(f"{name}::varchar" for name in table.row_key)
        found = tuples(cursor, f"select {keys} from {table.key} where {at_row} order by all", row_place)
        names += [f"{table.key} {' '.join(key)}" for key in found]
    (waiting,) = tuples(
        cursor,
        """
        select count(*) from core.unmatched_observation
        where submission_id = ? and source_sheet = ? and source_cell = ?
        """,
        place,
    )
    return CellTrace(
        submission_id,
        sheet,
        cell,
        tuple(dict.fromkeys(str(row["observation_id"]) for row in values if row["source_cell"] == cell)),
        tuple(dict.fromkeys(str(row["observation_id"]) for row in values if row["same_period_cell"] == cell)),
        tuple(names),
        int(waiting[0]),
        findings_at(cursor, submission_id, sheet, cell),
        decisions=decisions_behind(cursor, _withdrawn_by(cursor, row_place)),
    )


def _tables_of_rows() -> list[Table]:
    """The tables whose rows are rows of a form."""
    return [
        table
        for _, table in sorted(load_catalog().tables.items())
        if table.carries.columns
        and {column.name for column in table.columns} >= {"submission_id", "source_sheet", "source_row"}
    ]


def _withdrawn_by(cursor: duckdb.DuckDBPyConnection, row_place: list[object]) -> list[str]:
    """The decisions that withdrew the row of the cell, of a return or of a register."""
    at_row = "submission_id = ? and source_sheet = ? and source_row = ?"
    found = tuples(
        cursor,
        f"""
        select decision_id from core.withdrawn_value where {at_row}
        union
        select decision_id from core.withdrawn_row where {at_row}
        """,
        [*row_place, *row_place],
    )
    return [decision_id for (decision_id,) in found]


def parse_cell(text: str) -> tuple[str, str]:
    """Sheet and cell of `财务状况!F12`; a file without sheets is written `!F12` or `F12`. Raises InvalidArgument."""
    sheet, _, cell = text.rpartition("!")
    if not cell:
        raise InvalidArgument(f"'{text}' is no cell.", "Write sheet, exclamation mark, cell: 财务状况!F12.")
    return sheet.strip("'"), cell.upper()
