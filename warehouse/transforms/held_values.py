"""What a held cell would have been: indicator, subject, product, period and kind of the waiting value.

A value waits where its own cell is held, or its whole row. Where the cell that names one of these is held itself, the
value could be any, and has no row here; an unknown kind of period counts as a month wherever the period is one.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from warehouse.domain.period import Period, PeriodKind
from warehouse.forms.datasets import empty
from warehouse.forms.form import Form
from warehouse.forms.macro_series import MACRO_SERIES, PERIOD_KINDS
from warehouse.programme.programme import Programme
from warehouse.transforms.cells.typing import type_column
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.origin import staged
from warehouse.transforms.returns import facts_of
from warehouse.transforms.series import subject_of_region
from warehouse.transforms.table import TypedTable

DATASET = "held_value"
_MONTH = r"^\d{4}-\d{2}$"
_PARTS = ("indicator_id", "region_code", "period", "period_kind")


def of_return(
    table: TypedTable,
    standing: pl.Series,
    form: Form,
    period: Period,
    findings: Iterable[Finding],
    programme: Programme,
) -> pl.DataFrame:
    """The waiting values of a return; `standing` are the accepted rows."""
    rows, held = _rows_with_held_cells(table, findings)
    if rows.is_empty():
        return empty(DATASET)
    about = rows.select(
        "row",
        is_taken=pl.col("row").is_in(standing.implode()),
        subject_kind=pl.lit("enterprise"),
        subject_code=type_column(form.column("credit_code"), rows["credit_code"], programme).values,
        product_code=type_column(form.column("product_code"), rows["product_code"], programme).values
        if "product_code" in rows.columns
        else pl.lit(""),
        period=pl.lit(str(period)),
    )
    frames = [
        _waiting(about, rows, form, fact.value, table.letters[fact.value], held, programme).with_columns(
            indicator_id=pl.lit(measure.indicator_id), period_kind=pl.lit(kind.value)
        )
        for measure, fact, kind in facts_of(form, period)
        if kind is not None and fact.value in table.letters
    ]
    return _staged(pl.concat(frames), table.sheet_name)


def of_series(
    table: TypedTable, standing: pl.Series, findings: Iterable[Finding], programme: Programme
) -> pl.DataFrame:
    """The waiting values of a macro series in our own form; `standing` are the accepted rows."""
    rows, held = _rows_with_held_cells(table, findings)
    if rows.is_empty():
        return empty(DATASET)
    unknown = held.filter(source_column=table.letters["period_kind"])["row"]
    about = rows.select(
        "row",
        is_taken=pl.col("row").is_in(standing.implode()),
        **{name: type_column(MACRO_SERIES.column(name), rows[name], programme).values for name in _PARTS},
    ).with_columns(
        period_kind=pl.when(~pl.col("row").is_in(unknown.implode())).then(
            pl.col("period_kind").replace_strict(
                {zh: kind.value for zh, kind in PERIOD_KINDS.items()}, default=None, return_dtype=pl.String
            )
        )
    )
    waiting = _waiting(about, rows, MACRO_SERIES, "value", table.letters["value"], held, programme)
    return of_macro_rows(waiting, table.sheet_name)


def of_macro_rows(rows: pl.DataFrame, sheet_name: str) -> pl.DataFrame:
    """Waiting macro values, from rows of indicator_id, region_code, period, period_kind, row and source_column; the
    kind is null where unknown."""
    is_month = pl.col("period").str.contains(_MONTH)
    return _staged(
        rows.with_columns(
            **subject_of_region(),
            product_code=pl.lit(""),
            period_kind=pl.coalesce("period_kind", pl.when(is_month).then(pl.lit(PeriodKind.MONTH.value))),
        ),
        sheet_name,
    )


def _rows_with_held_cells(table: TypedTable, findings: Iterable[Finding]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The received rows with a held cell, and those cells."""
    held = pl.DataFrame(
        [
            (found.row, found.column)
            for found in findings
            if found.severity is Severity.HELD and found.sheet == table.sheet_name
        ],
        schema={"row": table.received.schema["row"], "source_column": pl.String},
        orient="row",
    )
    return table.received.join(held.select("row").unique(), on="row", how="semi", maintain_order="left"), held


def _waiting(
    about: pl.DataFrame,
    rows: pl.DataFrame,
    form: Form,
    name: str,
    letters: str,
    held: pl.DataFrame,
    programme: Programme,
) -> pl.DataFrame:
    """The rows whose cell in the column is filled, and held or in a rejected row."""
    typed = type_column(form.column(name), rows[name], programme)
    own = held.filter(source_column=letters)["row"]
    is_given = typed.values.is_not_null() | typed.broken.is_not_null()
    return (
        about.with_columns(source_column=pl.lit(letters))
        .filter(is_given & (~about["is_taken"] | about["row"].is_in(own.implode())))
        .drop("is_taken")
    )


def _staged(rows: pl.DataFrame, sheet_name: str) -> pl.DataFrame:
    explanation = staged(rows, DATASET, sheet_name)
    return explanation.drop_nulls(["indicator_id", "subject_code", "product_code", "period", "period_kind"])
