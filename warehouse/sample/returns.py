"""The monthly reports of the firms, in the columns of the two monthly forms.

The same period of last year is as restated by the reporter: for most firms last year's value, for some not. Money is
whole thousand yuan, quantities and prices are hundredths; the writers convert them into the unit of the file.
"""

from __future__ import annotations

import polars as pl

from warehouse.domain.period import Period
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.sample.course import FLOWS, STOCKS, Course, account_flows, as_counted, output_flows

COMBINED_MONTH = 2


def financial_returns(course: Course, year: int) -> pl.DataFrame:
    """One row per firm and reporting month of a year: `index`, `month` and the columns of the financial form."""
    table = course.firms.table
    now = account_flows(course, year)
    same = _restated(account_flows(course, year - 1), table, is_redefined=year == course.first_year + 1)
    rows = now.join(
        same.rename({name: f"{name}_same" for name in (*FLOWS, *STOCKS)}),
        on=["index", "month"], how="left", maintain_order="left",
    )  # fmt: skip
    rows = rows.sort("index", "month").with_columns(
        *(pl.col(name).cum_sum().over("index").alias(f"{name}_ytd") for name in FLOWS),
        *(pl.col(f"{name}_same").cum_sum().over("index").alias(f"{name}_same_ytd") for name in FLOWS),
        *(_month_only(name).alias(f"{name}_month") for name in FLOWS),
        *(_month_only(f"{name}_same").alias(f"{name}_same_month") for name in FLOWS),
        *(pl.col(name).alias(f"{name}_end") for name in STOCKS),
        *(pl.col(f"{name}_same").alias(f"{name}_same_end") for name in STOCKS),
    )
    columns = [column.name for column in MONTHLY_FINANCIAL_RETURN.columns]
    return (
        rows.join(table, on="index", how="left", maintain_order="left")
        .filter(_reports_in(year))
        .select("index", "month", *columns)
    )


def output_returns(course: Course, year: int, names: pl.DataFrame, half_reported: int | None = None) -> pl.DataFrame:
    """One row per firm, product and reporting month of a year, in the columns of the output form.

    `names` gives each product_code its product_name and product_unit. `decimals` is the number of decimals of
    quantities. The firm `half_reported` reports the output of one of its two plants.
    """
    now = _of_one_plant(output_flows(course, year), half_reported)
    last = _of_one_plant(output_flows(course, year - 1), half_reported).select(
        "index", "line", "month", same="quantity", same_ytd="quantity_ytd", same_price="price"
    )
    return (
        now.join(last, on=["index", "line", "month"], how="left", maintain_order="left")
        .join(names, on="product_code", how="left", maintain_order="left")
        .join(course.firms.table, on="index", how="left", maintain_order="left")
        .filter(_reports_in(year))
        .select(
            "index", "month", "decimals", "credit_code", "name", "product_code", "product_name", "product_unit",
            output_month=_month_only("quantity"), output_ytd="quantity_ytd", output_same_month=_month_only("same"),
            output_same_ytd="same_ytd", capacity_year="capacity", price_month="price", price_same_month="same_price",
        )
    )  # fmt: skip


def _of_one_plant(flows: pl.DataFrame, half_reported: int | None) -> pl.DataFrame:
    if half_reported is None:
        return flows
    own = pl.col("index") == half_reported
    # Whole units, or a product that is counted would be halved.
    return flows.with_columns(
        pl.when(own).then(pl.col(name) // 200 * 100).otherwise(name).alias(name) for name in ("quantity", "capacity")
    ).with_columns(quantity_ytd=pl.col("quantity").cum_sum().over("index", "line"))


def month_of(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The rows of one reporting month, in the order of the register."""
    return rows.filter(pl.col("month") == period.month).drop("month")


def _restated(flows: pl.DataFrame, table: pl.DataFrame, is_redefined: bool) -> pl.DataFrame:
    """Last year's flows on this year's base: by a factor, and by an amount in revenue and output.

    `is_redefined`: this is the first year of another definition of what counts.
    """
    months = pl.when(pl.col("month") == COMBINED_MONTH).then(2).otherwise(1)
    added = pl.col("restated_monthly") * months
    return (
        flows.join(table, on="index", how="left", maintain_order="left")
        .with_columns(as_counted(pl.col(name), is_redefined) * pl.col("restated_pm") // 1000 for name in FLOWS)
        .with_columns(pl.col(name) + added for name in ("revenue", "gross_output"))
        .select("index", "month", *FLOWS, *STOCKS)
    )


def _month_only(name: str) -> pl.Expr:
    """The value of the month, which is missing for January-February."""
    return pl.when(pl.col("month") != COMBINED_MONTH).then(pl.col(name))


def _reports_in(year: int) -> pl.Expr:
    entered = pl.col("first_year").is_null() | (pl.col("first_year") <= year)
    return entered & (pl.col("last_year").is_null() | (pl.col("last_year") >= year))
