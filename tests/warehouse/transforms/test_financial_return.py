"""The delivery financial_2016-03_gbk.csv, row by row (tests/data/README.md)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from warehouse.transforms.delivery import Delivery
from warehouse.transforms.finding import Finding, Severity


@pytest.fixture(scope="module")
def delivery(deliver_file: Callable[[Path], Delivery], deliveries: Path) -> Delivery:
    return deliver_file(deliveries / "financial_2016-03_gbk.csv")


def _observation(delivery: Delivery, row: int, column: str) -> dict[str, object] | None:
    found = delivery.datasets["observation"].filter(pl.col("source_row") == row, pl.col("source_column") == column)
    return found.row(0, named=True) if found.height else None


def _findings(delivery: Delivery, row: int) -> set[tuple[Severity, str, str | None]]:
    return {(found.severity, found.rule, found.cell) for found in delivery.findings if found.row == row}


def test_the_form_period_and_mark_are_read_from_the_file(delivery: Delivery) -> None:
    assert (delivery.form_id, delivery.period, delivery.is_synthetic) == ("monthly_financial_return", "2016-03", True)
    assert delivery.refusal is None


def test_every_row_is_read_and_those_without_a_certain_key_are_not_accepted(delivery: Delivery) -> None:
    # Ten rows of data; row 8 has no code, 13 repeats 12, 14 and 15 contradict each other.
    assert (delivery.rows_read, delivery.rows_accepted) == (10, 6)


def test_the_unit_line_is_converted_exactly_and_the_text_stays(delivery: Delivery) -> None:
    observation = _observation(delivery, 6, "D")

    assert observation is not None
    assert observation["value"] == Decimal(1_000)
    assert observation["same_period_value"] == Decimal(1_020)
    assert (observation["unit_received"], observation["value_received"]) == ("cny_1e4", "100")
    assert (observation["indicator_id"], observation["period_kind"], observation["months_covered"]) == (
        "gross_output", "month", 1,
    )  # fmt: skip


def test_the_year_to_date_of_march_covers_three_months(delivery: Delivery) -> None:
    observation = _observation(delivery, 6, "E")

    assert observation is not None
    assert (observation["period_kind"], observation["months_covered"]) == ("ytd", 3)


def test_persons_are_not_multiplied_by_a_unit_of_money(delivery: Delivery) -> None:
    persons = delivery.datasets["observation"].filter(
        pl.col("indicator_id") == "employee_count", pl.col("source_row") == 6
    )

    assert persons.select("value", "unit_received", "period_kind").row(0) == (Decimal(122), "person", "point")


def test_a_lower_case_code_is_repaired_and_its_row_goes_on(delivery: Delivery) -> None:
    observation = _observation(delivery, 7, "D")

    assert observation is not None and observation["subject_code"] == "91620000XN000002WK"
    assert _findings(delivery, 7) == {(Severity.INFO, "credit_code_repaired", "B7")}


def test_a_destroyed_code_holds_its_whole_row(delivery: Delivery) -> None:
    assert _findings(delivery, 8) == {(Severity.HELD, "credit_code_destroyed", "B8")}
    assert delivery.datasets["observation"].filter(pl.col("source_row") == 8).is_empty()
    told = next(found for found in delivery.findings if found.row == 8)
    assert told.text == "9.162E+17" and "No value of the row was taken" in told.message


def test_a_text_in_a_number_holds_its_cell_and_not_its_row(delivery: Delivery) -> None:
    month, ytd = _observation(delivery, 9, "D"), _observation(delivery, 9, "E")

    assert _findings(delivery, 9) == {(Severity.HELD, "not_a_number", "F9")}
    assert month is not None and (month["value"], month["same_period_value"]) == (Decimal(-12_345), None)
    assert ytd is not None and (ytd["value"], ytd["same_period_value"]) == (Decimal(12_340), None)


def test_what_cannot_be_a_value_is_held_under_its_rule(delivery: Delivery) -> None:
    assert _findings(delivery, 10) == {
        (Severity.HELD, "spreadsheet_error", "D10"),
        (Severity.HELD, "scientific_notation", "H10"),
        (Severity.HELD, "too_many_digits", "I10"),
    }


def test_a_held_value_leaves_its_same_period(delivery: Delivery) -> None:
    observation = _observation(delivery, 10, "D")

    assert observation is not None and (observation["value"], observation["same_period_value"]) == (
        None,
        Decimal(5_020),
    )


def test_a_fact_without_any_value_is_no_observation(delivery: Delivery) -> None:
    # Month and year to date of revenue are held, and their same periods are dashes.
    assert _observation(delivery, 10, "H") is None
    assert _observation(delivery, 10, "I") is None


def test_a_check_character_that_does_not_fit_is_a_warning(delivery: Delivery) -> None:
    observation = _observation(delivery, 11, "D")

    assert observation is not None and observation["subject_code"] == "91620000XN000006W0"
    assert _findings(delivery, 11) == {(Severity.WARNING, "credit_code_check_failed", "B11")}


def test_a_repeated_row_is_taken_once(delivery: Delivery) -> None:
    assert _observation(delivery, 12, "D") is not None
    assert _observation(delivery, 13, "D") is None
    assert _findings(delivery, 13) == {(Severity.INFO, "repeated_row", "B13")}


def test_of_two_rows_that_contradict_each_other_none_is_taken(delivery: Delivery) -> None:
    for row in (14, 15):
        assert _observation(delivery, row, "D") is None
        assert _findings(delivery, row) == {(Severity.HELD, "duplicate_row", f"B{row}")}


def test_totals_are_told_and_never_counted(delivery: Delivery) -> None:
    told = _findings(delivery, 16)

    assert (Severity.INFO, "total_row", None) in told
    assert {rule for _, rule, _ in told} == {"total_row", "total_differs"}
    assert delivery.datasets["observation"]["source_row"].max() == 12


def test_held_cells_are_counted(delivery: Delivery) -> None:
    held = [found for found in delivery.findings if found.severity is Severity.HELD]

    assert delivery.held_count == len(held) == 7
    assert all(isinstance(found, Finding) and found.message.endswith("。") for found in held)
