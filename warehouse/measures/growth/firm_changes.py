"""The change of every firm over a year, with its parts: what growth, the bridge and contributions add up.

One row per firm (from a merger on: the unit of heir and merged firm), measure and pair of periods one year apart.
Money in fen.
"""

from __future__ import annotations

import polars as pl

from warehouse.measures.growth.bridge import SUMMED, decompose, fen, product_effects, slot_sums, states, times, with_mix
from warehouse.measures.growth.coefficients import scale_of, scaled_slots, with_coefficient_change, with_derived
from warehouse.measures.growth.period_pairs import (
    PAIR,
    in_pairs,
    pair_products,
    pair_totals,
    pairs_in_units,
    with_quarters_and_years,
)

_MONTH_OF = pl.col("period").str.slice(5, 2).cast(pl.Int32)
_YEAR_OF = pl.col("period").str.slice(0, 4).cast(pl.Int32)
_LARGEST_CAPACITY = 1e28
"""A capacity that grew beyond this is no capacity."""


def mergers_of(changes: pl.LazyFrame) -> pl.LazyFrame:
    """The merged firms with their heirs, from the declared changes."""
    return (
        changes.filter((pl.col("change_kind") == "merger") & pl.col("other_enterprise_id").is_not_null())
        .sort("change_date", "other_enterprise_id")
        .unique("enterprise_id", keep="last")
        .select("enterprise_id", heir_id="other_enterprise_id", merger_date="change_date")
    )


def product_cells(products: pl.LazyFrame, mergers: pl.LazyFrame) -> pl.LazyFrame:
    """Every cell of products (mart.growth_product): firm, product and slot with values and effects."""
    numbers = ("quantity", "restated_quantity", "price", "restated_price", "capacity")
    read = products.rename({"price_cny": "price", "restated_price_cny": "restated_price"}).with_columns(
        *(pl.col(name).cast(pl.Float64) for name in numbers), year=_YEAR_OF, month=_MONTH_OF
    )
    return with_mix(product_effects(pair_products(read, mergers)))


def firm_states(totals: pl.LazyFrame, mergers: pl.LazyFrame, known: pl.LazyFrame) -> pl.LazyFrame:
    """The totals of all pairs (mart.growth_total) with scope, method and revision (`bridge.states`).

    `known` are the coefficients of the derived measures. `has_earlier` is false before the series: such a row has a
    growth on its own restated base and no bridge.
    """
    return states(with_derived(pair_totals(with_quarters_and_years(total_values(totals)), mergers), known))


def firm_changes(totals: pl.LazyFrame, cells: pl.LazyFrame, mergers: pl.LazyFrame, known: pl.LazyFrame) -> pl.LazyFrame:
    """The changes of all firms with all effects (`bridge.decompose`).

    `months_gap` is the year to date less its months; null where a month is missing.
    """
    pairs = in_pairs(scaled_slots(slot_sums(cells), known), SUMMED, also=["scale_of"])
    sums = pairs_in_units(pairs, mergers, SUMMED, also=["scale_of"])
    return with_coefficient_change(
        decompose(
            firm_states(totals, mergers, known)
            .with_columns(scale_of=scale_of(pl.col("measure")))
            .join(sums, on=[*PAIR, "scale_of"], how="left")
            .join(_capacities(cells), on=["enterprise_id", "year", "month"], how="left")
            .join(_months_gaps(total_values(totals)), on=["measure", *PAIR], how="left")
        )
    )


def total_values(totals: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of mart.growth_total by year and month, money in fen."""
    return totals.select(
        *("enterprise_id", "measure", "period_kind", "is_flagged", "is_synthetic"),
        year=_YEAR_OF,
        month=_MONTH_OF,
        value=fen(pl.col("value_cny")),
        restated=fen(pl.col("restated_base_cny")),
        first=fen(pl.col("first_value_cny")),
    )


def _capacities(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Capacity of a firm at the end of a month against a year before: products weighted by their earlier value."""
    weight = pl.max_horizontal(pl.col("value_0").fill_null(0), 1)
    ratio = pl.col("capacity_1") / pl.col("capacity_0")
    both = (pl.col("capacity_0") > 0) & (weight * ratio < _LARGEST_CAPACITY)
    return (
        cells.filter(both)
        .group_by("enterprise_id", "year", "month")
        .agg(capacity_0=weight.sum(), capacity_1=times(weight, ratio).sum())
    )


def _months_gaps(values: pl.LazyFrame) -> pl.LazyFrame:
    """Year to date less January-February and the months since: the year to date counts, the gap is shown."""
    is_month = (pl.col("period_kind") == "month") | (pl.col("month") == 2)
    of_year = ("enterprise_id", "measure", "year")
    months = (
        values.filter(is_month & pl.col("value").is_not_null())
        .sort("month")
        .select(
            *of_year,
            "month",
            so_far=pl.col("value").cum_sum().over(of_year),
            count=pl.int_range(pl.len()).over(of_year),
        )
        # The n-th month of a year without a gap is month n + 2.
        .filter(pl.col("count") == pl.col("month") - 2)
    )
    return (
        values.filter(pl.col("period_kind") == "ytd")
        .join(months, on=[*of_year, "month"])
        .select("measure", *PAIR, months_gap=pl.col("value") - pl.col("so_far"))
    )
