"""The public market equivalent of small funds, by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest

from tests.conftest import PROJECT

MODEL = (PROJECT / "warehouse" / "tables" / "mart" / "fund_pme" / "model.sql").read_text("utf-8")
FLOWS = """
create schema core;
create table core.fund as select 'A' as fund_id, true as is_synthetic;
create table core.fund_contribution as
    select 'A' as fund_id, date '2014-01-31' as contribution_date, 100::decimal(38, 2) as paid_in_cny,
        false as is_flagged;
create table core.fund_distribution as
    select 'A' as fund_id, date '2015-01-10' as distribution_date, 50::decimal(38, 2) as amount_cny,
        false as is_flagged;
create table core.fund_valuation as
    select 'A' as fund_id, date '2016-01-31' as valuation_date, 80::decimal(38, 2) as nav_cny, true as is_latest,
        false as is_flagged;
create table core.observation as
    select 'equity_index' as indicator_id, 'month' as period_kind, period, last_day((period || '-01')::date) as
        period_end_date, value::decimal(19, 6) as value, timestamp '2016-02-01' as known_from, 1 as submission_number,
        false as is_flagged
    from (values ('2014-01', 100), ('2014-12', 120), ('2015-01', 999), ('2016-01', 150)) as row(period, value);
"""


def pme(*changes: str) -> dict[str, Any]:
    with duckdb.connect() as connection:
        connection.execute(FLOWS)
        for change in changes:
            connection.execute(change)
        return connection.execute(MODEL).pl().row(0, named=True)


def test_a_fund_is_compared_with_the_same_payments_in_the_index() -> None:
    """-100 at 100, +50 at 120, value 80 at 150: (62.5 + 80) / 150 = 0.95. A month's value is of its last day."""
    row = pme()

    assert (row["ks_pme"], row["reason"]) == (Decimal("0.95"), None)
    assert (row["grown_distributed_cny"], row["grown_paid_in_cny"]) == (Decimal("62.50"), Decimal(150))


def test_the_newest_vintage_of_the_index_counts_and_a_flow_after_the_valuation_does_not() -> None:
    newer = "insert into core.observation select * replace (300 as value, timestamp '2016-03-01' as known_from) from"
    later = "insert into core.fund_distribution values ('A', date '2016-02-10', 1000, false)"

    assert pme(f"{newer} core.observation where period = '2016-01'", later)["ks_pme"] == Decimal("0.683333")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("delete from core.observation", "no_source"),
        ("delete from core.observation where period = '2014-01'", "period_out_of_range"),
        ("delete from core.fund_valuation", "not_reported"),
        ("update core.fund_contribution set paid_in_cny = 0", "nothing_paid"),
    ],
)
def test_without_index_valuation_or_payment_there_is_none_and_a_reason(change: str, reason: str) -> None:
    row = pme(change)

    assert (row["ks_pme"], row["grown_paid_in_cny"], row["reason"]) == (None, None, reason)
