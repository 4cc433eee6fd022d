"""From a cell on to what was read from it."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.catalog import Table, load_catalog
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.forms.carried import tables_of_forms
from warehouse.provenance.chain import decisions_behind
from warehouse.provenance.reached import chain_revenues, reached_by
from warehouse.provenance.records import CellTrace, MartValue
from warehouse.provenance.rows import findings_at, rows, split_cell, tuples


def trace_cell(cursor: duckdb.DuckDBPyConnection, submission_id: str, sheet: str, cell: str) -> CellTrace:
    """What became of a cell. Raises UnknownName for an unknown file, InvalidArgument for what is no cell."""
    _, row_number = split_cell(cell)
    if not rows(cursor, "from core.submission where submission_id = ?", [submission_id]):
        raise UnknownName(f"There is no submission '{submission_id}'.", "Ids are in core.submission.")
    place = [submission_id, sheet, cell]
    values = rows(
        cursor,
        """
        select observation.*, newest.observation_id is not null as is_in_force
        from core.observation
        left join mart.observation as newest
            on newest.observation_id = observation.observation_id
            and newest.submission_id = observation.submission_id
            and newest.vintage_id = observation.vintage_id
        where observation.submission_id = ? and observation.source_sheet = ?
            and (observation.source_cell = ? or observation.same_period_cell = ?)
        order by observation.observation_id, observation.vintage_id
        """,
        [*place, cell],
    )
    reached = [mart for row in values for mart in _reached(cursor, row, cell)]
    names = []
    row_place: list[object] = [submission_id, sheet, row_number]
    at_row = "submission_id = ? and source_sheet = ? and source_row = ?"
    for table in _tables_of_rows():
        keys = ", ".join(f"{name}::varchar" for name in table.row_key)
        found = tuples(cursor, f"select {keys} from {table.key} where {at_row} order by all", row_place)
        names += [f"{table.key} {' '.join(key)}" for key in found]
    members = tuples(cursor, f"select chain_id, enterprise_id from core.enterprise_chain where {at_row}", row_place)
    for chain_id, enterprise_id in members:
        reached += chain_revenues(cursor, enterprise_id, None, chain_id)
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
        tuple(reached),
        decisions_behind(cursor, _withdrawn_by(cursor, row_place)),
    )


def _tables_of_rows() -> list[Table]:
    """The tables whose rows are rows of a form."""
    tables = (load_catalog().tables[key] for key in sorted(tables_of_forms()))
    return [
        table
        for table in tables
        if {column.name for column in table.columns} >= {"submission_id", "source_sheet", "source_row"}
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


def _reached(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any], cell: str) -> list[MartValue]:
    """Where a cell went: as the value itself, or as the base that its growth is measured on."""
    if row["source_cell"] == cell:
        return reached_by(cursor, row)
    if not row["is_in_force"]:
        return []
    key = {"observation_id": row["observation_id"]}
    base = MartValue("mart.observation", key, "same_period_value", row["same_period_value"], "it is the restated base")
    growth = tuples(
        cursor, "select same_base_growth_rate from mart.observation where observation_id = ?", [row["observation_id"]]
    )
    if growth[0][0] is None:
        return [base]
    told = "it is the base of the growth"
    return [base, MartValue("mart.observation", key, "same_base_growth_rate", growth[0][0], told)]


def parse_cell(text: str) -> tuple[str, str]:
    """Sheet and cell of `财务状况!F12`; a file without sheets is written `!F12` or `F12`. Raises InvalidArgument."""
    sheet, _, cell = text.rpartition("!")
    if not cell:
        raise InvalidArgument(f"'{text}' is no cell.", "Write sheet, exclamation mark, cell: 财务状况!F12.")
    return sheet.strip("'"), cell.upper()
