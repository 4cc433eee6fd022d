"""Turns typed rows of a return (a form with measures) into observations, one per fact, and the products that
they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from warehouse.domain.period import Period, PeriodKind, months_covered
from warehouse.domain.unit import Units, conversion_factor
from warehouse.errors import SourceChanged
from warehouse.forms.datasets import FACTOR, QUANTITY, empty
from warehouse.forms.form import Column, Fact, Form, Measure
from warehouse.transforms.cells.rules import message
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.origin import staged, staged_columns
from warehouse.transforms.table import TypedTable

VINTAGE = "reported"
_WIDE = pl.Decimal(38, 12)


def check_period(form: Form, period: Period) -> None:
    """Raises SourceChanged for a month that the form does not collect, or in which it was not in force."""
    if not form.is_valid_in(period):
        time = f"since {form.valid_from}" if form.valid_to is None else f"from {form.valid_from} to {form.valid_to}"
        raise SourceChanged(
            f"{period} lies outside the time in which this form is in force: {time}.",
            "Send it in the form of its time, or correct the month in the title.",
            zh=f"{period} 不在本报表的适用时间之内；请使用当时的报表，或更正标题中的月份。",
        )
    if form.calendar is not None and not form.calendar.is_due(period):
        raise SourceChanged(
            f"{period} is not collected by this form.",
            "January and February come together in February.",
            zh=f"本报表不收 {period}；一月、二月合并在二月报送。",
        )


def observations(table: TypedTable, form: Form, period: Period, units: Units) -> tuple[pl.DataFrame, list[Finding]]:
    """The observations of a return, and findings about cells that its period cannot have.

    A cell without a value gives no observation, unless its same period of last year has one.
    """
    observed: list[_Observed] = []
    findings: list[Finding] = []
    for measure, fact, kind in facts_of(form, period):
        if kind is None:
            findings += _stray_months(table, form, fact)
        else:
            observed.append(_Observed(measure, fact, kind))
    return _rows_of_facts(table, form, period, observed, units) if observed else empty("observation"), findings


def facts_of(form: Form, period: Period) -> Iterator[tuple[Measure, Fact, PeriodKind | None]]:
    """The facts of a form and the kind of period of each; None for a month in which two are combined."""
    is_combined = form.calendar is not None and period.month in form.calendar.combined_months
    for measure in form.measures:
        for fact in measure.facts:
            if is_combined and fact.is_of_combined_months:
                yield measure, fact, PeriodKind.YTD
            elif is_combined and fact.period_kind is PeriodKind.MONTH:
                yield measure, fact, None
            else:
                yield measure, fact, fact.period_kind


def products(table: TypedTable, form: Form, units: Units) -> pl.DataFrame:
    """The products named by a return, with the base unit of their quantity."""
    if form.unit_column is None or not form.measures:
        return empty("product")
    rows = _with_row_unit(table.values, form, units).with_columns(unit_id="base_unit_id")
    named = rows.unique(["product_code", "product_name", "unit_id"], keep="first", maintain_order=True)
    return staged(named, "product", table.sheet_name)


def hold_unit_conflicts(table: TypedTable, form: Form, units: Units) -> tuple[TypedTable, list[Finding]]:
    """The table without rows whose unit measures another quantity than the product's first row, and their findings."""
    if form.unit_column is None or not form.measures or table.values.is_empty():
        return table, []
    first = pl.col("base_unit_id").first().over("product_code")
    fits = _with_row_unit(table.values, form, units).select(pl.col("base_unit_id") == first).to_series()
    column = form.column(form.unit_column)
    findings = [
        Finding(
            Severity.HELD, "unit_conflict", message("unit_conflict", column), table.sheet_name, row,
            table.letters[column.name], column.name, text,
        )
        for row, text in table.texts.filter(~fits).select("row", column.name).rows()
    ]  # fmt: skip
    return replace(table, values=table.values.filter(fits), texts=table.texts.filter(fits)), findings


def hold_too_large(table: TypedTable, form: Form, units: Units) -> tuple[TypedTable, list[Finding]]:
    """The table without values that are too large in the base unit of their row, and their findings: 万吨 are 10,000 of
    a product's stored unit. The rest of the row is accepted."""
    if form.unit_column is None or not form.measures or table.values.is_empty():
        return table, []
    facts = [fact for measure in form.measures for fact in measure.facts]
    names = [name for fact in facts for name in (fact.value, fact.same_period) if name in table.letters]
    rows = _with_row_unit(table.values, form, units)
    findings, values = [], table.values
    for column in map(form.column, filter(None, names)):
        value = pl.col(column.name)
        stored = _in_base_unit(value, is_price=column.unit_id == "cny_per_unit")
        is_too_large = rows.select(value.is_not_null() & stored.is_null()).to_series()
        values = values.with_columns(pl.when(~is_too_large).then(value).alias(column.name))
        explanation = message("too_many_digits", column)
        findings += [
            Finding(
                Severity.HELD, "too_many_digits", explanation, table.sheet_name, row,
                table.letters[column.name], column.name, text,
            )
            for row, text in table.texts.filter(is_too_large).select("row", column.name).rows()
        ]  # fmt: skip
    return replace(table, values=values), findings


def _with_row_unit(values: pl.DataFrame, form: Form, units: Units) -> pl.DataFrame:
    """Adds the row's own unit, the base unit of its quantity and the factor between them."""
    if form.unit_column is None:
        return values
    known = pl.DataFrame(
        [
            (unit.unit_id, base.unit_id, conversion_factor(unit, base))
            for unit in units.values()
            for base in [units.base(unit)]
        ],
        schema={form.unit_column: pl.String, "base_unit_id": pl.String, "row_factor": _WIDE},
        orient="row",
    )
    return values.join(known, on=form.unit_column, how="left", maintain_order="left")


