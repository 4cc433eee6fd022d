"""What of the money that a firm wants has come: the model of core.enterprise_survey on a few rows."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from warehouse.catalog.catalog import load_catalog

TABLES = """
create schema core; create schema stage;
create table core.submission as select 1 as submission_number, 's1' as submission_id, true as is_synthetic;
create table core.enterprise_identity as
    select 'E' as enterprise_id, 'code' as identifier_code, null::date as valid_to;
create table stage.enterprise_survey as
    select 'code' as credit_code, year::varchar as report_year, 1 as patent_count, 1 as standard_count,
        1 as rd_staff_count, 1.0 as material_purchase, 1.0 as local_purchase, 1.0 as planned_investment,
        100.0 as wanted_financing, $way as financing_way, null::varchar as matter, false as is_flagged,
        1 as submission_number, 's' as source_sheet, 1 as source_row
    from (values (2015), (2016)) as of_year(year);
create table core.financing_round as
    select 'E' as enterprise_id, '2016-05-01'::date as financing_date, 70::decimal(38, 2) as amount_cny,
        'bond' as financing_kind, true as is_synthetic
    union all select 'E', '2016-05-01'::date, 9, null, true;
create table core.direct_equity as
    select 'E' as enterprise_id, '2016-03-01'::date as payment_date, 20::decimal(38, 2) as paid_cny,
        true as is_synthetic
    union all select 'E', '2015-03-01'::date, 500, true;
create table core.fund_investment as
    select 'E' as enterprise_id, '2016-04-01'::date as investment_date, 30::decimal(18, 2) as amount_cny,
        true as is_synthetic
    union all select null, '2016-04-01'::date, 900, true;
create table core.bank_credit as
    select 'b' || number as bank_credit_id, bank as bank_name, 'E' as enterprise_id, quarter as report_quarter,
        amount::decimal(38, 2) as new_loans_ytd_cny, true as is_synthetic
    from (values (1, 'A', '2016-Q3', 3), (2, 'A', '2016-Q4', 4), (3, 'B', '2016-Q2', 6), (4, 'B', '2015-Q4', 800))
        as loan(number, bank, quarter, amount);
"""


def met(way: str | None) -> dict[str, tuple[Decimal | None, str | None]]:
    """By year of the survey: what came of what it wants, and why that is not known."""
    model = load_catalog().table("core.enterprise_survey").model_sql
    assert model is not None
    with duckdb.connect() as connection:
        connection.execute(TABLES.replace("$way", "null::varchar" if way is None else f"'{way}'"))
        found = connection.execute(model).pl()
    return {
        year: (amount, reason) for year, amount, reason in found.select("year", "met_cny", "met_reason").iter_rows()
    }


@pytest.mark.parametrize(("way", "amount"), [("equity", 50), ("loan", 10), ("bond", 70)])
def test_money_of_later_years_counts_by_the_way_that_is_wanted_and_new_loans_by_their_newest_quarter(
    way: str, amount: int
) -> None:
    assert met(way) == {"2015": (amount, None), "2016": (None, "not_reported")}


def test_who_wants_nothing_misses_nothing_and_who_names_no_way_is_not_judged() -> None:
    assert met("none") == {"2015": (0, None), "2016": (0, None)}
    assert met(None) == {"2015": (None, "not_reported"), "2016": (None, "not_reported")}
