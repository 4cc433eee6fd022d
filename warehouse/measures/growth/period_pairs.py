"""Pairs of values exactly one year apart: month, year to date, quarter and year, of totals and of products.

Both sides are of the same months. A quarter is the difference of two years to date; February is January and February
together, which exists as year to date only. From the day of a merger, heir and merged firm are one unit on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from warehouse.measures.exact_sums import exact_sum

MONTH, YTD, QUARTER, YEAR = "month", "ytd", "quarter", "year"
PAIR: tuple[str, ...] = ("enterprise_id", "period_kind", "year", "month")
"""A firm's pair: the later period, by its last month."""
_TOTALS = ("value", "restated", "first")


def with_quarters_and_years(values: pl.LazyFrame) -> pl.LazyFrame:
    """Months and years to date (`enterprise_id`, `measure`, `period_kind`, `year`, `month`, `value`, `restated` and
    `first` in fen, flags) with quarters and years: a quarter is null where one of its two years to date is."""
    ytd = values.filter(pl.col("period_kind") == YTD)
    before = ytd.with_columns(pl.col("month") + 3).select(
        "enterprise_id", "measure", "year", "month", *(pl.col(name).alias(f"before_{name}") for name in _TOTALS)
    )
    later = ytd.filter(pl.col("month").is_in([6, 9, 12])).join(
        before, on=["enterprise_id", "measure", "year", "month"], how="inner"
    )
    quarters = [
        ytd.filter(pl.col("month") == 3),
        later.with_columns(pl.col(name) - pl.col(f"before_{name}") for name in _TOTALS).drop(
            f"before_{name}" for name in _TOTALS
        ),
    ]
    whole = ytd.filter(pl.col("month") == 12).with_columns(period_kind=pl.lit(YEAR))
    return pl.concat([values, *(part.with_columns(period_kind=pl.lit(QUARTER)) for part in quarters), whole])


def pair_totals(values: pl.LazyFrame, mergers: pl.LazyFrame) -> pl.LazyFrame:
    """One row per unit, measure and pair: `value`, `restated` of the later return, `own` and `first` of the earlier.

    Only periods that some firm has reported are later periods; `has_earlier` says whether any firm has reported the
    earlier one, so that a comparison is within the series.
    """
    keys = ("measure", *PAIR)
    later = _in_units(values, mergers, keys, _TOTALS, years=0).drop("first")
    earlier = _in_units(values, mergers, keys, _TOTALS, years=1).drop("restated").rename({"value": "own"})
    flags = {name: f"own_{name}" for name in ("is_flagged", "is_synthetic", "is_merged")}
    reported = values.filter(pl.col("value").is_not_null()).select("period_kind", "year", "month").unique()
    base = reported.with_columns(pl.col("year") + 1, has_earlier=pl.lit(value=True))
    period = ["period_kind", "year", "month"]
    return (
        later.join(earlier.rename(flags), on=keys, how="full", coalesce=True)
        .join(reported, on=period, how="semi")
        .join(base, on=period, how="left")
        .with_columns(
            pl.col("has_earlier").fill_null(value=False),
            *(
                (pl.col(name).fill_null(value=False) | pl.col(own).fill_null(value=False)).alias(name)
                for name, own in flags.items()
            ),
        )
        .drop(flags.values())
    )


def pair_products(products: pl.LazyFrame, mergers: pl.LazyFrame) -> pl.LazyFrame:
    """One row per unit, product and slot (`year`, `month` of the later side): quantities and prices of both sides.

    The base is that of the later return (上年同期), else the firm's own report of the year before. A product that a
    return leaves out was not produced: 0, where the firm sent the return. Null is what a row left blank.
    """
    keys = ("enterprise_id", "product_code", "year", "month")
    later = _products_in_units(products, mergers, keys, years=0).with_columns(is_later=pl.lit(value=True))
    earlier = (
        _products_in_units(products, mergers, keys, years=1)
        .select(
            *keys,
            "unit",
            *(
                pl.col(name).alias(f"own_{name}")
                for name in ("quantity", "price", "capacity", "is_flagged", "is_synthetic")
            ),
        )
        .rename({"unit": "own_unit"})
        .with_columns(is_earlier=pl.lit(value=True))
    )
    slot = ("enterprise_id", "year", "month")
    quantity_0 = pl.coalesce("restated_quantity", "own_quantity")
    nonzero = pl.when(pl.col("restated_price") != 0).then(pl.col("restated_price"))
    return (
        later.join(earlier, on=keys, how="full", coalesce=True)
        .with_columns(
            _sent_1=pl.col("quantity").is_not_null().any().over(slot),
            _sent_0=quantity_0.is_not_null().any().over(slot),
            has_unit_mismatch=(pl.col("unit") != pl.col("own_unit"))
            .any()
            .over("enterprise_id", "product_code", "year")
            .fill_null(value=False),
        )
        .select(
            *keys,
            pl.format("{}-{}", "year", pl.col("month").cast(pl.String).str.zfill(2)).alias("period"),
            pl.coalesce("unit", "own_unit"),
            "has_unit_mismatch",
            quantity_0=pl.when(quantity_0.is_null() & pl.col("is_earlier").is_null() & pl.col("_sent_0"))
            .then(0.0)
            .otherwise(quantity_0),
            quantity_1=pl.when(pl.col("is_later").is_null() & pl.col("_sent_1"))
            .then(0.0)
            .otherwise(pl.col("quantity")),
            price_0=pl.coalesce(nonzero, "own_price"),
            price_1="price",
            capacity_0="own_capacity",
            capacity_1="capacity",
            is_flagged=pl.col("is_flagged").fill_null(value=False) | pl.col("own_is_flagged").fill_null(value=False),
            is_synthetic=pl.col("is_synthetic").fill_null(value=False)
            | pl.col("own_is_synthetic").fill_null(value=False),
        )
    )


