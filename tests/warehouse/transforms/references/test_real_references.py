"""Every real file has an outcome, and the page about them says what it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.real_files_table import PAGE, deliver, deliver_shapes, page
from warehouse.transforms.delivery import Delivery
from warehouse.transforms.finding import Severity


@pytest.fixture(scope="module")
def deliveries(shared_data: Path) -> dict[str, Delivery]:
    return deliver(shared_data / "real")


def _rules(delivery: Delivery) -> Counter[str]:
    return Counter(finding.rule for finding in delivery.findings)


WITHOUT_A_LAYOUT = {"funds/government_funds_2405.xlsx"}
"""Real files that no layout reads: refused with what is known, archived."""


def test_no_other_real_file_is_refused(deliveries: dict[str, Delivery]) -> None:
    refused = {name for name, delivery in deliveries.items() if delivery.refusal is not None}

    # A file that names no indicator waits for a person to name it.
    assert {name for name in refused if not deliveries[name].is_waiting} == WITHOUT_A_LAYOUT


def test_rows_read_are_rows_accepted_and_rows_with_a_held_cell(deliveries: dict[str, Delivery]) -> None:
    for name, delivery in deliveries.items():
        held = {found.row for found in delivery.findings if found.severity is Severity.HELD}
        assert delivery.rows_read == delivery.rows_accepted + len(held) + delivery.rows_unassigned, name


def test_the_page_says_what_the_files_say(deliveries: dict[str, Delivery]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(deliveries, deliver_shapes())


def test_the_damaged_codes_are_found_cell_by_cell(deliveries: dict[str, Delivery]) -> None:
    delivery = deliveries["enterprise/uscc_dirty_zhejiang_travel_agencies.csv"]

    assert _rules(delivery)["credit_code_destroyed"] == 206
    assert _rules(delivery)["credit_code_repaired"] == 43
    assert "746 valid" in next(found.message for found in delivery.findings if found.rule == "credit_codes_examined")
    assert all(found.cell for found in delivery.findings if found.rule == "credit_code_destroyed")


def test_reference_material_is_never_taken_as_data(deliveries: dict[str, Delivery]) -> None:
    references = [delivery for delivery in deliveries.values() if _rules(delivery)["reference_file"]]

    assert len(references) == 25
    assert all(not delivery.datasets for delivery in references)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("industry/gbt4754_2011.xlsx", "1424 of 1424 codes have the name of GB/T 4754-2011"),
        ("industry/gbt4754_2002.xlsx", "An edition of GB/T 4754 that is not in the reference tables"),
        ("industry/gbt4754_2017.xlsx", "205 classes of four digits have no group"),
        ("industry/sei_2018_level1_level2.csv", "49 of 49 classes agree"),
        ("region/provinces.csv", "31 regions: 31 agree"),
        ("chain/kag_supplychain_Product.csv", "993 of 1125 references"),
        ("chain/ckg_company.json", "752 stock codes lack the suffix"),
        ("chain/ckg_company.json", "86 cells hold no date"),
        ("chain/ckg_company.json", "68 rows repeat a value of 'code'"),
    ],
)
def test_reference_material_is_compared(name: str, said: str, deliveries: dict[str, Delivery]) -> None:
    assert any(said in found.message for found in deliveries[name].findings)


def test_two_codes_in_one_row_are_held(deliveries: dict[str, Delivery]) -> None:
    held = [
        found.cell
        for found in deliveries["industry/gbt4754_2017.xlsx"].findings
        if found.severity is Severity.HELD and "are joined in one row" in found.message
    ]

    assert held == ["A460", "A1562"]
