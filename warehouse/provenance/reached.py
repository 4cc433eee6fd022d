"""The mart rows that a traced value is in, and the part that it has in them."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.catalog import load_catalog
from warehouse.provenance.records import MartValue
from warehouse.provenance.rows import tuples


def reached_by(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[MartValue]:
    """The mart rows that one vintage of a value is in."""
    reached = []
    if row["is_in_force"]:
        key = {"observation_id": row["observation_id"]}
        reached.append(MartValue("mart.observation", key, "value", row["value"], "it is the newest vintage"))
        if row["subject_kind"] == "enterprise" and not row["product_code"]:
            reached += _months(cursor, row)
        if row["period_kind"] == "ytd":
            reached += _derived_months(cursor, row)
        if row["indicator_id"] == "revenue" and row["period_kind"] == "ytd":
            reached += _sei_revenues(cursor, row)
            reached += chain_revenues(cursor, row["subject_id"], row["period"], None)
    if row["subject_kind"] == "region" and row["period_kind"] == "year":
        reached += _sei_shares(cursor, row)
    return reached


def _months(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[MartValue]:
    """The columns of the month's row that are this value, and the sums of its field and region that it is in."""
    columns = _month_columns(row["indicator_id"], row["period_kind"], row["period"])
    month = load_catalog().table("mart.enterprise_month")
    key = {"enterprise_id": row["subject_id"], "period": row["period"]}
    reached = []
    for column in (name for name in columns if name in {column.name for column in month.columns}):
        found = tuples(
            cursor,
            f"""
            select month.{column}, total.{column}, total.period, total.industry_id, total.region_code,
                total.is_flagged, total.is_synthetic
            from mart.enterprise_month as month
            join mart.enterprise_month_by_industry as total
                on total.period = month.period
                and total.industry_id is not distinct from month.industry_id
                and total.region_code = month.region_code
                and total.is_flagged = month.is_flagged
                and total.is_synthetic = month.is_synthetic
            where month.enterprise_id = $enterprise_id and month.period = $period
            """,
            key,
        )
        for own, total, *keys in found:
            names = ("period", "industry_id", "region_code", "is_flagged", "is_synthetic")
            group = {name: str(value) for name, value in zip(names, keys, strict=True)}
            reached.append(MartValue("mart.enterprise_month", key, column, own, "it is the value, in its unit"))
            reached.append(
                MartValue("mart.enterprise_month_by_industry", group, column, total, f"{own} of it is the enterprise's")
            )
    return reached


def _month_columns(indicator_id: str, period_kind: str, period: str) -> tuple[str, ...]:
    if period_kind == "point":
        return (f"{indicator_id}_cny", indicator_id)
    own, so_far = f"{indicator_id}_cny", f"{indicator_id}_ytd_cny"
    if period_kind == "month":
        return (own,)
    # February stands for January and February: its own value is the year to date.
    return (own, so_far) if period.endswith("-02") else (so_far,)


def _derived_months(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[MartValue]:
    """The month that a year to date is the upper end of, and the one that it is taken off."""
    found = tuples(
        cursor,
        """
        select derived_month_id, value, ytd_observation_id = $observation_id
        from mart.derived_month
        where $observation_id in (ytd_observation_id, prior_ytd_observation_id)
        order by derived_month_id
        """,
        {"observation_id": row["observation_id"]},
    )
    return [
        MartValue(
            "mart.derived_month",
            {"derived_month_id": month},
            "value",
            value,
            "the year to date of the month before is taken off it"
            if is_own
            else "it is taken off the next year to date",
        )
        for month, value, is_own in found
    ]


def _sei_revenues(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[MartValue]:
    key = {"enterprise_id": row["subject_id"], "period": row["period"]}
    found = tuples(
        cursor,
        """
        select revenue_cny, sei_revenue_cny, sei_share
        from mart.enterprise_sei_revenue
        where enterprise_id = $enterprise_id and period = $period
        """,
        key,
    )
    reached = []
    for revenue, sei_revenue, share in found:
        reached.append(MartValue("mart.enterprise_sei_revenue", key, "revenue_cny", revenue, "it is the revenue"))
        if sei_revenue is not None:
            told = f"share {share:f} of it"
            reached.append(MartValue("mart.enterprise_sei_revenue", key, "sei_revenue_cny", sei_revenue, told))
    return reached


def chain_revenues(
    cursor: duckdb.DuckDBPyConnection, enterprise_id: str, period: str | None, chain_id: str | None
) -> list[MartValue]:
    """The chain revenues that an enterprise's revenue is in, of one period and chain or of all."""
    rows = tuples(
        cursor,
        """
        with member as (
            select chain_id, enterprise_id, sum(counted_share) as counted_share
            from core.enterprise_chain
            where counted_share is not null
            group by all
        )
        select
            revenue.chain_id, revenue.period, revenue.revenue_cny, member.counted_share,
            (observation.value::decimal(28, 6) * 1000 * member.counted_share)::decimal(38, 2)
        from member
        join mart.observation as observation
            on observation.subject_id = member.enterprise_id
            and observation.indicator_id = 'revenue'
            and observation.period_kind = 'ytd'
        join mart.chain_revenue as revenue
            on revenue.chain_id = member.chain_id
            and revenue.period = observation.period
        where member.enterprise_id = $enterprise
            and ($period is null or revenue.period = $period)
            and ($chain is null or revenue.chain_id = $chain)
        order by all
        """,
        {"enterprise": enterprise_id, "period": period, "chain": chain_id},
    )
    return [
        MartValue(
            "mart.chain_revenue",
            {"chain_id": chain, "period": of_period},
            "revenue_cny",
            total,
            f"{part} yuan of it: share {share:f} of the enterprise's revenue",
        )
        for chain, of_period, total, share, part in rows
    ]


def _sei_shares(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[MartValue]:
    """The shares that are made of this vintage: the newest file of a vintage counts."""
    part = {"sei_value_added": "numerator", "gdp": "denominator"}.get(row["indicator_id"])
    if part is None or row["value"] is None:
        return []
    newest = tuples(
        cursor,
        """
        select max(submission_number) from core.observation
        where observation_id = ? and vintage_id = ? and value is not null
        """,
        [row["observation_id"], row["vintage_id"]],
    )
    if newest[0][0] != row["submission_number"]:
        return []
    rows = tuples(
        cursor,
        f"""
        select numerator_vintage_id, denominator_vintage_id, sei_share
        from mart.sei_share
        where region_code = ? and period = ? and {part}_vintage_id = ?
        order by all
        """,
        [row["subject_id"], row["period"], row["vintage_id"]],
    )
    return [
        MartValue(
            "mart.sei_share",
            {
                "region_code": row["subject_id"],
                "period": row["period"],
                "numerator_vintage_id": numerator,
                "denominator_vintage_id": denominator,
            },
            "sei_share",
            share,
            f"it is the {part}",
        )
        for numerator, denominator, share in rows
    ]
