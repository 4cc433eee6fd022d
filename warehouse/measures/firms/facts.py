"""Facts of a firm-year: what the rules of the assessment judge, each with its value or the reason why there is none.

A year is December's year to date of a full year; a firm that did not report December has no figures of that year.
What a register says counts from its day on: a platform approved after the year is none in it.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.firms.assessment import FACTS
from warehouse.measures.rate import stored
from warehouse.measures.reason import Reason

INPUTS = (
    "mart.growth_total",
    "mart.growth_bridge",
    "mart.growth_bridge_cell",
    "mart.enterprise_month",
    "mart.enterprise_sei_revenue",
    "mart.reporting_status",
    "core.enterprise",
    "core.enterprise_chain",
    "core.enterprise_survey",
    "core.enterprise_assessment",
    "core.platform",
    "core.listing_step",
)
_KEY = ("enterprise_id", "year")
_YEAR = pl.col("period").str.slice(0, 4).alias("year")
_ROLES = {"supporting": 1, "backbone": 2, "leader": 3}
_LEVELS = {"provincial": 1, "national_local": 2, "national": 3}
_APPROVED = ("approved", "under_construction", "evaluated")
_STEPS = {"share_reform": 1, "quotation": 2, "listing": 3}
_IS_DECEMBER = pl.col("period").str.ends_with("-12")
COLUMNS: Mapping[str, pl.DataType] = {
    "enterprise_id": pl.String(),
    "year": pl.String(),
    "fact": pl.String(),
    "value": pl.Decimal(19, 6),
    "reason": pl.String(),
    "source_table": pl.String(),
    "is_synthetic": pl.Boolean(),
    "is_flagged": pl.Boolean(),
}


def fact_rows(inputs: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    """The rows of mart.enterprise_fact: every firm, every year of the returns and every fact."""
    years = inputs["mart.growth_total"].select(_YEAR).unique()
    assessed = inputs["core.enterprise_assessment"].select("year").unique()
    firm_years = (
        inputs["core.enterprise"]
        .select("enterprise_id", "industry_id", "enterprise_kind", "is_synthetic")
        .join(pl.concat([years, assessed]).unique(), how="cross")
    )
    wide = firm_years
    for part in (
        _revenue(inputs["mart.growth_total"]),
        _accounts(inputs["mart.enterprise_month"]),
        _price(inputs["mart.growth_bridge"]),
        _volume(inputs["mart.growth_bridge_cell"]),
        _sei_share(inputs["mart.enterprise_sei_revenue"]),
        _on_time(inputs["mart.reporting_status"]),
        _survey(inputs["core.enterprise_survey"]),
        _roles(inputs["core.enterprise_assessment"]),
    ):
        wide = wide.join(part, on=_KEY, how="left")
    wide = wide.join(_chain_role(inputs["core.enterprise_chain"]), on="enterprise_id", how="left")
    for part in (_platform(inputs["core.platform"], firm_years), _listing(inputs["core.listing_step"], firm_years)):
        wide = wide.join(part, on=_KEY, how="left")
    return _long(_with_ratios(wide))


def _with_ratios(wide: pl.LazyFrame) -> pl.LazyFrame:
    base, revenue = pl.col("base_revenue_cny"), pl.col("revenue_cny")
    field = ("industry_id", "year", "is_synthetic")
    is_backbone = pl.col("enterprise_kind") == "backbone"
    of_field = pl.when(is_backbone).then(revenue).sum().over(field)
    earned = pl.when(revenue > 0).then(revenue)
    return wide.with_columns(
        revenue_growth=pl.when(base > 0).then(revenue / base - 1),
        field_rank_share=pl.when(is_backbone & pl.col("industry_id").is_not_null() & (of_field > 0)).then(
            revenue / of_field
        ),
        rd_intensity=pl.col("rd_cny") / earned,
        profit_margin=pl.col("profit_cny") / earned,
        revenue_per_head=pl.when(pl.col("employees") > 0).then(revenue / pl.col("employees")),
        rd_staff_share=pl.when(pl.col("employees") > 0).then(pl.col("rd_staff") / pl.col("employees")),
        chain_role=pl.col("chain_role").fill_null(0),
        platform_level=pl.col("platform_level").fill_null(0),
        listing_step=pl.col("listing_step").fill_null(0),
    )


def _long(wide: pl.LazyFrame) -> pl.LazyFrame:
    """A row for each fact, in the columns of mart.enterprise_fact."""
    is_flagged = pl.any_horizontal(
        pl.col(name).fill_null(value=False) for name in ("_revenue_flag", "_accounts_flag", "_price_flag")
    )
    reason_of = _reasons()
    parts = [
        wide.select(
            *_KEY,
            fact=pl.lit(fact),
            value=pl.col(fact).cast(pl.Float64).round(6),
            reason=pl.when(pl.col(fact).is_null()).then(reason_of[fact]),
            source_table=pl.lit(table),
            is_synthetic="is_synthetic",
            is_flagged=is_flagged,
        )
        for fact, table in FACTS.items()
    ]
    too_long = pl.col("value").abs() >= 1e13
    return (
        pl.concat(parts)
        .with_columns(
            value=pl.when(~too_long.fill_null(value=False) & pl.col("value").is_finite()).then("value"),
            reason=pl.when(too_long).then(pl.lit(Reason.OUT_OF_RANGE.value)).otherwise("reason"),
        )
        .select(stored(name, kind) for name, kind in COLUMNS.items())
        .sort(*_KEY, "fact")
    )


def _reasons() -> dict[str, pl.Expr]:
    """Why each fact is null where it is."""
    revenue, base = pl.col("revenue_cny"), pl.col("base_revenue_cny")
    no_year = pl.lit(Reason.YEAR_NOT_FULL.value)
    not_reported = pl.lit(Reason.NOT_REPORTED.value)
    of_year = pl.when(revenue.is_null()).then(no_year)
    on_base = of_year.when(base.is_null()).then(pl.lit(Reason.BASE_MISSING.value)).otherwise(
        pl.lit(Reason.BASE_NOT_POSITIVE.value)
    )  # fmt: skip
    no_price = of_year.otherwise(pl.coalesce("_price_reason", pl.lit(Reason.NO_PRODUCTS.value)))
    plain = of_year.otherwise(not_reported)
    return dict.fromkeys(FACTS, plain) | {
        "revenue_growth": on_base,
        "base_revenue_cny": of_year.otherwise(pl.lit(Reason.BASE_MISSING.value)),
        "field_rank_share": of_year.otherwise(pl.lit(Reason.NO_SOURCE.value)),
        "sei_share": of_year.otherwise(pl.lit(Reason.NO_SOURCE.value)),
        "patents": not_reported,
        "standards": not_reported,
        "rd_staff_share": not_reported,
        "on_time_share": pl.lit(Reason.NOT_DUE.value),
        "demonstrating_role": not_reported,
        **dict.fromkeys(
            ("price_effect_cny", "price_effect_fisher_cny", "explained_share", "volume_index", "capacity_growth"),
            no_price,
        ),
    }


def _revenue(totals: pl.LazyFrame) -> pl.LazyFrame:
    return totals.filter((pl.col("measure") == "revenue") & (pl.col("period_kind") == "ytd") & _IS_DECEMBER).select(
        "enterprise_id",
        _YEAR,
        revenue_cny=pl.col("value_cny").cast(pl.Float64),
        base_revenue_cny=pl.col("restated_base_cny").cast(pl.Float64),
        _revenue_flag="is_flagged",
    )


def _accounts(months: pl.LazyFrame) -> pl.LazyFrame:
    return months.filter(_IS_DECEMBER).select(
        "enterprise_id",
        _YEAR,
        rd_cny=pl.col("rd_expenditure_ytd_cny").cast(pl.Float64),
        profit_cny=pl.col("total_profit_ytd_cny").cast(pl.Float64),
        employees=pl.col("employee_count").cast(pl.Float64),
        _accounts_flag="is_flagged",
    )


def _price(bridge: pl.LazyFrame) -> pl.LazyFrame:
    """The price effects of the year on the one before, of the products whose price is known."""
    own = (
        (pl.col("subject_kind") == "enterprise")
        & (pl.col("measure") == "revenue")
        & (pl.col("period_kind") == "year")
    )  # fmt: skip
    has_products = pl.col("explained_share").is_not_null()
    return bridge.filter(own).select(
        "enterprise_id",
        year=pl.col("to_period").str.slice(0, 4),
        price_effect_cny=pl.when(has_products).then(pl.col("price_known_cny").cast(pl.Float64)),
        price_effect_fisher_cny=pl.when(has_products).then(pl.col("price_fisher_cny").cast(pl.Float64)),
        explained_share=pl.col("explained_share").cast(pl.Float64),
        _price_reason="reason",
        _price_flag="is_flagged",
    )


def _volume(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Fisher's index of quantities over the products of both years, and December's capacity at last year's prices."""
    amount = {
        name: pl.col(f"{name}_cny").cast(pl.Float64)
        for name in ("from_value", "to_value", "from_quantity_at_to_price", "to_quantity_at_from_price")
    }
    priced = pl.col("is_priced")
    old, new = amount["from_value"].filter(priced).sum(), amount["to_value"].filter(priced).sum()
    at_old = amount["to_quantity_at_from_price"].filter(priced).sum()
    at_new = amount["from_quantity_at_to_price"].filter(priced).sum()
    in_both = (
        pl.col("to_period").str.ends_with("-12")
        & (pl.col("from_capacity") > 0)
        & pl.col("to_capacity").is_not_null()
        & (pl.col("from_unit_price_cny") > 0)
    )
    price = pl.col("from_unit_price_cny").cast(pl.Float64)
    before = (pl.col("from_capacity").cast(pl.Float64) * price).filter(in_both).sum()
    after = (pl.col("to_capacity").cast(pl.Float64) * price).filter(in_both).sum()
    return cells.group_by("enterprise_id", year=pl.col("to_period").str.slice(0, 4)).agg(
        volume_index=pl.when((old > 0) & (at_new > 0) & (at_old > 0) & (new > 0)).then(
            ((at_old / old) * (new / at_new)).sqrt()
        ),
        capacity_growth=pl.when(before > 0).then(after / before - 1),
    )


