"""The mart rows that the amounts of funds, projects and shares are in: which sums and ratios rest on which column.

Observations have theirs in reached.py. Names, codes and words of a register decide under which group a row stands and
are in no sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from warehouse.catalog import load_catalog
from warehouse.provenance.records import MartValue
from warehouse.provenance.rows import rows


@dataclass(frozen=True)
class _Way:
    """Columns of a mart that rest on a column of a table; `on` joins the two, as `given` and `mart`."""

    mart: str
    columns: tuple[str, ...]
    on: str
    told: str


_FUND = "mart.fund_id = given.fund_id"
_GUIDE = """mart.fund_id = (
    select fund.parent_fund_id from core.fund where fund.fund_id = given.fund_id and fund.fund_kind = 'sub_fund'
)"""
_BY_DAY = "mart.nav_date is null or {} <= mart.nav_date"
_PROJECT = "mart.project_id = given.project_id"
_OF_YEAR = "mart.period[1:4]::integer = given.plan_year"
_NO_OWN_PLAN = """not exists (
    from core.project_report as report
    where report.project_id = given.project_id and report.period = mart.period
        and report.plan_investment_cny is not null
)"""
_OF_PROJECT = "(select {} from core.project where project.project_id = given.project_id)"
_GROUP = f"""mart.is_synthetic = given.is_synthetic and mart.group_code in (
    'all',
    {_OF_PROJECT.format("industry_id")},
    coalesce(
        (
            select plan.project_category
            from core.project_plan as plan
            where plan.project_id = given.project_id and plan.plan_year = mart.period[1:4]::integer
        ),
        {_OF_PROJECT.format("project_category")}
    ),
    coalesce(
        (
            select region.parent_region_code
            from core.region
            where region.region_code = {_OF_PROJECT.format("region_code")} and region.level = 'county'
        ),
        {_OF_PROJECT.format("region_code")}
    )
)"""
_RESULTS = ("tvpi", "irr")
_WAYS: Mapping[str, tuple[_Way, ...]] = {
    "core.fund_contribution.committed_cny": (
        _Way("mart.fund_performance", ("committed_cny",), _FUND, "it is in the sum"),
        _Way(
            "mart.fund_performance",
            ("amplified_committed_cny", "committed_amplification"),
            f"({_FUND} or {_GUIDE})",
            "all money committed beside the guide fund's",
        ),
    ),
    "core.fund_contribution.called_cny": (
        _Way("mart.fund_performance", ("called_cny",), _FUND, "it is in the sum"),
        _Way("mart.fund_performance", ("called_unpaid_cny",), _FUND, "it waits until it is paid in"),
    ),
    "core.fund_contribution.paid_in_cny": (
        _Way("mart.fund_performance", ("paid_in_cny",), _FUND, "it is in the sum"),
        _Way("mart.fund_performance", ("called_unpaid_cny",), _FUND, "it is taken off what was called"),
        _Way(
            "mart.fund_performance",
            ("amplified_paid_in_cny", "paid_in_amplification"),
            f"({_FUND} or {_GUIDE})",
            "all money paid in beside the guide fund's",
        ),
        _Way(
            "mart.fund_performance",
            ("paid_in_at_nav_cny", "dpi", "rvpi", *_RESULTS),
            f"{_FUND} and ({_BY_DAY.format('given.contribution_date')})",
            "it was paid in by that day",
        ),
    ),
    "core.fund_investment.amount_cny": (_Way("mart.fund_performance", ("invested_cny",), _FUND, "it is in the sum"),),
    "core.fund_distribution.amount_cny": (
        _Way("mart.fund_performance", ("distributed_cny",), _FUND, "it is in the sum"),
        _Way(
            "mart.fund_performance",
            ("distributed_at_nav_cny", "dpi", *_RESULTS),
            f"{_FUND} and ({_BY_DAY.format('given.distribution_date')})",
            "it was distributed by that day",
        ),
    ),
    "core.fund_valuation.nav_cny": (
        _Way(
            "mart.fund_performance",
            ("nav_cny", "rvpi", *_RESULTS),
            f"{_FUND} and given.is_latest",
            "it is the newest valuation",
        ),
    ),
    "core.project_plan.plan_investment_cny": (
        _Way(
            "mart.project_progress",
            ("plan_investment_cny", "completion_rate"),
            f"{_PROJECT} and {_OF_YEAR} and {_NO_OWN_PLAN}",
            "the report of the month has no plan of its own",
        ),
        _Way(
            "mart.project_total",
            ("plan_investment_cny", "completion_rate"),
            f"{_GROUP} and {_OF_YEAR} and {_NO_OWN_PLAN}",
            "it is in the sum",
        ),
    ),
    "core.project_report.plan_investment_cny": (
        _Way(
            "mart.project_progress",
            ("plan_investment_cny", "completion_rate"),
            f"{_PROJECT} and mart.period = given.period",
            "it is the plan of the report",
        ),
        _Way(
            "mart.project_total",
            ("plan_investment_cny", "completion_rate"),
            f"{_GROUP} and mart.period = given.period",
            "it is in the sum",
        ),
    ),
    "core.project_report.completed_investment_cny": (
        _Way(
            "mart.project_progress",
            ("completed_investment_cny", "completion_rate"),
            f"{_PROJECT} and mart.period = given.period",
            "it is the value",
        ),
        _Way(
            "mart.project_progress",
            ("same_period_completed_cny",),
            f"{_PROJECT} and mart.period = (given.period[1:4]::integer + 1)::varchar || given.period[5:7]",
            "it is the same period of the year before",
        ),
        _Way(
            "mart.project_light",
            ("completed_investment_cny",),
            f"{_PROJECT} and mart.period = given.period",
            "the light of the month looks at it",
        ),
        _Way(
            "mart.project_total",
            ("completed_investment_cny", "completion_rate"),
            f"{_GROUP} and mart.period = given.period",
            "it is in the sum",
        ),
    ),
    "core.enterprise_sei_share.sei_share": (
        _Way(
            "mart.enterprise_sei_revenue",
            ("sei_share", "sei_revenue_cny"),
            "mart.enterprise_id = given.enterprise_id and mart.share_year = given.year",
            "it is the newest share stated",
        ),
    ),
}


def reached_by_field(
    cursor: duckdb.DuckDBPyConnection, table: str, column: str, key: Mapping[str, str]
) -> list[MartValue]:
    """Every mart value that one column of one row is in, by way of a sum or a ratio."""
    reached = []
    is_row = " and ".join(f"given.{name}::varchar = ?" for name in key)
    for way in _WAYS.get(f"{table}.{column}", ()):
        names = load_catalog().table(way.mart).row_key
        columns = ", ".join(f"mart.{name}" for name in (*names, *way.columns))
        query = f"""
            select {columns}
            from {table} as given
            join {way.mart} as mart on {way.on}
            where given.{column} is not null and {is_row}
            order by all
        """
        for row in rows(cursor, query, list(key.values())):
            of_row = {name: str(row[name]) for name in names}
            reached += [
                MartValue(way.mart, of_row, name, Decimal(row[name]), way.told)
                for name in way.columns
                if row[name] is not None
            ]
    return reached
