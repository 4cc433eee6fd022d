"""An amount in the wrong unit is a suspicion to look at: it must not stop the publication of everybody else's."""

from __future__ import annotations

from decimal import Decimal

import duckdb

from warehouse.catalog.catalog import load_catalog

LARGEST = Decimal("999999999999.999999")
"""Thousand yuan: the largest value that an observation can hold."""


def test_the_largest_revenue_becomes_yuan_in_a_chain_and_in_its_strategic_part() -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema core; create schema mart")
        keys = ("core.enterprise_chain", "core.enterprise_sei_share", "mart.observation")
        keys += ("core.logic_cell", "core.logic_finding", "core.chain", "core.enterprise", "core.enterprise_change")
        keys += ("mart.subject_enterprise", "core.ten_billion_rule")
        made = ("mart.chain_revenue", "mart.enterprise_sei_revenue")
        for key in (*keys, *made):
            connection.execute(load_catalog().table(key).create_sql)
        connection.execute("""
            insert into core.enterprise_chain by name
            select 'm' as enterprise_chain_id, 'A' as enterprise_id, 'L' as chain_id, 'L-1' as chain_stage_id,
                0.5 as counted_share, 'S1' as submission_id, 's' as source_sheet, 1 as source_row
        """)
        connection.execute("insert into mart.subject_enterprise values ('chain', 'L', 'A', 0.5, false, null, null)")
        connection.execute("""
            insert into core.chain by name
            select 'L' as chain_id, '镍' as name_zh, false as is_synthetic, 'S1' as submission_id
        """)
        connection.execute("""
            insert into core.enterprise_sei_share by name
            select 's' as enterprise_sei_share_id, 'A' as enterprise_id, '2016' as year, 'p' as product_code,
                0.5 as sei_share, false as is_synthetic, 'S1' as submission_id, 's' as source_sheet, 1 as source_row
        """)
        connection.execute(
            """
            insert into mart.observation by name
            select 'o' as observation_id, 'revenue' as indicator_id, 'enterprise' as subject_kind, 'A' as subject_id,
                '' as product_code, '2016-12' as period, 'ytd' as period_kind, date '2016-12-31' as period_end_date,
                12 as months_covered, $1 as value, $1 as same_period_value, 'reported' as vintage_id,
                'reported' as vintage_status,
                1 as vintage_count, timestamp '2017-01-16' as known_from, false as is_synthetic, false as is_flagged,
                false as is_corrected, 'S1' as submission_id, 's' as source_sheet, 'A1' as source_cell
            """,
            [LARGEST],
        )
        for key in made:
            connection.execute(f"insert into {key} by name {load_catalog().table(key).model_sql}")
        chain = connection.execute(
            "select revenue_ytd_cny, same_period_revenue_ytd_cny from mart.chain_revenue"
        ).fetchone()
        part = connection.execute(
            "select revenue_ytd_cny, sei_revenue_ytd_cny from mart.enterprise_sei_revenue"
        ).fetchone()

    assert chain == (Decimal("500000000000000.00"), Decimal("500000000000000.00"))
    assert part == (Decimal("1000000000000000.00"), Decimal("500000000000000.00"))
