"""Parks by month: what their firms report, weighted by the share that counts, and beside it what the register says.

A firm counts in a month if it is in on its last day. Rows are parks, prefectures (the sum of the parks that lie in
them) and areas that overlap prefectures, which are in no prefecture. Real and synthetic firms never meet in one row.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.parks.members import members_on
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason

READS = ("core.park", "core.park_member", "core.region", "mart.enterprise_month")

_GROUP = ("group_kind", "group_code", "is_synthetic")
_ROW = (*_GROUP, "period")
_CNY = pl.Decimal(38, 2)
_MEASURES = {"revenue": "revenue_cny", "output": "gross_output_cny"}
_FULL_YEAR = 11
"""Months of a year with a return: February brings January."""


def park_months(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per group and month in the columns of mart.park_month."""
    returns = tables["mart.enterprise_month"]
    placed = _placed(tables["core.park_member"], _calendar(returns), returns)
    rows = _grouped(placed, tables["core.park"], tables["core.region"])
    inside = rows.filter("is_in")
    totals = inside.group_by(_ROW).agg(
        pl.col("period_end_date", "months_covered", "park_id_of_group", "region_code_of_group").first(),
        member_count=_firms(pl.lit(value=True)),
        reporting_count=_firms(pl.col("has_return") & ~pl.col("is_twice")),
        twice_count=pl.col("is_twice").sum().cast(pl.Int32),
        is_all_twice=pl.col("is_twice").all(),
        is_flagged=pl.any_horizontal("is_flagged", pl.col("is_return_flagged").fill_null(value=False)).any(),
        **{total: _sum(total) for total in _MEASURES.values()},
    )
    moved = rows.group_by(_ROW).agg(
        entered_count=_firms(pl.col("entered_date") >= pl.col("begins")),
        left_count=_firms(pl.col("left_date").is_between(pl.col("begins"), pl.col("day")).fill_null(value=False)),
    )
    both = totals.join(moved, on=_ROW, how="left")
    for name, total in _MEASURES.items():
        both = both.join(_growth(inside.filter(~pl.col("is_twice")), name, total), on=_ROW, how="left")
    return _with_year(both, tables["core.park"]).sort("park_month_id")


def _calendar(returns: pl.DataFrame) -> pl.DataFrame:
    """The months that any firm reported, with their first and last day."""
    first = pl.col("period_end_date").dt.month_start()
    return (
        returns.select("period", "period_end_date", "months_covered", "is_synthetic")
        .unique(["period", "is_synthetic"])
        .with_columns(
            day="period_end_date",
            begins=pl.when(pl.col("months_covered") == 2).then(first.dt.offset_by("-1mo")).otherwise(first),
        )
    )


def _placed(members: pl.DataFrame, calendar: pl.DataFrame, returns: pl.DataFrame) -> pl.DataFrame:
    """Each member in each month since its entry, with what its firm reported."""
    reported = returns.select(
        "enterprise_id", "period", "is_synthetic", *_MEASURES.values(), is_return_flagged="is_flagged"
    )
    has_any = pl.any_horizontal(pl.col(total).is_not_null() for total in _MEASURES.values())
    return (
        members_on(members, calendar)
        .join(reported, on=["enterprise_id", "period", "is_synthetic"], how="left")
        .with_columns(has_return=has_any)
    )