def _sei_share(shares: pl.LazyFrame) -> pl.LazyFrame:
    return shares.filter(_IS_DECEMBER).select("enterprise_id", _YEAR, sei_share=pl.col("sei_share").cast(pl.Float64))


def _on_time(statuses: pl.LazyFrame) -> pl.LazyFrame:
    """Returns on time of those due; exempt ones and those from before the ledger are no part of it."""
    due = pl.col("status").is_in(["on_time", "late", "missing"])
    return (
        statuses.filter((pl.col("subject_kind") == "enterprise") & due)
        .group_by("enterprise_id", _YEAR)
        .agg(on_time_share=(pl.col("status") == "on_time").mean())
    )


def _survey(surveys: pl.LazyFrame) -> pl.LazyFrame:
    return surveys.select(
        *_KEY, patents="patent_count", standards="standard_count", rd_staff=pl.col("rd_staff_count").cast(pl.Float64)
    )


def _roles(assessments: pl.LazyFrame) -> pl.LazyFrame:
    return assessments.select(*_KEY, demonstrating_role=pl.col("has_demonstrating_role").cast(pl.Int32))


def _chain_role(members: pl.LazyFrame) -> pl.LazyFrame:
    role = pl.col("role").replace_strict(_ROLES, default=0, return_dtype=pl.Int32)
    return members.group_by("enterprise_id").agg(chain_role=role.max())


def _platform(platforms: pl.LazyFrame, firm_years: pl.LazyFrame) -> pl.LazyFrame:
    hosted = platforms.filter(pl.col("host_enterprise_id").is_not_null() & pl.col("status").is_in(_APPROVED)).select(
        enterprise_id="host_enterprise_id",
        day="approved_by_date",
        platform_level=pl.col("level").replace_strict(_LEVELS, default=0, return_dtype=pl.Int32),
    )
    return _reached(hosted, firm_years, "platform_level")


def _listing(steps: pl.LazyFrame, firm_years: pl.LazyFrame) -> pl.LazyFrame:
    done = steps.filter(pl.col("step_status") == "done").select(
        "enterprise_id",
        day="reached_date",
        listing_step=pl.col("milestone").replace_strict(_STEPS, default=0, return_dtype=pl.Int32),
    )
    return _reached(done, firm_years, "listing_step")


def _reached(events: pl.LazyFrame, firm_years: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """The highest level that was reached by the end of each year; a level without a day is none."""
    return (
        firm_years.select(_KEY)
        .join(events, on="enterprise_id")
        .filter(pl.col("day").dt.year() <= pl.col("year").cast(pl.Int32))
        .group_by(_KEY)
        .agg(pl.col(name).max())
    )
