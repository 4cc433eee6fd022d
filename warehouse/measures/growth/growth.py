"""Growth of a subject over a year: nominal, same base (同口径) and constant price, with its panel and contributions.

Same-base growth compares the firms that gave both the value and its restated base: the statistics office's practice.
Nominal growth compares levels, each in its own scope, and is not the growth of a field where firms entered or left.
Constant price is single deflation by the Paasche index of the subject's own products, where they are large enough.
"""

from __future__ import annotations

import polars as pl

from warehouse.measures.growth.bridge import weighted
from warehouse.measures.growth.dated_members import of_dated_members
from warehouse.measures.rate import is_storable
from warehouse.measures.reason import Reason

KEYS = ("subject_kind", "subject_id", "measure", "period_kind", "year", "month")
_PERIOD = ("measure", "period_kind", "year", "month")
_IS_PANEL = pl.col("state").is_in(["continues", "entered_restated"])


def with_weights(firms: pl.LazyFrame, members: pl.LazyFrame, from_end: pl.Expr | None = None) -> pl.LazyFrame:
    """Every firm once for itself and once for each subject that counts it, with its weight.

    `from_end` is the last day of the earlier period, where it is not a year before: members can have dates.
    """
    itself = firms.with_columns(
        subject_kind=pl.lit("enterprise"), subject_id=pl.col("enterprise_id"), weight=pl.lit(1.0)
    )
    named = members.select(
        *("subject_kind", "subject_id", "enterprise_id", "first_date", "last_date"),
        pl.col("weight").cast(pl.Float64),
        list_flag="is_flagged",
    )
    undated = named.filter(pl.col("first_date").is_null())
    counted = (
        frame.with_columns(is_flagged=pl.col("is_flagged") | pl.col("list_flag"))
        for frame in (firms.join(undated, on="enterprise_id"), of_dated_members(firms, named, from_end))
    )
    return pl.concat([itself, *(frame.select(itself.collect_schema().names()) for frame in counted)])


