"""Maps a cell of any form to the table columns that it fills, and such a column back to its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from typing import Any

import duckdb

from warehouse.archive.home import Home
from warehouse.catalog.carried import Carried
from warehouse.catalog.catalog import Table, load_catalog
from warehouse.domain.unit import Units, conversion_factor
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.programme.in_force import programme_in_force
from warehouse.provenance.cells import trace_cell
from warehouse.provenance.chain import decisions_behind, rules_of_form
from warehouse.provenance.received import read_received
from warehouse.provenance.records import CellTrace, Field, FormCell, Source
from warehouse.provenance.rows import rows, split_cell, tuples
from warehouse.transforms.recognise.unit_line import ReceivedUnit

_PLACE = ("submission_id", "source_sheet", "source_row")


def trace_received_cell(
    home: Home, cursor: duckdb.DuckDBPyConnection, submission_id: str, sheet: str, cell: str
) -> CellTrace:
    """The outcome of a cell, with its content and every table column that it fills.

    Raises UnknownName for an unknown file, InvalidArgument for an invalid address, ContractBroken where the file is not
    in the archive.
    """
    found = trace_cell(cursor, submission_id, sheet, cell)
    file = _file(cursor, submission_id, sheet)
    source = _source(file, sheet, cell)
    received = read_received(home, file["sha256"], file["file_name"], sheet)
    if received is None:
        return replace(found, source=source)
    letters, row = split_cell(cell)
    under = next((name for name, column in received.columns.items() if column.letters == letters), None)
    text = received.text(letters, row)
    if received.form is None or under is None:
        return replace(found, source=source, form_cell=FormCell(text=text))
    column = received.form.column(under)
    unit = received.columns[under].unit
    form_column_id = f"{received.form.form_id}.{under}"
    requested = {
        "submission_id": submission_id,
        "source_sheet": sheet,
        "source_cell": cell,
        "form_column_id": form_column_id,
    }
    units = programme_in_force(home).units
    fields, decisions = [], _decisions_at(cursor, submission_id, sheet, cell)
    for one in load_catalog().carrying(received.form.form_id, under):
        for key, value, decided_by in _values(cursor, one, [submission_id, sheet, row]):
            fields.append(replace(_field(one, key, value, unit, units), changed_by=_changed_by(cursor, one, key)))
            decisions += [decided_by] if decided_by is not None else []
    return replace(
        found,
        source=source,
        form_cell=FormCell(
            text=text,
            form_column_id=form_column_id,
            heading=column.heading,
            unit_received=unit.unit.title_zh if unit is not None else None,
            is_unit_assumed=unit.is_assumed if unit is not None else False,
            not_carried=load_catalog().reason_not_carried(received.form.form_id, under),
        ),
        fields=tuple(fields),
        rules=rules_of_form(cursor, requested),
        decisions=decisions_behind(cursor, [*(entry.decision_id for entry in found.decisions), *decisions]),
    )


def trace_field(home: Home, cursor: duckdb.DuckDBPyConnection, field: str, key: str) -> CellTrace:
    """The cell of a value: `field` is table and column, `core.fund_investment.amount_cny`, `key` the key of the row,
    parts separated by blanks. Raises UnknownName for an unknown row, InvalidArgument for a column without a form
    column."""
    table_key, _, name = field.rpartition(".")
    table = load_catalog().tables.get(table_key)
    one = None if table is None else table.carries.columns.get(name)
    if one is None or table is None or not _has_place(table):
        raise InvalidArgument(
            f"'{field}' carries no column of a form with its cell.",
            "docs/forms.md says which columns do, form by form.",
        )
    matches = " || ' ' || ".join(f"{part}::varchar" for part in table.row_key)
    found = tuples(cursor, f"select {', '.join(_PLACE)} from {table_key} where {matches} = ?", [key])
    if not found:
        raise UnknownName(
            f"There is no row '{key}' in {table_key}.", f"Write {' and '.join(table.row_key)}, divided by a blank."
        )
    submission_id, sheet, row = found[0]
    file = _file(cursor, submission_id, sheet)
    received = read_received(home, file["sha256"], file["file_name"], sheet)
    if received is None or one.column.name not in received.columns:
        mapping = received.form.mapping if received is not None and received.form is not None else None
        value = mapping.value_of(one.column.name) if mapping is not None else None
        if mapping is not None and value is not None:
            raise UnknownName(
                f"{field} has no cell: the mapping '{mapping.name}' gives {value!r} to every row of "
                f"{file['file_name']!r}, sheet {sheet!r}.",
                f"The row is {submission_id}/{sheet}/{row}.",
                zh=f"{field} 没有对应单元格：映射“{mapping.name}”规定“{file['file_name']}”工作表“{sheet}”"
                f"各行均为“{value}”；所在行为 {submission_id}/{sheet}/{row}。",
            )
        raise UnknownName(
            f"{file['file_name']!r}, sheet {sheet!r} has no column {one.column.heading!r}.",
            f"The row is {submission_id}/{sheet}/{row}.",
        )
    letters = received.columns[one.column.name].letters
    return trace_received_cell(home, cursor, submission_id, sheet, f"{letters}{row}")


def _file(cursor: duckdb.DuckDBPyConnection, submission_id: str, sheet: str) -> dict[str, Any]:
    (file,) = rows(
        cursor,
        """
        select
            submission.submission_id, submission.file_name, submission.sha256, submission.received_at,
            'as ' || concat_ws(', ', named_indicator_id, named_unit_id, named_vintage_id, named_region_code) || ' by '
            || named_by as named,
            coalesce(sheet.form_id, submission.form_id) as form_id,
            coalesce(sheet.form_version, submission.form_version) as form_version
        from core.submission
        left join core.submission_sheet as sheet
            on sheet.submission_id = submission.submission_id and sheet.source_sheet = ?
        where submission.submission_id = ?
        """,
        [sheet, submission_id],
    )
    return file


def _source(file: dict[str, Any], sheet: str, cell: str) -> Source:
    received_at = file["received_at"].replace(tzinfo=UTC)
    return Source(
        file["submission_id"], file["file_name"], file["sha256"], received_at, file["form_id"], file["form_version"],
        sheet, cell, file["named"],
    )  # fmt: skip


def _has_place(table: Table) -> bool:
    return {column.name for column in table.columns}.issuperset(_PLACE)


def _values(
    cursor: duckdb.DuckDBPyConnection, one: Carried, place: list[object]
) -> list[tuple[dict[str, str], object, str | None]]:
    """Key and value of each table row from that row of the file, and the decision behind it."""
    table = load_catalog().tables.get(one.table)
    if table is None or not _has_place(table):
        return []
    names = {column.name for column in table.columns}
    decision = "decision_id" if "decision_id" in names else "null"
    keys = ", ".join(f"{name}::varchar" for name in table.row_key)
    found = tuples(
        cursor,
        f"""
        select {one.name}, {decision}, {keys}
        from {one.table}
        where submission_id = ? and source_sheet = ? and source_row = ?
        order by all
        """,
        place,
    )
    return [(dict(zip(table.row_key, key, strict=True)), value, decided_by) for value, decided_by, *key in found]


def _field(one: Carried, key: dict[str, str], value: object, unit: ReceivedUnit | None, units: Units) -> Field:
    plain = value if isinstance(value, Decimal) or value is None else str(value)
    stored = one.column.stored_unit(units)
    if unit is None or stored is None:
        return Field(one.table, key, one.name, plain)
    return Field(one.table, key, one.name, plain, stored.title_zh, conversion_factor(unit.unit, stored))


def _changed_by(cursor: duckdb.DuckDBPyConnection, one: Carried, key: dict[str, str]) -> tuple[str, ...]:
    """The rows of changes that replaced a column's value in the register."""
    column = f"new_{one.name}"
    changes = load_catalog().table("core.enterprise_change")
    if one.table != "core.enterprise" or all(other.name != column for other in changes.columns):
        return ()
    found = tuples(
        cursor,
        f"""
        select submission_id || '/' || source_sheet || '/' || source_row
        from core.enterprise_change
        where enterprise_id = ? and is_applied and {column} is not null
        order by change_date, submission_id, source_sheet, source_row
        """,
        [*key.values()],
    )
    return tuple(place for (place,) in found)


def _decisions_at(cursor: duckdb.DuckDBPyConnection, submission_id: str, sheet: str, cell: str) -> list[str]:
    """The decisions about the cell itself, or about the credit code in it."""
    at_cell = "submission_id = ? and coalesce(source_sheet, '') = ? and source_cell = ? and decision_id is not null"
    found = tuples(
        cursor,
        f"select decision_id from core.held_cell where {at_cell} union select decision_id from core.finding "
        f"where {at_cell}",
        [submission_id, sheet, cell] * 2,
    )
    return [decision_id for (decision_id,) in found]