def in_pairs(slots: pl.LazyFrame, summed: Sequence[str], also: Sequence[str] = ()) -> pl.LazyFrame:
    """Sums per slot (`enterprise_id`, `year`, `month`, `also`) as sums per pair of each kind: the months it covers."""
    covers = [
        *((MONTH, month, month) for month in range(3, 13)),
        *((YTD, month, slot) for month in range(2, 13) for slot in range(2, month + 1)),
        *((QUARTER, month, slot) for month in (3, 6, 9, 12) for slot in range(max(month - 2, 2), month + 1)),
        *((YEAR, 12, slot) for slot in range(2, 13)),
    ]
    schema = {"period_kind": pl.String, "end_month": pl.Int32, "month": pl.Int32}
    covered = pl.LazyFrame(covers, schema=schema, orient="row")
    return (
        slots.join(covered, on="month")
        .group_by("enterprise_id", *also, "period_kind", "year", "end_month")
        .agg(pl.col(name).sum() for name in summed)
        .rename({"end_month": "month"})
    )


def pairs_in_units(
    pairs: pl.LazyFrame, mergers: pl.LazyFrame, summed: Sequence[str], also: Sequence[str] = ()
) -> pl.LazyFrame:
    """Sums per pair (`in_pairs`) of the units: a pair that ends after a merger has the merged firm's earlier months."""
    return (
        _heirs(pairs, mergers, years=0)
        .group_by("enterprise_id", *also, "period_kind", "year", "month")
        .agg(pl.col(name).sum() for name in summed)
    )


def with_labels(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """Adds `from_period`, `to_period` (2016-03, 2016-Q1 or 2016) and `period_end_date`."""

    def label(year: pl.Expr) -> pl.Expr:
        kind = pl.col("period_kind")
        return (
            pl.when(kind == YEAR).then(year.cast(pl.String))
            .when(kind == QUARTER).then(pl.format("{}-Q{}", year, (pl.col("month") / 3).cast(pl.Int32)))
            .otherwise(pl.format("{}-{}", year, pl.col("month").cast(pl.String).str.zfill(2)))
        )  # fmt: skip

    year = pl.col("year")
    return pairs.with_columns(
        to_period=label(year),
        from_period=label(year - 1),
        period_end_date=pl.date(year, pl.col("month"), 1).dt.month_end(),
    )


def _heirs(frame: pl.LazyFrame, mergers: pl.LazyFrame, years: int) -> pl.LazyFrame:
    """The frame with the year moved by `years` and, from a merger on, the heir in place of the merged firm."""
    day = pl.date(pl.col("year"), pl.col("month"), 1).dt.month_end()
    return (
        frame.with_columns(pl.col("year") + years)
        .join(mergers, on="enterprise_id", how="left")
        .with_columns(is_merged=(day >= pl.col("merger_date")).fill_null(value=False))
        .with_columns(enterprise_id=pl.when("is_merged").then(pl.col("heir_id")).otherwise(pl.col("enterprise_id")))
        .drop("heir_id", "merger_date")
    )


def _in_units(
    frame: pl.LazyFrame, mergers: pl.LazyFrame, keys: Sequence[str], summed: Sequence[str], years: int
) -> pl.LazyFrame:
    def total(name: str) -> pl.Expr:
        return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum())

    flags = ("is_flagged", "is_synthetic", "is_merged")
    return (
        _heirs(frame, mergers, years)
        .group_by(keys)
        .agg(*(total(name).alias(name) for name in summed), *(pl.col(name).any() for name in flags))
    )


def _products_in_units(products: pl.LazyFrame, mergers: pl.LazyFrame, keys: Sequence[str], years: int) -> pl.LazyFrame:
    """The products of a unit: quantities of one unit and capacities add up, a price is the unit value."""
    moved = _heirs(products, mergers, years).with_columns(_count=pl.len().over(keys))
    alone = moved.filter(pl.col("_count") == 1)
    together = moved.filter(pl.col("_count") > 1)

    def total(name: str) -> pl.Expr:
        return pl.when(pl.col(name).count() == pl.len()).then(exact_sum(pl.col(name))).alias(name)

    def unit_value(quantity: str, price: str) -> pl.Expr:
        # Of what is worth nothing there is none, and a price that one of them left blank is not that of the others.
        amount, each = pl.col(quantity), pl.col(price)
        is_known = (amount.count() == pl.len()) & (each.filter(amount != 0).count() == (amount != 0).sum())
        made = exact_sum(amount)
        return pl.when(is_known & (made != 0)).then(exact_sum(amount * each) / made).alias(price)

    has_one_unit = pl.col("unit").n_unique() == 1

    summed = together.group_by(keys).agg(
        *(pl.when(has_one_unit).then(total(name)).alias(name) for name in ("quantity", "restated_quantity")),
        total("capacity"),
        unit_value("quantity", "price"),
        unit_value("restated_quantity", "restated_price"),
        pl.col("unit").min(),
        *(pl.col(name).any() for name in ("is_flagged", "is_synthetic", "is_merged")),
    )
    columns = [
        *keys,
        "quantity",
        "restated_quantity",
        "price",
        "restated_price",
        "capacity",
        "unit",
        "is_flagged",
        "is_synthetic",
    ]
    return pl.concat([alone.select(columns), summed.select(columns)])