def _grouped(placed: pl.DataFrame, parks: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """Each row once for its park, and once for the prefecture or the overlapping area in which the park lies."""
    is_area = pl.col("level") == "reporting_area"
    lying = (
        parks.select("park_id", "region_code")
        .join(regions.select("region_code", "level", "prefecture_region_code"), on="region_code", how="left")
        .select(
            "park_id",
            wide_kind=pl.when(is_area).then(pl.lit("area")).otherwise(pl.lit("prefecture")),
            wide_code=pl.when(is_area).then("region_code").otherwise("prefecture_region_code"),
        )
    )
    rows = placed.join(lying, on="park_id", how="left")
    none = pl.lit(None, pl.String)
    own = rows.with_columns(
        group_kind=pl.lit("park"), group_code="park_id", park_id_of_group="park_id", region_code_of_group=none
    )
    wide = rows.filter(pl.col("wide_code").is_not_null()).with_columns(
        group_kind="wide_kind", group_code="wide_code", park_id_of_group=none, region_code_of_group="wide_code"
    )
    return pl.concat([own, wide])


def _growth(inside: pl.DataFrame, name: str, total: str) -> pl.DataFrame:
    """The growth over a year on the firms that are in the group, and report, in both months: today's shares on both."""
    known = inside.filter(pl.col(total).is_not_null())
    year, month = pl.col("period").str.head(4).cast(pl.Int32), pl.col("period").str.tail(3)
    before = known.select(
        *_GROUP,
        "firm",
        pl.concat_str((year + 1).cast(pl.String), month).alias("period"),
        pl.col(total).alias("value_before"),
    ).unique([*_ROW, "firm"])
    then = pl.col("value_before").cast(pl.Decimal(38, 6)) * pl.col("share")
    now = pl.col(total).cast(pl.Decimal(38, 6)) * pl.col("share")
    return (
        known.join(before, on=[*_ROW, "firm"])
        .group_by(_ROW)
        .agg(
            pl.col("firm").n_unique().cast(pl.Int32).alias(f"{name}_panel_count"),
            now=now.sum().cast(pl.Float64),
            then=then.sum().cast(pl.Float64),
        )
        .with_columns(
            stored_rate(pl.when(pl.col("then") > 0).then(pl.col("now") / pl.col("then") - 1)).alias(f"{name}_growth")
        )
        .with_columns(pl.col("now", "then").round(2).cast(_CNY))
        .rename({"now": f"{name}_panel_cny", "then": f"{name}_panel_base_cny"})
    )


def _with_year(rows: pl.DataFrame, parks: pl.DataFrame) -> pl.DataFrame:
    """The year's output month by month, that of the register beside it, and why a number is null."""
    year, month = pl.col("period").str.head(4).cast(pl.Int32), pl.col("period").str.tail(2).cast(pl.Int32)
    registered = parks.select(
        "is_synthetic",
        group_kind=pl.lit("park"),
        group_code="park_id",
        year=pl.col("output_year").cast(pl.Int32),
        month=pl.lit(12, pl.Int32),
        register_output_cny=pl.col("gross_output_cny").cast(_CNY),
    ).filter(pl.col("year").is_not_null())
    in_year = [*_GROUP, "year"]
    output = pl.col("gross_output_cny")
    known = output.is_not_null().cum_sum().over(in_year)
    difference = pl.col("gross_output_ytd_cny") - pl.col("register_output_cny")
    return (
        rows.with_columns(year=year, month=month)
        .sort(_ROW)
        .join(registered, on=[*_GROUP, "year", "month"], how="left", maintain_order="left")
        .with_columns(
            pl.col(*(f"{name}_panel_count" for name in _MEASURES)).fill_null(0),
            gross_output_ytd_cny=pl.when(known == pl.col("month") - 1).then(output.cum_sum().over(in_year)).cast(_CNY),
            reporting_rate=_share("reporting_count", "member_count"),
            year_reporting_rate=_share(
                pl.col("reporting_count").cum_sum().over(in_year), pl.col("member_count").cum_sum().over(in_year)
            ),
        )
        .with_columns(
            register_difference_cny=difference.cast(_CNY),
            reason=pl.when(output.is_null() | pl.col("revenue_cny").is_null()).then(
                pl.when("is_all_twice")
                .then(pl.lit(Reason.CONTRADICTED.value))
                .otherwise(pl.lit(Reason.NOT_REPORTED.value))
            ),
            year_reason=pl.when(pl.col("gross_output_ytd_cny").is_null()).then(pl.lit(Reason.NOT_REPORTED.value)),
            register_reason=pl.when(difference.is_null()).then(
                pl.when(pl.col("month") < _FULL_YEAR + 1)
                .then(pl.lit(Reason.NOT_DUE.value))
                .when(pl.col("register_output_cny").is_null())
                .then(pl.lit(Reason.NO_SOURCE.value))
                .otherwise(pl.lit(Reason.NOT_REPORTED.value))
            ),
            **{f"{name}_growth_reason": _why_no_growth(name) for name in _MEASURES},
            park_month_id=pl.concat_str(
                "group_kind",
                "group_code",
                "period",
                pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real")),
                separator="/",
            ),
        )
        .drop("year", "month", "is_all_twice")
        .rename({"park_id_of_group": "park_id", "region_code_of_group": "region_code"})
    )


def _why_no_growth(name: str) -> pl.Expr:
    return pl.when(pl.col(f"{name}_growth").is_null()).then(
        pl.when(pl.col(f"{name}_panel_count") == 0)
        .then(pl.lit(Reason.PANEL_TOO_SMALL.value))
        .otherwise(pl.lit(Reason.BASE_NOT_POSITIVE.value))
    )


def _firms(condition: pl.Expr) -> pl.Expr:
    return pl.col("firm").filter(condition).n_unique().cast(pl.Int32)


def _sum(total: str) -> pl.Expr:
    """The sum of a column by share, null where no row that counts has it."""
    counted = pl.when(~pl.col("is_twice")).then(pl.col(total).cast(pl.Decimal(38, 6)) * pl.col("share"))
    return pl.when(counted.count() > 0).then(counted.sum()).round(2, mode="half_to_even").cast(_CNY)


def _share(part: pl.Expr | str, whole: pl.Expr | str) -> pl.Expr:
    part, whole = (pl.col(each) if isinstance(each, str) else each for each in (part, whole))
    return stored_rate(part.cast(pl.Float64) / whole.cast(pl.Float64))
