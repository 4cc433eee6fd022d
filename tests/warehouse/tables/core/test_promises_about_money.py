"""The promises of the tables about funds and projects: kept by good rows, and each broken by a planted fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.forms.datasets import DATASETS, empty

TABLES = (
    *("core.fund_contribution", "core.fund_investment", "core.fund_valuation", "core.fund_distribution"),
    *("core.fund_covenant", "core.project_plan", "core.project_report", "core.project_milestone"),
    *("mart.fund_performance", "mart.project_progress", "mart.project_total"),
)
ROWS = Path(__file__).with_name("rows_about_money.sql")
LOST = "insert into stage.{0} ({1}, submission_number) values ('nobody', 1)"
FAULTS = {
    "every_contribution_is_to_a_fund": "delete from core.fund",
    "no_fund_contributes_to_itself": "update core.fund_contribution set contributor_fund_id = 'F1'",
    "nobody_pays_more_than_was_committed": "update core.fund_contribution set paid_in_cny = 101",
    "nobody_is_called_for_more_than_was_committed": "update core.fund_contribution set called_cny = 101",
    "every_investment_is_of_a_fund": "delete from core.fund",
    "every_investment_is_in_a_key_enterprise": "update core.fund_investment set enterprise_id = null",
    "no_fund_invests_more_than_was_paid_in": "update core.fund_investment set amount_cny = 51",
    "every_valuation_is_of_a_fund": "delete from core.fund",
    "every_valued_fund_has_one_latest_valuation": "update core.fund_valuation set is_latest = false",
    "every_distribution_is_of_a_fund": "delete from core.fund",
    "no_distribution_comes_before_the_first_payment":
        "update core.fund_distribution set distribution_date = '2013-01-01'",
    "every_covenant_is_of_a_fund": "delete from core.fund",
    "a_measured_covenant_says_whether_it_is_kept": "update core.fund_covenant set is_met = null",
    "every_project_plan_is_of_a_project": "delete from core.project",
    "no_yearly_plan_is_above_the_whole_project": "update core.project_plan set plan_investment_cny = 901",
    "every_report_is_of_a_project": "delete from core.project",
    "completed_investment_does_not_fall_within_a_year":
        "update core.project_report set completed_investment_ytd_cny = 29 where period = '2015-12'",
    "every_milestone_is_of_a_project": "delete from core.project",
    "a_milestone_has_its_day_exactly_where_it_is_done": "update core.project_milestone set reached_date = null",
    "every_milestone_ahead_has_a_planned_day":
        "update core.project_milestone set milestone_status = 'delayed', planned_date = null, reached_date = null",
    "every_performance_is_of_a_fund": "delete from core.fund",
    "a_fund_has_a_rate_or_says_why_not": "update mart.fund_performance set irr = null",
    "tvpi_is_dpi_plus_rvpi": "update mart.fund_performance set tvpi = 2.56",
    "no_paid_in_yuan_is_lost": "update mart.fund_performance set onward_cny = 1",
    "a_number_of_a_fund_is_there_or_says_why_not": "update mart.fund_performance set call_reason = null",
    "what_is_in_doubt_is_a_part": "update mart.fund_performance set doubted_invested_cny = 21",
    "no_fund_spends_more_than_was_paid_in": "update mart.fund_performance set not_invested_cny = -1",
    "every_latest_covenant_is_kept": "update core.fund_covenant set is_met = false",
    "every_progress_is_of_a_project": "delete from core.project",
    "a_rate_is_there_only_where_a_plan_is": "update mart.project_progress set plan_investment_cny = null",
    "a_rate_is_there_where_a_plan_is": "update mart.project_progress set completion_rate = null",
    "an_opening_is_not_after_the_report_that_names_it": "update core.project_report set opened_date = '2016-01-01'",
    "a_rate_against_either_plan_is_there_or_says_why_not": "update mart.project_progress set baseline_reason = null",
    "a_rate_of_a_group_is_there_or_says_why_not": "update mart.project_total set start_rate = null",
    "days_late_are_there_or_say_why_not": "update core.project_milestone set days_late = null",
    "the_categories_add_up_to_all": "update mart.project_total set project_count = 2 where group_kind = 'category'",
    "no_more_projects_report_than_there_are": "update mart.project_total set reporting_count = 2",
    "every_project_but_the_reserve_reported": "update mart.project_total set reporting_count = 0",
}  # fmt: skip
CHECKS = [(key, check.name) for key in TABLES for check in load_catalog().table(key).checks]


@pytest.fixture(scope="module")
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema core; create schema mart; create schema stage")
        catalog = load_catalog()
        for key in ("core.submission", "core.fund", "core.project", *TABLES):
            # Keys are left out, so that a row that breaks a promise can be planted.
            lines = catalog.table(key).create_sql.splitlines()
            connection.execute("\n".join(line for line in lines if not line.lstrip().startswith("primary key")))
        for dataset in DATASETS:
            connection.register("no_rows", empty(dataset).to_arrow())
            connection.execute(f"create table stage.{dataset} as from no_rows")
        connection.execute(ROWS.read_text("utf-8"))
        yield connection


@pytest.fixture
def connection(built: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built tables; whatever a test changes in them is undone."""
    built.execute("begin")
    yield built
    built.execute("rollback")


def broken(connection: duckdb.DuckDBPyConnection, key: str, name: str) -> list[tuple[object, ...]]:
    query = next(check.query for check in load_catalog().table(key).checks if check.name == name)
    return connection.execute(query).fetchall()


@pytest.mark.parametrize(("key", "name"), CHECKS)
def test_good_rows_keep_the_promise_and_a_planted_fault_breaks_it(
    connection: duckdb.DuckDBPyConnection, key: str, name: str
) -> None:
    assert broken(connection, key, name) == []

    table = "project" if key == "core.project_plan" else key.removeprefix("core.")
    owner = "project_id" if table.startswith("project") else "fund_id"
    connection.execute(LOST.format(table, owner) if name.startswith("every_staged_row") else FAULTS[name])

    assert broken(connection, key, name)