@dataclass(frozen=True)
class _Observed:
    """A fact of a form, and its kind of period in this month."""

    measure: Measure
    fact: Fact
    kind: PeriodKind


def _rows_of_facts(
    table: TypedTable, form: Form, period: Period, observed: Sequence[_Observed], units: Units
) -> pl.DataFrame:
    """The observations, fact after fact, in one step for all facts: planning a step takes longer than a fact."""
    rows = _with_row_unit(table.values, form, units)
    quantities = [_quantities(table, form, entry.fact) for entry in observed]
    wide = rows.select(
        expression.alias(f"{name} {place}") for place, of in enumerate(quantities) for name, expression in of.items()
    )
    texts = table.texts.select(pl.exclude("row").str.strip_chars())
    whose = [rows[name] for name in ("row", "credit_code", "product_code") if name in rows.columns]
    long = pl.concat(
        pl.DataFrame(
            [
                *whose,
                *(wide[f"{name} {place}"].alias(name) for name in quantities[place]),
                texts[fact.value].alias("value_received"),
                _received(texts, fact.same_period).alias("same_period_received"),
            ]
        )
        for place, fact in enumerate(entry.fact for entry in observed)
    )
    accepted = long["value"].is_not_null() | long["same_period_value"].is_not_null()
    fact_of_row = pl.int_range(long.height, dtype=pl.UInt32, eager=True) // rows.height
    facts = pl.DataFrame([_fact_rows(table, period, entry) for entry in observed])
    found = long.filter(accepted).hstack(facts[fact_of_row.filter(accepted)])
    known = {
        **{name: pl.col(name) for name in found.columns},
        "subject_kind": pl.lit("enterprise"),
        "subject_code": pl.col("credit_code"),
        "product_code": pl.col("product_code") if "product_code" in rows.columns else pl.lit(""),
        "period": pl.lit(str(period)),
        "vintage_id": pl.lit(VINTAGE),
    }
    return found.select(staged_columns(known, "observation", table.sheet_name))


def _quantities(table: TypedTable, form: Form, fact: Fact) -> dict[str, pl.Expr]:
    """The values of a fact in a row of the table, with their units."""
    column = form.column(fact.value)
    value, same = pl.col(fact.value).cast(QUANTITY), pl.lit(None, dtype=QUANTITY)
    if fact.same_period is not None:
        same = pl.col(fact.same_period).cast(QUANTITY)
    received = pl.lit(table.units[fact.value].unit.unit_id) if fact.value in table.units else pl.lit(None, pl.String)
    if form.unit_column is not None:
        received = pl.col(form.unit_column) if column.unit_id is None else received
        value, same = (_in_base_unit(part, is_price=column.unit_id == "cny_per_unit") for part in (value, same))
    return {
        "value": value,
        "same_period_value": same,
        "unit_received": received,
        "factor": _factor(table, form, column),
        "unit_stored": pl.col("base_unit_id")
        if column.unit_id is None and form.unit_column is not None
        else pl.lit(column.unit_id, pl.String),
    }


def _fact_rows(table: TypedTable, period: Period, observed: _Observed) -> dict[str, str | int | None]:
    """The columns that all observations of a fact in one table share."""
    fact = observed.fact
    return {
        "indicator_id": observed.measure.indicator_id,
        "period_kind": observed.kind.value,
        "months_covered": months_covered(period, observed.kind),
        "column_name": fact.value,
        "same_period_column": table.letters.get(fact.same_period or ""),
        "source_column": table.letters[fact.value],
    }


def _received(texts: pl.DataFrame, name: str | None) -> pl.Series:
    """The received cells of a column; null where the fact has none."""
    return texts[name] if name is not None else pl.repeat(None, texts.height, dtype=pl.String, eager=True)


def _factor(table: TypedTable, form: Form, column: Column) -> pl.Expr:
    """The factor from a received value to the stored one; null for a column without unit."""
    unit = table.units.get(column.name)
    of_column = pl.lit(unit.factor if unit is not None else 1).cast(_WIDE)
    if form.unit_column is None:
        return of_column.cast(FACTOR) if unit is not None else pl.lit(None, dtype=FACTOR)
    of_row = pl.col("row_factor")
    return (of_column / of_row if column.unit_id == "cny_per_unit" else of_column * of_row).cast(FACTOR)


def _in_base_unit(value: pl.Expr, is_price: bool) -> pl.Expr:
    # A price is yuan per unit of the row: it is divided by the factor that multiplies a quantity, so that price times
    # quantity stays the same amount of money.
    wide = value.cast(_WIDE)
    of_base = wide / pl.col("row_factor") if is_price else wide * pl.col("row_factor")
    return of_base.round(6).cast(QUANTITY, strict=False)


def _stray_months(table: TypedTable, form: Form, fact: Fact) -> list[Finding]:
    """Values of a single month in a combined one: impossible, so they are held in place."""
    findings = []
    for name in filter(None, (fact.value, fact.same_period)):
        stray = table.texts.select("row", name).filter(table.values[name].is_not_null())
        explanation = message("combined_month", form.column(name))
        findings += [
            Finding(
                Severity.HELD, "combined_month", explanation, table.sheet_name, row, table.letters[name], name, text
            )
            for row, text in stray.rows()
        ]
    return findings
