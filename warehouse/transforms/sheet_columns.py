"""The columns of a form in a sheet: letters, heading, unit, and the factor to the stored unit.

With them a row of a register, which stores only its file, sheet and row, leads to single cells without its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from warehouse.domain.unit import Unit, Units, conversion_factor
from warehouse.forms.form import CellType, Column, Form
from warehouse.transforms.origin import staged
from warehouse.transforms.recognise.header import Header
from warehouse.transforms.recognise.unit_line import ReceivedUnit

DATASET = "sheet_column"
_SCHEMA: Mapping[str, type[pl.DataType] | pl.DataType] = {
    "column_name": pl.String,
    "source_column": pl.String,
    "heading": pl.String,
    "unit_received": pl.String,
    "is_unit_assumed": pl.Boolean,
    "unit_stored": pl.String,
    "factor": pl.Decimal(38, 12),
}


def sheet_columns(
    sheet_name: str,
    form: Form,
    header: Header,
    heading_row: int,
    units: Mapping[str, ReceivedUnit],
    known: Units,
) -> pl.DataFrame:
    """A staged row for each column of the form in the sheet; `heading_row` counts from 1."""
    rows = []
    for name, place in header.places.items():
        column, unit = form.column(name), units.get(name)
        if column.cell_type is CellType.MADE_KEY:
            # Its cells are those of the name, which has the column of the sheet.
            continue
        heading_of = _unit_stored(form, column, known) if unit is not None else None
        rows.append(
            {
                "column_name": name,
                "source_column": place.letters,
                "heading": place.received,
                "unit_received": unit.unit.unit_id if unit is not None else None,
                "is_unit_assumed": unit is not None and unit.is_assumed,
                "unit_stored": heading_of.unit_id if heading_of is not None else None,
                "factor": _factor(unit, column, heading_of, known)
                if unit is not None and heading_of is not None
                else None,
            }
        )
    found = pl.DataFrame(rows, schema=dict(_SCHEMA)).with_columns(
        form_id=pl.lit(form.form_id), form_version=pl.lit(form.version), row=pl.lit(heading_row)
    )
    return staged(found, DATASET, sheet_name)


def _unit_stored(form: Form, column: Column, units: Units) -> Unit | None:
    """The unit in which values of the column are stored; None where they are not stored or have a unit per row.

    Observations count with their stored unit, even where marts show yuan.
    """
    if any(column.name in fact.columns for measure in form.measures for fact in measure.facts):
        return None if form.unit_column is not None or column.unit_id is None else units[column.unit_id]
    return column.stored_unit(units)


def _factor(unit: ReceivedUnit, column: Column, stored: Unit, units: Units) -> Decimal:
    """The factor of a value: to the unit of the form when read, and from there to the stored unit."""
    assert column.unit_id is not None
    return unit.factor * conversion_factor(units[column.unit_id], stored)
