"""The staged datasets: typed rows of forms, one Parquet file per submission and dataset.

The columns of a form are the schema of its rows: a new column of a form needs no entry here.

Each row has its origin: submission, sheet and row; an observation and a finding also their column, an observation that
of its restated same period too. A row about a column of a sheet has the row in which the column's heading ends.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import polars as pl
from polars.datatypes import DataType, DataTypeClass

from warehouse.forms.form import CellType, Form
from warehouse.forms.registry import FORMS

Schema = Mapping[str, DataType | DataTypeClass]

QUANTITY = pl.Decimal(18, 6)
"""Values and quantities: exact, six decimals, in the unit of the indicator or the product."""

STORED_QUANTITY = pl.Decimal(28, 6)
"""Quantities of registers in their stored unit: the largest QUANTITY of ten thousand yuan fits in yuan."""

FACTOR = pl.Decimal(38, 12)
"""Conversion factors; twelve decimals represent yuan in 100 million yuan exactly."""

_ORIGIN: Schema = {"submission_number": pl.Int64, "source_sheet": pl.String, "source_row": pl.Int32}

_ROW: Schema = {"is_flagged": pl.Boolean, **_ORIGIN}
"""The origin of a row staged as a row, and whether a cell of it is held (transforms/marks.py)."""

_RULED: Schema = {"is_corrected": pl.Boolean, "decision_id": pl.String}
"""Whether a person corrected the row, and the newest decision behind it."""

_OF_FILES: Mapping[str, Schema] = {
    "observation": {
        "indicator_id": pl.String,
        "subject_kind": pl.String,
        "subject_code": pl.String,
        "product_code": pl.String,
        "period": pl.String,
        "period_kind": pl.String,
        "months_covered": pl.Int32,
        "value": QUANTITY,
        "same_period_value": QUANTITY,
        "unit_received": pl.String,
        "value_received": pl.String,
        "unit_stored": pl.String,
        "factor": FACTOR,
        "column_name": pl.String,
        "same_period_column": pl.String,
        "same_period_received": pl.String,
        "vintage_id": pl.String,
        "vintage_date": pl.Date,
        "source_note": pl.String,
        "is_flagged": pl.Boolean,
        "is_corrected": pl.Boolean,
        "decision_id": pl.String,
        "decision_ids": pl.List(pl.String),
        "source_column": pl.String,
        **_ORIGIN,
    },
    "held_value": {
        "indicator_id": pl.String,
        "subject_kind": pl.String,
        "subject_code": pl.String,
        "product_code": pl.String,
        "period": pl.String,
        "period_kind": pl.String,
        "source_column": pl.String,
        **_ORIGIN,
    },
    "series": {
        "series_id": pl.String,
        "source": pl.String,
        "name": pl.String,
        "unit_received": pl.String,
        "unit_id": pl.String,
        "region_name": pl.String,
        "region_code": pl.String,
        "frequency": pl.String,
        "state": pl.String,
        "why": pl.String,
        "indicator_id": pl.String,
        "period_kind": pl.String,
        "decided_by": pl.String,
        "reason": pl.String,
        "periods": pl.List(pl.String),
        "source_column": pl.String,
        **_ORIGIN,
    },
    "series_value": {
        "series_id": pl.String,
        "period": pl.String,
        "value_received": pl.String,
        "value": QUANTITY,
        "vintage_id": pl.String,
        "source_column": pl.String,
        **_ORIGIN,
    },
    "product": {"product_code": pl.String, "product_name": pl.String, "unit_id": pl.String, **_ORIGIN},
    "reporter": {
        "credit_code": pl.String,
        "code_received": pl.String,
        "name": pl.String,
        "region_code": pl.String,
        "source_column": pl.String,
        **_ORIGIN,
    },
    "reading": {
        "form_id": pl.String,
        "form_version": pl.String,
        "period": pl.String,
        "status": pl.String,
        "rows_read": pl.Int64,
        "rows_accepted": pl.Int64,
        "held_count": pl.Int64,
        "refusal": pl.String,
        "submission_number": pl.Int64,
    },
    "finding": {
        "severity": pl.String,
        "rule": pl.String,
        "source_column": pl.String,
        "column_name": pl.String,
        "text": pl.String,
        "message": pl.String,
        "subject": pl.String,
        **_ORIGIN,
    },
    "submission_sheet": {
        "form_id": pl.String,
        "form_version": pl.String,
        "period": pl.String,
        "rows_read": pl.Int64,
        "rows_accepted": pl.Int64,
        "held_count": pl.Int64,
        "refusal": pl.String,
        **_ORIGIN,
    },
    "sheet_column": {
        "form_id": pl.String,
        "form_version": pl.String,
        "column_name": pl.String,
        "source_column": pl.String,
        "heading": pl.String,
        "unit_received": pl.String,
        "is_unit_assumed": pl.Boolean,
        "unit_stored": pl.String,
        "factor": FACTOR,
        **_ORIGIN,
    },
}
"""Datasets whose rows are no rows of a form: cells with a value, and what reading says of file, sheets and cells."""

_ADDITIONAL: Mapping[str, Schema] = {
    "enterprise": {"credit_code_state": pl.String, **_RULED},
    "chain_member": _RULED,
}
"""The staged columns of a form's rows in addition to its own."""

_TYPES: Mapping[CellType, DataType | DataTypeClass] = {
    CellType.TEXT: pl.String,
    CellType.CODE: pl.String,
    CellType.CREDIT_CODE: pl.String,
    CellType.DECIMAL: QUANTITY,
    CellType.INTEGER: pl.Int32,
    CellType.DATE: pl.Date,
    CellType.PERIOD: pl.String,
    CellType.UNIT: pl.String,
    CellType.REGION: pl.String,
    CellType.MADE_KEY: pl.String,
}


def row_schema(form: Form) -> Schema:
    """How the rows of a form are staged: every one of its columns, so that none can be read and lost; one with a unit
    in its stored unit."""
    columns = {
        column.name: STORED_QUANTITY if column.unit_id is not None else _TYPES[column.cell_type]
        for column in form.columns
    }
    return {**columns, **_ADDITIONAL.get(form.dataset, {}), **_ROW}


DATASETS: Mapping[str, Schema] = {
    **{form.dataset: row_schema(form) for form in FORMS.values() if form.dataset not in _OF_FILES},
    **_OF_FILES,
}
"""The rows of a form are a dataset of its own, by its columns; the measured values of all forms are `observation`."""


_MEANING = "a unit is known whatever its width and case"
"""Changed whenever the same shape gets another meaning."""


def fingerprint() -> str:
    """A short hash of the shape of all datasets: rows staged in another shape are read again."""
    shape = {name: {column: str(kind) for column, kind in schema.items()} for name, schema in DATASETS.items()}
    return hashlib.sha256(json.dumps([shape, _MEANING]).encode()).hexdigest()[:16]


def empty(dataset: str) -> pl.DataFrame:
    """A frame of that dataset without rows. Raises KeyError for an unknown dataset."""
    return pl.DataFrame(schema=dict(DATASETS[dataset]))
