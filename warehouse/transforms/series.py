"""Turns rows of a macro series, from our own form or a third party's file, into observations in the indicator's
unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial

import polars as pl

from warehouse.domain.period import PeriodKind, months_covered, parse_period
from warehouse.domain.unit import Unit, conversion_factor, is_conversion_exact
from warehouse.errors import InvalidArgument
from warehouse.forms.datasets import QUANTITY
from warehouse.forms.form import Form
from warehouse.forms.macro_series import PERIOD_KINDS
from warehouse.programme.programme import Programme
from warehouse.transforms.cells.rules import message
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.origin import staged
from warehouse.transforms.table import TypedTable
from warehouse.wording import bilingual

WORLD = "world"
_WORLDS = (WORLD, "WLD")
"""Notations for a price without a region."""
_WIDE = pl.Decimal(38, 12)


def series_rows(table: TypedTable, form: Form, programme: Programme) -> tuple[pl.DataFrame, list[Finding]]:
    """The observations of a macro series in our own form, and the cells that are held."""
    rows = table.values.with_columns(
        pl.col("period_kind").replace_strict({zh: kind.value for zh, kind in PERIOD_KINDS.items()}),
        unit_received="unit",
        value_received=table.texts["value"],
        source_column=pl.lit(table.letters["value"]),
    )
    findings = []
    checked = macro_observations(rows, table.sheet_name, programme)
    for rule, name in (
        ("unknown_indicator", "indicator_id"),
        ("unit_conflict", "unit"),
        ("kind_and_period_differ", "period_kind"),
        ("too_many_digits", "value"),
    ):
        column = form.column(name)
        held = table.texts.filter(checked["broken"] == rule).select("row", name)
        findings += [
            Finding(Severity.HELD, rule, message(rule, column), table.sheet_name, row, table.letters[name], name, text)
            for row, text in held.rows()
        ]
    accepted = checked.filter(pl.col("broken").is_null()).drop("broken")
    findings += unpublished_months(accepted, table.sheet_name, programme)
    return accepted, findings + inexact_conversions(accepted, table.sheet_name, programme)


def macro_observations(rows: pl.DataFrame, sheet_name: str, programme: Programme) -> pl.DataFrame:
    """Observations from rows of indicator_id, region_code, period, period_kind, value, unit_received and row.

    Values are converted to the unit of the indicator's definition: exactly, or by a fraction and then rounded to six
    decimals (inexact_conversions). `broken` is the rule that a row violates;
    such a row must not be staged.
    """
    indicator_units = {indicator.indicator_id: indicator.unit for indicator in programme.indicators.values()}
    factor = partial(_factor, programme)
    factors = _mapped(rows, ["indicator_id", "unit_received"], factor, "factor", _WIDE)
    covered = _mapped(rows, ["period", "period_kind"], _months, "months_covered", pl.Int32())
    known = rows.join(factors, on=["indicator_id", "unit_received"], how="left", maintain_order="left").join(
        covered, on=["period", "period_kind"], how="left", maintain_order="left"
    )
    received = known["value"].is_not_null()
    values = (pl.col("value").cast(_WIDE) * pl.col("factor")).round(6).cast(QUANTITY, strict=False)
    known = _by_fractions(known, known.select(values)["value"], programme).with_columns(
        broken=pl.when(~pl.col("indicator_id").is_in(list(indicator_units)))
        .then(pl.lit("unknown_indicator"))
        .when(pl.col("factor").is_null())
        .then(pl.lit("unit_conflict"))
        .when(pl.col("months_covered").is_null())
        .then(pl.lit("kind_and_period_differ"))
        .when(pl.lit(received) & pl.col("value").is_null())
        .then(pl.lit("too_many_digits")),
        unit_stored=pl.col("indicator_id").replace_strict(
            indicator_units, default=pl.col("unit_received"), return_dtype=pl.String
        ),
        column_name=pl.lit("value"),
        **subject_of_region(),
        product_code=pl.lit(""),
    )
    return staged(known, "observation", sheet_name).with_columns(known["broken"])


def _by_fractions(known: pl.DataFrame, values: pl.Series, programme: Programme) -> pl.DataFrame:
    """The rows with these converted values; those by a factor that is no finite decimal are computed as fractions."""
    ratios = {
        (indicator_id, received): programme.units[received].factor / unit.factor
        for indicator_id, received in known.select("indicator_id", "unit_received").unique().rows()
        if (unit := _inexact(programme, indicator_id, received)) is not None
    }
    if not ratios:
        return known.with_columns(values.alias("value"))
    rows = zip(known.select("indicator_id", "unit_received", "value").rows(), values.to_list(), strict=True)
    exact = [
        value if ratio is None or received is None else _rounded(Fraction(received) * ratio)
        for (indicator_id, unit, received), value in rows
        for ratio in [ratios.get((indicator_id, unit))]
    ]
    return known.with_columns(pl.Series("value", exact, dtype=_WIDE).cast(QUANTITY, strict=False))


def _inexact(programme: Programme, indicator_id: str, received: str) -> Unit | None:
    """The indicator's unit, where a received value is converted into it by a factor that is no finite decimal."""
    indicator, unit = programme.indicators.get(indicator_id), programme.units.get(received)
    wanted = programme.units.get(indicator.unit) if indicator is not None else None
    if unit is None or wanted is None or unit.dimension != wanted.dimension or is_conversion_exact(unit, wanted):
        return None
    return wanted


