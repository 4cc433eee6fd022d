"""The form of each sheet, in the build and in the published snapshot: a workbook may contain several forms.

Staged as temp.sheet_now and temp.sheet_before; a file without sheets there has the form of the file.
"""

from __future__ import annotations

from collections.abc import Collection

import duckdb


def stage_sheets(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills both. A published snapshot of a version without sheets has none."""
    found = connection.execute(
        """
        select database_name from duckdb_tables()
        where database_name = 'earlier' and schema_name = 'core' and table_name = 'submission_sheet'
        """
    ).fetchone()
    for name, table in (("sheet_now", "core"), ("sheet_before", "earlier.core" if found else "core")):
        only = "" if found or name == "sheet_now" else "limit 0"
        connection.execute(
            f"create or replace temp table {name} as "
            f"select submission_id, source_sheet, form_id from {table}.submission_sheet {only}"
        )


def form_of(row: str, columns: Collection[str]) -> tuple[str, str]:
    """The form of a published row as an expression, with the joins that it needs."""
    if "form_id" in columns:
        return f"coalesce({row}.form_id, '')", ""
    if "submission_id" not in columns:
        return "''", ""
    file = f"left join earlier.core.submission as file on file.submission_id = {row}.submission_id"
    if "source_sheet" not in columns:
        return "coalesce(file.form_id, '')", file
    sheet = f"""left join temp.sheet_before as sheet
                on sheet.submission_id = {row}.submission_id and sheet.source_sheet = {row}.source_sheet"""
    return "coalesce(sheet.form_id, file.form_id, '')", f"{file}\n            {sheet}"
