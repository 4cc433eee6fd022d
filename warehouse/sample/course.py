"""The development of the firms, year by year: integers in thousand yuan and hundredths of a unit, so that sums are
exact.

A year has eleven reporting months: February, which stands for January and February together, and March to December.
January has no value of its own anywhere in the sample. Year-to-date values are sums of the reporting months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from warehouse.sample.catalogue import Catalogue
from warehouse.sample.draws import noise, stream
from warehouse.sample.firms import Firms
from warehouse.sample.metals import metal_courses
from warehouse.sample.roles import (
    CHAIN_SHARES,
    CHAIN_TARGETS,
    FIXED_COURSES,
    LEADER_PRODUCT,
    FixedCourse,
    Role,
    at_offset,
)

MONTHS = tuple(range(2, 13))
FLOWS = ("gross_output", "revenue", "operating_cost", "total_profit", "rd_expenditure")
STOCKS = ("total_assets", "employee_count")
_SEASON = (150, 80, 82, 84, 86, 84, 82, 84, 88, 90, 90)
"""The distribution of a year's output over its reporting months, per mille."""
_LEVEL = 1_000_000


@dataclass(frozen=True)
class Course:
    """The firms and their development. `levels` (index, year, level) is output volume, 1000000 in the base year;
    `prices` (product_code, year, month, price_pm) is per mille of the base year. The base year precedes `first_year`.
    `decimals` is the number of decimals of a product's quantity."""

    seed: int
    first_year: int
    firms: Firms
    levels: pl.DataFrame
    prices: pl.DataFrame
    decimals: Mapping[str, int]


def plan_course(seed: int, first_year: int, last_year: int, firms: Firms, catalogue: Catalogue) -> Course:
    """Draws volumes and prices for the base year (the one before `first_year`) to `last_year`."""
    years = range(first_year - 1, last_year + 1)
    decimals = {product.code: product.decimals for product in catalogue.products}
    return Course(seed, first_year, firms, _levels(seed, years, firms), _prices(seed, years, catalogue), decimals)


