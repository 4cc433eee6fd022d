"""Cells that are read differently than in the published snapshot because of a decision: staged as temp.ruled.

One row per cell with another decision or state, and per cell with a confirmed credit code. Of several decisions about
one cell, the newest that the published snapshot did not know is named; for a withdrawn decision, the withdrawal.
Decisions excluded by an earlier as-of instant are listed with their file.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

_NEEDED = {"held_cell", "decision"}
_EMPTY = """
    create temp table ruled (
        submission_id varchar, source_sheet varchar, source_row integer, decision_id varchar
    )
"""
_WITHDRAWN = """
    insert into temp.ruled
    select distinct submission_id, source_sheet, source_row, decision_id
    from (
        (from core.{0} except from earlier.core.{0})
        union all
        (from earlier.core.{0} except from core.{0})
    )
"""
_TAKEN = """
    select held_cell_id, max_by(decision_id, decision_number) as decision_id
    from core.decision
    anti join (select decision_id from earlier.core.decision) as known using (decision_id)
    group by all
"""
"""The newest decision of a cell that the published snapshot did not know."""
_CONFIRMED = f"""
    insert into temp.ruled
    select
        now.submission_id, now.source_sheet, regexp_extract(now.source_cell, '[0-9]+$')::integer,
        coalesce(taken.decision_id, now.decision_id, was.decision_id)
    from core.finding as now
    join earlier.core.finding as was using (finding_id)
    left join (from core.decision union from earlier.core.decision) as told
        on told.decision_id = coalesce(now.decision_id, was.decision_id)
    left join ({_TAKEN}) as taken on taken.held_cell_id = told.held_cell_id
    where now.decision_id is distinct from was.decision_id
"""
_RULED = f"""
    create temp table ruled as
    select
        coalesce(now.submission_id, was.submission_id) as submission_id,
        coalesce(now.source_sheet, was.source_sheet) as source_sheet,
        coalesce(now.source_row, was.source_row) as source_row,
        coalesce(taken.decision_id, now.decision_id, was.decision_id) as decision_id
    from core.held_cell as now
    full join earlier.core.held_cell as was using (held_cell_id)
    left join ({_TAKEN}) as taken using (held_cell_id)
    where now.decision_id is distinct from was.decision_id
        or (now.state is distinct from was.state and coalesce(now.decision_id, was.decision_id) is not null)
    union all
    select submission_id, null as source_sheet, null as source_row, decision_id
    from earlier.core.decision
    anti join (select decision_id from core.decision) as known using (decision_id)
"""


def stage_ruled_cells(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills temp.ruled. A published snapshot of a version without decisions has none to compare with."""
    found = connection.execute(
        "select table_name, column_name from duckdb_columns() where database_name = 'earlier' and schema_name = 'core'"
    ).fetchall()
    connection.execute("drop table if exists temp.ruled")
    names = {name for name, _ in found}
    connection.execute(_RULED if names >= _NEEDED else _EMPTY)
    if ("finding", "decision_id") in found:
        connection.execute(_CONFIRMED)
    for table in ("withdrawn_value", "withdrawn_row"):
        if table in names:
            connection.execute(_WITHDRAWN.format(table))


def people_of(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """The person behind each decision in temp.ruled."""
    rows = connection.execute(
        "select decision_id, person from core.decision where decision_id in (select decision_id from temp.ruled)"
    ).fetchall()
    return dict(rows)


def ruling_of(side: str, columns: set[str]) -> str:
    """The decision that changed a row, as an expression: of its own cells where its place is known, else of its file.

    `side` is `after` or `before`.
    """
    if "submission_id" not in columns:
        return "null"
    by_file = f"ruled.submission_id = {side}.submission_id"
    row = (
        f"{side}.source_row"
        if "source_row" in columns
        else f"regexp_extract({side}.source_cell, '[0-9]+$')::integer"
        if "source_cell" in columns
        else None
    )
    of_file = f"(select max(decision_id) from temp.ruled where {by_file})"
    if row is None or "source_sheet" not in columns:
        return of_file
    at_row = f"{by_file} and ruled.source_sheet = {side}.source_sheet and ruled.source_row = {row}"
    return f"coalesce((select max(decision_id) from temp.ruled where {at_row}), {of_file})"
