"""The mart rows that a traced value is in, and the part that it has in them."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.provenance.records import MartValue
from warehouse.provenance.rows import tuples


def reached_by(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[MartValue]:
    """The mart rows that one vintage of a value is in."""
    reached = []
    if row["is_in_force"]:
        key = {"observation_id": row["observation_id"]}
        reached.append(MartValue("mart.observation", key, "value", row["value"], "it is the newest vintage"))
        if row["indicator_id"] == "revenue" and row["period_kind"] == "ytd":
            reached += chain_revenues(cursor, row["subject_id"], row["period"], None)
    if row["subject_kind"] == "region" and row["period_kind"] == "year":
        reached += _sei_shares(cursor, row)
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
