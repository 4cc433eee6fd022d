"""Turns typed rows of a register (enterprises, chain members) into rows of its staged dataset."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.identifiers import examine_credit_code
from warehouse.domain.unit import Units
from warehouse.forms.datasets import DATASETS, FACTOR
from warehouse.forms.enterprise_register import STATUSES
from warehouse.forms.form import Form
from warehouse.forms.industry_chain import ROLES, STAGES
from warehouse.transforms.origin import staged
from warehouse.transforms.table import TypedTable

_WORDS: Mapping[str, Mapping[str, str]] = {"status": STATUSES, "stage": STAGES, "role": ROLES}
"""The stored form of a form's words, for columns that do not declare it."""


def register_rows(table: TypedTable, form: Form, units: Units) -> pl.DataFrame:
    """One staged row per row of the register: words in their stored form, quantities in their stored unit."""
    columns = DATASETS[form.dataset]
    words = {
        column.name: pl.col(column.name).replace_strict(mapping, default=None, return_dtype=pl.String)
        for column in form.columns
        if column.choices and (mapping := column.stored or _WORDS.get(column.name)) is not None
    }
    quantities = {
        column.name: (pl.col(column.name).cast(FACTOR) * pl.lit(factor)).round(6)
        for column in form.columns
        if (factor := column.stored_factor(units)) is not None
    }
    rows = table.values.with_columns(**words, **quantities)
    if form.dataset == "enterprise":
        # The register lists present members; only a member that left needs a word.
        rows = rows.with_columns(pl.col("status").fill_null(STATUSES["在库"]))
    if "credit_code_state" in columns:
        states = [examine_credit_code(text)[1].value for text in table.texts["credit_code"]]
        rows = rows.with_columns(pl.Series("credit_code_state", states, dtype=pl.String))
    return staged(rows, form.dataset, table.sheet_name)