def growth(counted: pl.LazyFrame) -> pl.LazyFrame:
    """One row per subject, measure and period, money in fen; rates are shares, 0.1 is 10 %.

    `is_exempt` of the rows: the firm need not report the period. A subject of which every firm is exempt says so.
    `least_priced_share` of the rows: what part of both sides own products must be to deflate the subject.
    """
    amounts = {
        "value": pl.col("value"),
        "previous": pl.col("own"),
        "months_gap": pl.col("months_gap"),
        **{f"panel_{name}": pl.when(_IS_PANEL).then(pl.col(name)) for name in ("value", "restated", "own")},
        **{name: pl.when(_IS_PANEL).then(pl.col(name)) for name in ("priced_0", "priced_1", "base_value_1")},
    }
    # Weighted and masked before the sums: what is evaluated group by group is many times slower.
    parts = counted.select(
        *KEYS,
        *("has_earlier", "is_flagged", "is_synthetic", "least_priced_share"),
        *(weighted(amount).alias(name) for name, amount in amounts.items()),
        is_exempt=pl.col("is_exempt").fill_null(value=False),
        is_panel=_IS_PANEL,
        has_entered=pl.col("state").is_in(["entered", "entered_restated"]) & pl.col("has_earlier"),
        has_left=pl.col("state") == "left",
    )
    summed = (
        parts.group_by(KEYS)
        .agg(
            pl.col(*amounts).sum(),
            pl.col(*amounts).count().name.suffix("_count"),
            pl.col("has_earlier", "is_flagged", "is_synthetic").any(),
            pl.col("least_priced_share").first(),
            pl.col("is_exempt").all(),
            enterprise_count=pl.len(),
            panel_count=pl.col("is_panel").sum(),
            entered_count=pl.col("has_entered").sum(),
            left_count=pl.col("has_left").sum(),
        )
        .with_columns(
            *(pl.when(pl.col(f"{name}_count") > 0).then(pl.col(name)).alias(name) for name in amounts),
            reporting_count=pl.col("value_count"),
        )
        .drop(f"{name}_count" for name in amounts)
    )
    level, previous, panel, base = (pl.col(name) for name in ("value", "previous", "panel_value", "panel_restated"))
    of_province = pl.col("panel_restated").filter(pl.col("subject_kind") == "province")
    nominal_rate, same_base_rate = level / previous - 1, panel / base - 1
    price_index = pl.col("priced_1") / pl.col("base_value_1")
    is_too_large = pl.lit(Reason.OUT_OF_RANGE.value)
    silent = pl.when("is_exempt").then(pl.lit(Reason.EXEMPT.value)).otherwise(pl.lit(Reason.NOT_REPORTED.value))
    nominal_reason = (
        pl.when(level.is_null()).then(silent)
        .when(~pl.col("has_earlier")).then(pl.lit(Reason.PERIOD_OUT_OF_RANGE.value))
        .when(previous.is_null()).then(pl.lit(Reason.BASE_MISSING.value))
        .when(previous <= 0).then(pl.lit(Reason.BASE_NOT_POSITIVE.value))
        .when(~is_storable(nominal_rate)).then(is_too_large)
    )  # fmt: skip
    same_base_reason = (
        pl.when(level.is_null()).then(silent)
        .when(base.is_null()).then(pl.lit(Reason.BASE_MISSING.value))
        .when(base <= 0).then(pl.lit(Reason.BASE_NOT_POSITIVE.value))
        .when(~is_storable(same_base_rate)).then(is_too_large)
    )  # fmt: skip
    is_priced = (
        (pl.col("base_value_1") > 0)
        & (pl.col("priced_1") >= pl.col("least_priced_share") * panel)
        & (pl.col("priced_0") >= pl.col("least_priced_share") * base)
        & (pl.col("measure") != "total_profit")
        & is_storable(price_index)
    ).fill_null(value=False)
    constant_price_rate = (1 + pl.col("same_base_rate")) / pl.col("price_index") - 1
    return (
        summed.with_columns(
            province_base=of_province.first().over(_PERIOD),
            nominal_reason=nominal_reason,
            same_base_reason=same_base_reason,
            change=panel - base,
            price_index=pl.when(is_priced).then(price_index),
            coverage_share=pl.when(previous > 0).then(pl.col("panel_own").fill_null(0) / previous),
            profit_turn=_turn(panel, base),
        )
        .with_columns(
            nominal_rate=pl.when(pl.col("nominal_reason").is_null()).then(nominal_rate),
            same_base_rate=pl.when(pl.col("same_base_reason").is_null()).then(same_base_rate),
            contribution_pp=pl.when(pl.col("province_base") > 0).then(pl.col("change") / pl.col("province_base") * 100),
        )
        .with_columns(
            constant_price_reason=pl.coalesce(
                "same_base_reason",
                pl.when(pl.col("price_index").is_null()).then(pl.lit(Reason.NO_DEFLATOR.value)),
                pl.when(~is_storable(constant_price_rate)).then(is_too_large),
            ),
        )
        .with_columns(
            constant_price_rate=pl.when(pl.col("constant_price_reason").is_null()).then(constant_price_rate),
        )
    )


def _turn(value: pl.Expr, base: pl.Expr) -> pl.Expr:
    """For profit, the words where a rate says nothing: the sign of one side is negative."""
    return pl.when(pl.col("measure") == "total_profit").then(
        pl.when((base < 0) & (value >= 0)).then(pl.lit("loss_to_profit"))
        .when((base >= 0) & (value < 0)).then(pl.lit("profit_to_loss"))
        .when((base < 0) & (value > base)).then(pl.lit("loss_smaller"))
        .when((base < 0) & (value < base)).then(pl.lit("loss_larger"))
    )  # fmt: skip
