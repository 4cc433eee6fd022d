"""Enterprises of high growth by rule: average annual growth of revenue or employees over the years of the rule.

The base of revenue is the firm's own December of the first year, else what it restated a year later. Employees have
no restated base. A firm that absorbed another since has the bases of both: to take over is not to grow. A rate whose
base is not known is null and never 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import polars as pl

from warehouse.measures.growth.firm_changes import mergers_of
from warehouse.measures.rate import stored
from warehouse.measures.reason import Reason
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

_NUMBER, _MONEY = pl.Decimal(19, 6), pl.Decimal(38, 2)
_PREFIX = "high_growth_"
COLUMNS: Mapping[str, pl.DataType] = {
    "growth_enterprise_id": pl.String(),
    "enterprise_id": pl.String(),
    "year": pl.String(),
    "growth_rule": pl.String(),
    "rule_set_version_id": pl.String(),
    "years": pl.Int32(),
    "first_revenue_cny": _MONEY,
    "revenue_cny": _MONEY,
    "revenue_rate": _NUMBER,
    "first_employee_count": _NUMBER,
    "employee_count": _NUMBER,
    "employee_rate": _NUMBER,
    "last_year_growth": _NUMBER,
    "reason": pl.String(),
    "is_growth_by_revenue": pl.Boolean(),
    "is_growth_by_employees": pl.Boolean(),
    "is_growth": pl.Boolean(),
    "is_gazelle": pl.Boolean(),
    "is_sme": pl.Boolean(),
    "is_synthetic": pl.Boolean(),
    "is_flagged": pl.Boolean(),
}


@dataclass(frozen=True)
class HighGrowth:
    """A rate above (or at least) `rate` a year over `years` years, and bounds that the firm has to meet as well.

    `employees_at_least` is of the earliest year of the period that the firm reported.
    """

    years: int
    rate: Decimal
    is_strictly_above: bool
    of: tuple[Literal["revenue", "employees"], ...]
    employees_at_least: Decimal | None = None
    first_revenue_at_least: Decimal | None = None
    last_year_growth_above: Decimal | None = None
    gazelle_age_at_most: int | None = None
    sme_employees_below: Decimal = Decimal(1000)
    sme_revenue_below: Decimal = Decimal(400_000_000)


Rule = RuleSet[HighGrowth]


def load_high_growth() -> tuple[Rule, ...]:
    return load_rule_sets("high_growth_*@*.toml", HighGrowth)


def high_growth_rows(
    totals: pl.LazyFrame,
    months: pl.LazyFrame,
    enterprises: pl.LazyFrame,
    changes: pl.LazyFrame,
    rules: Sequence[Rule],
) -> pl.LazyFrame:
    """One row per firm, rule and year that has a return of December and enough years before it in sight."""
    is_december = pl.col("period").str.ends_with("-12")
    of_year = pl.col("period").str.slice(0, 4).cast(pl.Int32)
    revenue = totals.filter(
        (pl.col("measure") == "revenue") & (pl.col("period_kind") == "ytd") & is_december
    ).select(
        "enterprise_id",
        "is_flagged",
        year=of_year,
        revenue=pl.col("value_cny").cast(pl.Float64),
        restated=pl.col("restated_base_cny").cast(pl.Float64),
    )  # fmt: skip
    staff = months.filter(is_december).select(
        "enterprise_id", year=of_year, employees=pl.col("employee_count").cast(pl.Float64)
    )
    returned = revenue.join(staff, on=["enterprise_id", "year"], how="left").join(
        enterprises.select("enterprise_id", "founded_date", "is_synthetic"), on="enterprise_id"
    )
    each = [_by_rule(returned, mergers_of(changes), rule) for rule in rules]
    return (
        pl.concat(each)
        .select(stored(name, kind) for name, kind in COLUMNS.items())
        .sort("enterprise_id", "year", "rule_set_version_id")
    )


def _by_rule(returned: pl.LazyFrame, mergers: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    bounds = rule.bounds
    first = pl.col("year") - bounds.years
    key = ["enterprise_id", "year"]
    own = returned.select("enterprise_id", pl.col("year") + bounds.years, _own="revenue", first_employees="employees")
    told = returned.select("enterprise_id", pl.col("year") + bounds.years - 1, _told="restated")
    before = returned.select("enterprise_id", pl.col("year") + 1, _before="revenue")
    in_sight = [
        returned.select("enterprise_id", pl.col("year") + later, pl.col("employees").alias(f"_staff_{later}"))
        for later in range(bounds.years, -1, -1)
    ]
    rows = returned.join(own, on=key, how="left").join(told, on=key, how="left").join(before, on=key, how="left")
    rows = rows.join(_absorbed(own, told, mergers, bounds.years), on=key, how="left")
    for frame in in_sight:
        rows = rows.join(frame, on=key, how="left")
    is_born_in_first = (pl.col("founded_date").dt.year() >= first).fill_null(value=False)
    # Null where the base of a firm that was absorbed is not known.
    added, added_staff = (
        pl.when(pl.col("_has_absorbed").is_null()).then(0.0).otherwise(name) for name in ("_added", "_added_staff")
    )
    base = pl.when(~is_born_in_first).then(pl.coalesce("_own", "_told") + added)
    base_staff = pl.when(~is_born_in_first).then(pl.col("first_employees") + added_staff)
    oldest_staff = pl.coalesce(f"_staff_{later}" for later in range(bounds.years, -1, -1))
    rows = rows.with_columns(
        first_revenue=base,
        first_employee_count=base_staff,
        revenue_rate=_rate(pl.col("revenue"), base, bounds.years),
        employee_rate=_rate(pl.col("employees"), base_staff, bounds.years),
        last_year_growth=_rate(pl.col("revenue"), pl.coalesce("restated", "_before"), 1),
        # No year lies further back than the one that the first returns restate.
        _first_year=pl.col("year").min(),
        _oldest_staff=oldest_staff,
    )
    rates = {"revenue": pl.col("revenue_rate"), "employees": pl.col("employee_rate")}
    by = {name: _passes(rates[name], bounds) if name in bounds.of else pl.lit(None, pl.Boolean) for name in rates}
    passes = [by[name] for name in bounds.of]
    # Known to grow by one of them is enough; not to grow has to be known of each.
    grows = pl.when(pl.any_horizontal(each.fill_null(value=False) for each in passes)).then(pl.lit(value=True)).when(
        pl.all_horizontal(each.is_not_null() for each in passes)
    ).then(pl.lit(value=False))  # fmt: skip
    meets: list[pl.Expr] = [grows]
    for value, bound in (
        ("_oldest_staff", bounds.employees_at_least),
        ("first_revenue", bounds.first_revenue_at_least),
    ):
        if bound is not None:
            meets.append(pl.col(value) >= float(bound))
    if bounds.last_year_growth_above is not None:
        meets.append(pl.col("last_year_growth") > float(bounds.last_year_growth_above))
    # Kleene: false where any is false, null where none is and any is not known.
    is_growth = pl.all_horizontal(meets)
    age = pl.col("year") - pl.col("founded_date").dt.year()
    is_young = None if bounds.gazelle_age_at_most is None else age <= bounds.gazelle_age_at_most
    is_sme = (pl.col("employees") < float(bounds.sme_employees_below)) | (
        pl.col("revenue") < float(bounds.sme_revenue_below)
    )
    return (
        rows.filter(pl.col("first_revenue").is_not_null() | (first >= pl.col("_first_year") - 1))
        .with_columns(
            is_growth=is_growth,
            is_growth_by_revenue=by["revenue"],
            is_growth_by_employees=by["employees"],
            is_sme=is_sme,
        )
        .select(
            "enterprise_id",
            pl.col("year").cast(pl.String),
            "revenue_rate",
            "first_employee_count",
            "employee_rate",
            "last_year_growth",
            "is_growth",
            "is_growth_by_revenue",
            "is_growth_by_employees",
            "is_sme",
            "is_synthetic",
            "is_flagged",
            growth_enterprise_id=pl.concat_str("enterprise_id", "year", pl.lit(rule.version_id), separator="-"),
            growth_rule=pl.lit(rule.rule_set_id.removeprefix(_PREFIX)),
            rule_set_version_id=pl.lit(rule.version_id),
            years=pl.lit(bounds.years, pl.Int32),
            first_revenue_cny=pl.col("first_revenue").round(2),
            revenue_cny=pl.col("revenue").round(2),
            employee_count="employees",
            reason=pl.when(pl.col("is_growth").is_null()).then(
                pl.when(is_born_in_first).then(pl.lit(Reason.NO_BASELINE.value)).otherwise(
                    pl.lit(Reason.BASE_MISSING.value)
                )
            ),
            is_gazelle=pl.lit(None, pl.Boolean) if is_young is None else pl.col("is_growth") & is_young,
        )
    )  # fmt: skip


def _absorbed(own: pl.LazyFrame, told: pl.LazyFrame, mergers: pl.LazyFrame, years: int) -> pl.LazyFrame:
    """The bases of the firms that each firm absorbed within the years of the rule, by heir and last year."""
    merged_in = pl.col("merger_date").dt.year()
    known = own.join(told, on=["enterprise_id", "year"], how="full", coalesce=True).with_columns(
        base=pl.coalesce("_own", "_told")
    )
    base, staff = pl.col("base"), pl.col("first_employees")
    return (
        mergers.join(known, on="enterprise_id")
        .filter((merged_in > pl.col("year") - years) & (merged_in <= pl.col("year")))
        .group_by(enterprise_id="heir_id", year="year")
        .agg(
            _added=pl.when(base.is_not_null().all()).then(base.sum()),
            _added_staff=pl.when(staff.is_not_null().all()).then(staff.sum()),
            _has_absorbed=pl.lit(value=True),
        )
    )


def _rate(last: pl.Expr, first: pl.Expr, years: int) -> pl.Expr:
    return pl.when((first > 0) & (last >= 0)).then(((last / first) ** (1 / years) - 1).round(6))


def _passes(rate: pl.Expr, bounds: HighGrowth) -> pl.Expr:
    return rate > float(bounds.rate) if bounds.is_strictly_above else rate >= float(bounds.rate)
