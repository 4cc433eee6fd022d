"""Measures that are another measure times a coefficient of the firm and year: SEI revenue and value added.

SEI revenue is revenue times the share of the newest year not after the period; value added is gross output times the
value-added rate of the firm's class. The change of the coefficient is named: it goes to the structure where both sides
have the same basis (each year its own share; one version of the rates), otherwise to the method.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from warehouse.errors import ContractBroken
from warehouse.measures.exact_sums import exact_sum
from warehouse.measures.growth.bridge import FEN, times, whole
from warehouse.rules.rule_sets import RuleSet, load_rule_sets, rule_in_force

SEI_REVENUE, VALUE_ADDED = "sei_revenue", "value_added"
UNSCALED = "unscaled"
OF = {SEI_REVENUE: "revenue", VALUE_ADDED: "gross_output"}
NO_COEFFICIENTS = pl.LazyFrame(
    schema={
        "enterprise_id": pl.String,
        "measure": pl.String,
        "year": pl.Int32,
        "coefficient": pl.Float64,
        "basis": pl.String,
    }
)
"""For where no derived measure is asked for."""


@dataclass(frozen=True)
class ValueAddedRates:
    """Value added over gross output by division; an example applies to synthetic firms only."""

    is_example: bool
    industry_standard: str
    divisions: tuple[str, ...]
    rates: tuple[Decimal, ...]


def load_value_added_rates() -> tuple[RuleSet[ValueAddedRates], ...]:
    """The versions of the rates. Raises ContractBroken where a list is longer than the other."""
    rules = load_rule_sets("value_added_rate@*.toml", ValueAddedRates)
    for rule in rules:
        if len(rule.bounds.divisions) != len(rule.bounds.rates):
            raise ContractBroken(
                f"{rule.version_id}.toml: 'divisions' and 'rates' differ in length.",
                zh=f"{rule.version_id}.toml：“divisions”与“rates”长度不一致。",
            )
    return rules


def coefficients(
    sei_shares: pl.LazyFrame,
    enterprises: pl.LazyFrame,
    rates: Sequence[RuleSet[ValueAddedRates]],
    years: Sequence[int],
) -> pl.LazyFrame:
    """One row per firm, measure and year: `coefficient` and its `basis`."""
    stated = sei_shares.group_by("enterprise_id", "year").agg(coefficient=_share_of_year()).drop_nulls()
    wanted = pl.LazyFrame({"year": years}, schema={"year": pl.Int32})
    shares = (
        stated.select("enterprise_id", "coefficient", share_year=pl.col("year").cast(pl.Int32))
        .join(wanted, how="cross")
        .filter(pl.col("share_year") <= pl.col("year"))
        .sort("share_year")
        .unique(["enterprise_id", "year"], keep="last", maintain_order=True)
        .select(
            "enterprise_id",
            measure=pl.lit(SEI_REVENUE),
            year="year",
            coefficient="coefficient",
            basis=pl.when(pl.col("share_year") == pl.col("year"))
            .then(pl.lit("own"))
            .otherwise(pl.col("share_year").cast(pl.String)),
        )
    )
    in_force = [(year, rule_in_force(rates, date(year, 12, 31))) for year in years]
    rows = [
        (year, rule.version_id, rule.bounds.is_example, rule.bounds.industry_standard, division, float(rate))
        for year, rule in in_force
        if rule is not None
        for division, rate in zip(rule.bounds.divisions, rule.bounds.rates, strict=True)
    ]
    schema = {
        "year": pl.Int32, "basis": pl.String, "is_example": pl.Boolean, "industry_standard": pl.String,
        "division": pl.String, "coefficient": pl.Float64,
    }  # fmt: skip
    of_class = (
        enterprises.with_columns(division=pl.col("industry_class_code").str.slice(0, 2))
        .join(pl.LazyFrame(rows, schema=schema, orient="row"), on=["industry_standard", "division"])
        .filter(pl.col("is_synthetic") | ~pl.col("is_example"))
        .select("enterprise_id", pl.lit(VALUE_ADDED).alias("measure"), "year", "coefficient", "basis")
    )
    return pl.concat([shares, of_class])


def _times(amount: str, coefficient: str) -> pl.Expr:
    """An amount times a coefficient of six places, as SQL multiplies decimals."""
    exact = pl.col(amount).cast(pl.Decimal(38, 0)) * pl.col(coefficient).cast(pl.Decimal(18, 6))
    return whole(exact)


def _share_of_year() -> pl.Expr:
    """The share of all products of a firm in a year, weighed as in mart.enterprise_sei_revenue; null where none."""
    share, output = pl.col("sei_share").cast(pl.Float64), pl.col("product_output_cny").cast(pl.Float64)
    is_weighed = (output.count() == pl.len()) & (output.min() >= 0) & (output.sum() > 0)
    return (
        pl.when(~share.is_between(0, 1).all()).then(None)
        .when(pl.len() == 1).then(share.max())
        .when(is_weighed).then((exact_sum(share * output) / exact_sum(output)).round(6))
    )  # fmt: skip


def with_derived(totals: pl.LazyFrame, known: pl.LazyFrame) -> pl.LazyFrame:
    """The totals of all pairs with those of the derived measures, each side times the coefficient of its own year.

    Columns added: `is_same_basis` and `coefficient_change`, (s1 - s0) times the mean of both sides.
    """
    key = ["enterprise_id", "measure", "year"]
    scaled = {"value": "scale_1", "restated": "scale_0", "own": "scale_0", "first": "scale_0"}
    later = known.select(*key, scale_1="coefficient", _basis_1="basis")
    earlier = known.select("enterprise_id", "measure", pl.col("year") + 1, scale_0="coefficient", _basis_0="basis")
    mean = (pl.col("value") + pl.coalesce("restated", "own")) / 2
    source = pl.LazyFrame({"derived": list(OF), "measure": list(OF.values())})
    derived = (
        totals.join(source, on="measure")
        .drop("measure")
        .rename({"derived": "measure"})
        .join(later, on=key, how="left")
        .join(earlier, on=key, how="left")
        .with_columns(
            *(_times(name, scale).alias(name) for name, scale in scaled.items()),
            coefficient_change=times(mean, pl.col("scale_1") - pl.col("scale_0")).fill_null(0),
            is_same_basis=(pl.col("_basis_0") == pl.col("_basis_1")).fill_null(value=False),
        )
        .drop("_basis_0", "_basis_1", "scale_0", "scale_1")
    )
    unscaled = totals.with_columns(coefficient_change=pl.lit(0, FEN), is_same_basis=pl.lit(value=True))
    return pl.concat([unscaled, derived], how="diagonal")


def scaled_slots(slots: pl.LazyFrame, known: pl.LazyFrame) -> pl.LazyFrame:
    """The sums of cells per firm and slot, and beside them those of each derived measure (`scale_of`).

    Values are scaled by the coefficient of their side, effects by the mean of both: by slot, so that the effects of
    months add up to those of the year.
    """
    by_side = {
        "value_0": "scale_0", "priced_0": "scale_0", "value_1": "scale_1", "priced_1": "scale_1",
        "base_value_0": "scale_0", "base_value_1": "scale_1",
    }  # fmt: skip
    mean = (pl.col("scale_0") + pl.col("scale_1")) / 2
    derived = slots.join(_both_years(known), on=["enterprise_id", "year"]).with_columns(
        *(times(pl.col(name), pl.col(scale)).alias(name) for name, scale in by_side.items()),
        *(times(pl.col(name), mean).alias(name) for name in ("price", "volume", "structure", "mix")),
    )
    return pl.concat(
        [
            slots.with_columns(scale_of=pl.lit(UNSCALED)),
            derived.rename({"measure": "scale_of"}).drop("scale_0", "scale_1", "is_same_basis"),
        ],
        how="diagonal",
    )


def scale_of(measure: pl.Expr) -> pl.Expr:
    """Which sums of cells a measure has."""
    return pl.when(measure.is_in(list(OF))).then(measure).otherwise(pl.lit(UNSCALED))


def _both_years(known: pl.LazyFrame) -> pl.LazyFrame:
    """The coefficients of a year and of the year before, `scale_1` and `scale_0`, where both are known."""
    key = ["enterprise_id", "measure", "year"]
    earlier = known.with_columns(pl.col("year") + 1).rename({"coefficient": "scale_0", "basis": "_basis_0"})
    return (
        known.rename({"coefficient": "scale_1"})
        .join(earlier, on=key)
        .with_columns(is_same_basis=pl.col("basis") == pl.col("_basis_0"))
        .drop("basis", "_basis_0")
    )


def with_coefficient_change(firms: pl.LazyFrame) -> pl.LazyFrame:
    """The effects of a decomposed firm with the change of the coefficient taken out of its remainder."""
    change = pl.when(pl.col("base").is_not_null()).then(pl.col("coefficient_change")).otherwise(0)
    return firms.with_columns(
        structure=pl.col("structure") + pl.when("is_same_basis").then(change).otherwise(0),
        method=pl.col("method") + pl.when("is_same_basis").then(0).otherwise(change),
        remainder=pl.col("remainder") - change,
        remainder_known=pl.col("remainder_known") - change,
    )