def _levels(seed: int, years: range, firms: Firms) -> pl.DataFrame:
    count = firms.table.height
    current = firms.table.select("index", level=pl.lit(_LEVEL, pl.Int64))
    parts = [current.with_columns(year=pl.lit(years[0], pl.Int64))]
    for year in years[1:]:
        growth = firms.table["growth_pm"] + noise(seed, "growth", year, count=count, spread=150)
        current = current.with_columns(level=pl.col("level") * (growth.clip(-350, 450) + 1000) // 1000)
        parts.append(current.with_columns(year=pl.lit(year, pl.Int64)))
    return pl.concat(parts)


def _prices(seed: int, years: range, catalogue: Catalogue) -> pl.DataFrame:
    """Each product's own draws; a metal's price as it really moved."""
    metals = metal_courses(years, MONTHS)
    rows: list[tuple[str, int, int, int]] = []
    for product in catalogue.products:
        if product.metal is not None and product.metal in metals:
            rows.extend((product.code, *at, price) for at, price in metals[product.metal].items())
            continue
        source = stream(seed, "price", product.code)
        price = 1000
        for year in years:
            for month in MONTHS:
                price = max(400, min(1800, price * (1000 + source.randint(-12, 12) + product.trend // 11) // 1000))
                rows.append((product.code, year, month, price))
    return pl.DataFrame(rows, schema=["product_code", "year", "month", "price_pm"], orient="row")


def output_flows(course: Course, year: int) -> pl.DataFrame:
    """One row per firm, product and reporting month of a year.

    `quantity` and `quantity_ytd` are hundredths of the unit, `price` is fen per unit, `value` thousand yuan,
    `capacity` hundredths of the unit per year.
    """
    lines = pl.concat([_ordinary_lines(course, year), _fixed_lines(course, year)], how="vertical")
    return lines.sort("index", "line", "month").with_columns(
        value=(pl.col("quantity") * pl.col("price") + 5_000_000) // 10_000_000,
        quantity_ytd=pl.col("quantity").cum_sum().over("index", "line"),
    )


def _ordinary_lines(course: Course, year: int) -> pl.DataFrame:
    season = pl.DataFrame({"month": MONTHS, "season": _SEASON}, schema={"month": pl.Int64, "season": pl.Int64})
    prices = course.prices.filter(pl.col("year") == year).drop("year")
    levels = course.levels.filter(pl.col("year") == year).drop("year")
    rows = (
        course.firms.lines.join(levels, on="index", how="left", maintain_order="left")
        .join(season, how="cross", maintain_order="left_right")
        .join(prices, on=["product_code", "month"], how="left", maintain_order="left")
    )
    volume = noise(course.seed, "volume", year, count=rows.height, spread=90) + 1000
    price = noise(course.seed, "firm price", year, count=rows.height, spread=15) + 1000
    unit = pl.when(pl.col("decimals") == 0).then(100).otherwise(1)
    yearly = pl.col("quantity") * pl.col("level") // _LEVEL
    return rows.select(
        "index",
        "line",
        "product_code",
        "decimals",
        "month",
        quantity=pl.max_horizontal(yearly * pl.col("season") // 1000 * volume // 1000 // unit, 1) * unit,
        price=pl.max_horizontal(pl.col("price_fen") * pl.col("price_pm") // 1000 * price // 1000, 1),
        capacity=pl.max_horizontal(yearly * 13 // 10 // (100 * unit), 1) * 100 * unit,
    )


_LINE_COLUMNS = ("index", "line", "product_code", "decimals", "month", "quantity", "price", "capacity")


def _fixed_lines(course: Course, year: int) -> pl.DataFrame:
    """The lines of the firms whose course is fixed (roles.py), leader included."""
    offset = year - course.first_year
    rows: list[tuple[object, ...]] = []
    for role, fixed in FIXED_COURSES.items():
        index = course.firms.roles.get(role)
        if index is None:
            continue
        capacity = 130 * sum(fixed.months)
        decimals = course.decimals[fixed.product_code]
        for month, quantity, price in _fixed_months(fixed, offset):
            rows.append((index, 0, fixed.product_code, decimals, month, quantity * 100, price, capacity))
    leader = course.firms.roles.get(Role.CHAIN_LEADER)
    if leader is not None:
        for month, revenue in leader_revenue(course, year).items():
            quantity = revenue * 95 // 100 // _LEADER_PRICE
            rows.append((leader, 0, LEADER_PRODUCT, 0, month, quantity * 100, _LEADER_PRICE * 100_000, 2_400_000))
    schema = {name: pl.String if name == "product_code" else pl.Int64 for name in _LINE_COLUMNS}
    return pl.DataFrame(rows, schema=schema, orient="row")


def as_counted(value: pl.Expr, is_redefined: bool) -> pl.Expr:
    """An amount of a firm; under the definition of the second year on a part of some of them no longer counts."""
    return value * pl.when(is_redefined).then("redefined_pm").otherwise(1000) // 1000


_LEADER_PRICE = 480
"""Thousand yuan per wind turbine."""


def _fixed_months(fixed: FixedCourse, offset: int) -> list[tuple[int, int, int]]:
    """(month, quantity in units, price in fen) of one year."""
    quantity, price = at_offset(fixed.quantity, offset), at_offset(fixed.price, offset)
    return [
        (month, units * quantity // 1000, yuan * 100 * price // 1000)
        for month, units, yuan in zip(MONTHS, fixed.months, fixed.prices_yuan, strict=True)
    ]


def leader_revenue(course: Course, year: int) -> Mapping[int, int]:
    """The chain leader's revenue by month, in thousand yuan: its chain's target minus the other members."""
    offset = year - course.first_year
    others = dict.fromkeys(MONTHS, 0)
    for role, share in CHAIN_SHARES.items():
        if role in FIXED_COURSES and role in course.firms.roles:
            for month, quantity, price in _fixed_months(FIXED_COURSES[role], offset):
                others[month] += quantity * price // 100_000 * share
    target = at_offset(CHAIN_TARGETS, offset)
    return {month: target * part // 1000 - others[month] // 100 for month, part in zip(MONTHS, _SEASON, strict=True)}


def account_flows(course: Course, year: int) -> pl.DataFrame:
    """One row per firm and reporting month of a year: the flows of that month and the stocks at its end.

    Thousand yuan, and persons for employee_count.
    """
    value = output_flows(course, year).group_by("index", "month", maintain_order=True).agg(pl.col("value").sum())
    levels = course.levels.filter(pl.col("year") == year).drop("year")
    rows = value.join(course.firms.table, on="index", how="left", maintain_order="left").join(
        levels, on="index", how="left", maintain_order="left"
    )
    output_noise = noise(course.seed, "output", year, count=rows.height, spread=25)
    cost_noise = noise(course.seed, "cost", year, count=rows.height, spread=12)
    revenue = pl.col("revenue")
    volume = pl.col("size") * pl.col("level") // _LEVEL
    return (
        rows.with_columns(revenue=pl.col("value") * (1000 + pl.col("other_pm")) // 1000)
        .pipe(_with_leader, course, year)
        .with_columns(revenue=as_counted(revenue, year > course.first_year))
        .with_columns(
            gross_output=revenue * (output_noise + 1000) // 1000,
            operating_cost=revenue * (pl.col("cost_pm") + cost_noise) // 1000,
            rd_expenditure=revenue * pl.col("research_pm") // 1000,
            total_assets=pl.col("size") * pl.col("asset_pm") // 1000 * (970 + 5 * pl.col("month")) // 1000
            + volume * pl.col("asset_pm") // 4000,
            employee_count=pl.max_horizontal((2 * pl.col("size") + volume) // 3 // pl.col("head_revenue"), 12)
            + pl.col("month") % 4,
        )
        .with_columns(
            total_profit=revenue
            - pl.col("operating_cost")
            - pl.col("rd_expenditure")
            - revenue * pl.col("expense_pm") // 1000
        )
        .select("index", "month", *FLOWS, *STOCKS)
    )


def _with_leader(rows: pl.DataFrame, course: Course, year: int) -> pl.DataFrame:
    """The same rows with the chain leader's revenue as its chain needs it."""
    leader = course.firms.roles.get(Role.CHAIN_LEADER)
    if leader is None:
        return rows
    revenue = leader_revenue(course, year)
    wanted = pl.col("month").replace_strict(list(revenue), list(revenue.values()), return_dtype=pl.Int64)
    return rows.with_columns(revenue=pl.when(pl.col("index") == leader).then(wanted).otherwise("revenue"))