def _rounded(value: Fraction) -> Decimal:
    return Decimal(round(value * 10**6)).scaleb(-6)


def inexact_conversions(rows: pl.DataFrame, sheet_name: str, programme: Programme) -> list[Finding]:
    """A finding for each indicator whose values were converted by a fraction and rounded: 亩 into 公顷."""
    first = rows.filter(pl.col("value").is_not_null()).unique(
        ["indicator_id", "unit_received"], keep="first", maintain_order=True
    )
    return [
        Finding(
            Severity.INFO,
            "converted_inexactly",
            bilingual(
                f"{indicator_id}: {programme.units[received].title_zh} were converted into {unit.title_zh} by a "
                "fraction; the values are rounded to six decimals.",
                f"由{programme.units[received].title_zh}换算为{unit.title_zh}，系数不能精确表示，保留六位小数。",
            ),
            sheet_name, row, letters, "value", text,
        )
        for indicator_id, received, row, letters, text in first.select(
            "indicator_id", "unit_received", "source_row", "source_column", "value_received"
        ).rows()
        if (unit := _inexact(programme, indicator_id, received)) is not None
    ]  # fmt: skip


def subject_of_region() -> Mapping[str, pl.Expr]:
    """The subject of a row with a region_code, as stored in an observation."""
    is_world = pl.col("region_code").is_in(_WORLDS)
    return {
        "subject_kind": pl.when(is_world).then(pl.lit("world")).otherwise(pl.lit("region")),
        "subject_code": pl.when(is_world).then(pl.lit(WORLD)).otherwise("region_code"),
    }


def unpublished_months(rows: pl.DataFrame, sheet_name: str, programme: Programme) -> list[Finding]:
    """A warning for each January or February of an indicator that is not published for single months in that year: the
    sender may have split the year to date of February. The value is accepted: a person decides about its origin."""
    since = pl.DataFrame(
        [
            (indicator.indicator_id, indicator.january_february_since)
            for indicator in programme.indicators.values()
            if indicator.january_february_since is not None
        ],
        schema={"indicator_id": pl.String, "january_february_since": pl.Int32},
        orient="row",
    )
    of_both = pl.col("period").str.contains(r"^\d{4}-0[12]$") & (pl.col("period_kind") == PeriodKind.MONTH.value)
    found = (
        rows.filter(of_both & pl.col("value").is_not_null())
        .join(since, on="indicator_id", maintain_order="left")
        .filter(pl.col("period").str.head(4).cast(pl.Int32) >= pl.col("january_february_since"))
    )
    return [
        Finding(
            Severity.WARNING,
            "month_not_published",
            bilingual(
                f"{indicator_id} {period}: since {year} January and February are published only together; find out "
                "whether this month was split off the year to date.",
                f"自 {year} 年起 1 月、2 月合并公布；请核对本月数是否由累计数拆分而来。",
            ),
            sheet_name, row, letters, "value", text,
        )
        for indicator_id, period, year, row, letters, text in found.select(
            "indicator_id", "period", "january_february_since", "source_row", "source_column", "value_received"
        ).rows()
    ]  # fmt: skip


def _mapped(rows: pl.DataFrame, keys: list[str], find: object, name: str, kind: pl.DataType) -> pl.DataFrame:
    """`find` of each distinct pair of keys: a file has few of them."""
    assert callable(find)
    distinct = rows.select(keys).unique()
    return distinct.with_columns(pl.Series(name, [find(*pair) for pair in distinct.rows()], dtype=kind))


def _factor(programme: Programme, indicator_id: str, received: str) -> Decimal | None:
    indicator = programme.indicators.get(indicator_id)
    wanted = programme.units.get(received if indicator is None else indicator.unit)
    if wanted is None:
        return None
    try:
        return conversion_factor(programme.units[received], wanted)
    except InvalidArgument:
        return None


def _months(period: str, kind: str) -> int | None:
    try:
        return months_covered(parse_period(period), PeriodKind(kind))
    except InvalidArgument:
        return None
