"""What forms ask and what of it is known, as counted by hand on the blank workbooks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl

from warehouse.forms.registry import FORMS
from warehouse.measures.burden.burden import (
    EVENT_READS,
    asked,
    burden_duplicate,
    burden_form,
    burden_respondent,
    duplicates,
    load_burden_rules,
    subjects_of,
)

RULE = load_burden_rules()[-1]
MONTHS = range(2, 13)
DUE = datetime(2016, 3, 16, tzinfo=UTC)


def tables(products: int = 2) -> dict[str, pl.DataFrame]:
    """One firm with its eleven months of both returns, a unit with two tasks, and a list that was sent."""
    firm = [
        (form, f"2016-{month:02d}", "enterprise", "E1", "E1")
        for form in ("monthly_financial_return", "monthly_output_return")
        for month in MONTHS
    ]
    unit = [("department_report", "2016-Q1", "task", task, "D1") for task in ("t1", "t2")]
    status = pl.DataFrame(
        [*((*row, DUE, "on_time") for row in [*firm, *unit]),
         ("monthly_financial_return", "2016-02", "enterprise", "E2", "E2", DUE, "exempt"),
         ("monthly_financial_return", "2016-01", "enterprise", "E1", "E1", None, "on_time")],
        schema=["form_id", "period", "subject_kind", "subject_id", "reporter_id", "due_at", "status"], orient="row",
    )  # fmt: skip
    sent = [
        ("project_register", True, datetime(2015, 12, 31, 20, tzinfo=UTC), 30, 1),
        ("listing_pipeline", True, datetime(2016, 5, 1, tzinfo=UTC), 3, 2),
        ("enterprise_financing", True, datetime(2016, 5, 1, tzinfo=UTC), 2, 3),
    ]  # fmt: skip

    def staged(dataset: str, column: str, *rows: tuple[int, str]) -> dict[str, pl.DataFrame]:
        return {f"stage.{dataset}": pl.DataFrame(rows, schema=["submission_number", column], orient="row")}

    empty = {
        name: pl.DataFrame(schema={"submission_number": pl.Int64, "credit_code": pl.String, "project_id": pl.String,
                                   "department_name": pl.String})
        for name in EVENT_READS if name.startswith("stage.")
    }  # fmt: skip
    return {
        **empty,
        **staged("listing_step", "credit_code", (2, "c1"), (2, "c1"), (2, "c9")),
        **staged("financing_round", "credit_code", (3, "c1"), (3, "c2")),
        **staged("project", "project_id", (1, "P1")),
        "core.enterprise_identity": pl.DataFrame(
            [("c1", "E1", None), ("c2", "E2", None)], schema=["identifier_code", "enterprise_id", "valid_to"],
            orient="row",
        ),
        "core.department": pl.DataFrame({"department_id": ["D1"], "name_zh": ["发改委"]}),
        "mart.reporting_status": status,
        "mart.growth_product": pl.DataFrame(
            [("E1", "2016-02", f"p{number}") for number in range(products)],
            schema=["enterprise_id", "period", "product_code"], orient="row",
        ),
        "core.enterprise": pl.DataFrame({"enterprise_id": ["E1"], "is_synthetic": [True]}),
        "core.project": pl.DataFrame(schema={"project_id": pl.String, "is_synthetic": pl.Boolean}),
        "core.submission": pl.DataFrame(
            sent, schema=["form_id", "is_synthetic", "received_at", "rows_accepted", "submission_number"], orient="row"
        ),
    }  # fmt: skip


def counts(form_id: str) -> list[int]:
    """Cells, names, same period, months, unchanged of a year of one firm and product."""
    rows = [asked(FORMS[form_id], month, RULE.bounds) for month in MONTHS]
    return [sum(len(row.columns) for row in rows)] + [
        sum(len(row.known[kind]) for row in rows) for kind in ("name", "same_period", "month", "unchanged")
    ]


def test_a_year_of_the_financial_return_is_276_cells_of_which_188_are_known() -> None:
    assert counts("monthly_financial_return") == [276, 11, 127, 50, 0]


def test_a_year_of_one_product_is_130_cells_of_which_85_are_known() -> None:
    assert counts("monthly_output_return") == [130, 33, 32, 10, 10]


def test_a_firm_with_two_products_fills_536_cells_in_two_forms_and_22_files() -> None:
    row = burden_respondent(tables(), RULE).row(by_predicate=pl.col("enterprise_id") == "E1", named=True)

    # And the two forms that came when something happened: two steps and a round of the firm.
    steps, rounds = (
        sum(column.required for column in FORMS[form_id].columns)
        for form_id in ("listing_pipeline", "enterprise_financing")
    )
    assert (row["event_form_count"], row["event_cell_count"]) == (2, 2 * steps + rounds)
    assert (row["form_count"], row["file_count"], row["cell_count"]) == (4, 24, 536 + 2 * steps + rounds)
    # The name of the firm in each of the three rows is known.
    assert (row["known_count"], row["needed_count"]) == (188 + 170 + 3, 88 + 90 + 2 * steps + rounds - 3)


def test_a_unit_reports_its_tasks_in_one_file_with_five_columns_a_row() -> None:
    row = burden_respondent(tables(), RULE).row(by_predicate=pl.col("department_id") == "D1", named=True)

    assert (row["file_count"], row["row_count"], row["cell_count"], row["known_count"]) == (1, 2, 10, 0)
    assert row["is_synthetic"] is False


def test_the_share_that_is_known_of_the_financial_return_is_68_1_per_cent() -> None:
    row = burden_form(tables(), RULE).row(by_predicate=pl.col("form_id") == "monthly_financial_return", named=True)

    assert (row["respondent_count"], row["file_count"], row["indicator_count"]) == (1, 11, 24)
    assert round(row["known_count"] / row["cell_count"], 3) == 0.681
    # Nothing of it is asked elsewhere: without the form one would save what is known.
    assert (row["asked_twice_count"], row["saved_alone_count"]) == (0, 188)


def test_a_list_without_a_calendar_counts_the_rows_that_came_in_the_year_of_china() -> None:
    made = burden_form(tables(), RULE)
    row: dict[str, Any] = made.row(by_predicate=pl.col("form_id") == "project_register", named=True)

    columns = sum(column.required for column in FORMS["project_register"].columns)
    assert (row["year"], row["file_count"], row["row_count"], row["cell_count"]) == ("2016", 1, 30, 30 * columns)


def test_what_two_forms_ask_is_found_by_its_heading() -> None:
    pairs = {(f"{one[0]}.{one[1]}", f"{two[0]}.{two[1]}") for one, two in duplicates(RULE.bounds)}

    # The value of a product (产值) and its quantity (产量) are two things.
    assert pairs == {
        ("enterprise_financing.amount", "listing_pipeline.raised"),
        ("monthly_project_report.plan_investment", "project_register.plan_investment"),
    }


def test_at_most_the_rows_of_the_shorter_form_are_asked_twice() -> None:
    made = burden_duplicate(burden_form(tables(), RULE), subjects_of(tables()), RULE)

    # Of E1 and E2 one is in both, and a firm that no register knows is in none.
    names = ("form_id", "other_form_id", "heading", "year", "subject_count", "cell_count")
    assert made.select(names).rows() == [("enterprise_financing", "listing_pipeline", "融资金额", "2016", 1, 2)]


def test_what_a_register_holds_is_asked_twice_by_a_monthly_form_of_a_later_year() -> None:
    given = tables()
    report = [
        ("monthly_project_report", f"2017-{month:02d}", "project", "P1", "P1", DUE, "on_time") for month in (3, 4)
    ]
    status = given["mart.reporting_status"]
    given["mart.reporting_status"] = pl.concat([status, pl.DataFrame(report, schema=status.schema, orient="row")])
    given["core.project"] = pl.DataFrame({"project_id": ["P1"], "is_synthetic": [True]})

    burdens = burden_form(given, RULE)
    twice = {(form_id, year): cells for form_id, year, cells in burdens.select(
        "form_id", "year", "asked_twice_count").iter_rows()}  # fmt: skip
    found = burden_duplicate(burdens, subjects_of(given), RULE).filter(pl.col("form_id") == "monthly_project_report")

    assert (twice["monthly_project_report", "2017"], twice["project_register", "2016"]) == (2, 0)
    assert found.select("other_form_id", "year", "subject_count", "cell_count").rows() == [
        ("project_register", "2017", 1, 2)
    ]
