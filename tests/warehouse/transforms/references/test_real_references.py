"""Every real file has an outcome, and the page about them says what it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from tests.real_files_table import PAGE, deliver, deliver_shapes, page
from warehouse.reading.child import ChildReader
from warehouse.reading.grid import Sheet
from warehouse.transforms.delivery import Delivery
from warehouse.transforms.finding import Severity


@pytest.fixture(scope="module")
def deliveries(shared_data: Path) -> dict[str, Delivery]:
    return deliver(shared_data / "real")


def _rules(delivery: Delivery) -> Counter[str]:
    return Counter(finding.rule for finding in delivery.findings)


def _rows(delivery: Delivery) -> pl.DataFrame:
    """The rows of a register."""
    (rows,) = (rows for name, rows in delivery.datasets.items() if name in ("enterprise", "fund"))
    return rows


WITHOUT_A_LAYOUT = {"funds/government_funds_2405.xlsx"}
"""Real files that no layout reads: refused with what is known, archived."""


def test_no_other_real_file_is_refused(deliveries: dict[str, Delivery]) -> None:
    refused = {name for name, delivery in deliveries.items() if delivery.refusal is not None}

    # A file that names no indicator waits for a person to name it.
    assert {name for name in refused if not deliveries[name].is_waiting} == WITHOUT_A_LAYOUT


def test_rows_read_are_rows_accepted_and_rows_with_a_held_cell(deliveries: dict[str, Delivery]) -> None:
    for name, delivery in deliveries.items():
        held = {found.row for found in delivery.findings if found.severity is Severity.HELD}
        if name.endswith(", mapped"):
            # A row of a register is taken without a cell that it can do without.
            held -= set(_rows(delivery)["source_row"])
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


def test_destroyed_codes_of_a_mapped_list_are_held_and_no_row_with_one_is_taken(
    deliveries: dict[str, Delivery], shared_data: Path
) -> None:
    name = "enterprise/uscc_dirty_zhejiang_travel_agencies.csv"
    mapped, (sheet,) = deliveries[f"{name}, mapped"], _sheets(shared_data / "real" / name)
    destroyed = sheet.cells["B"].slice(1).str.strip_chars().str.contains(r"^\d(?:\.\d+)?E\+\d+$").arg_true() + 2

    held = {found.row for found in mapped.findings if found.rule == "credit_code_destroyed"}
    taken = _rows(mapped)
    assert (deliveries[name].form_id, mapped.form_id) == ("reference_credit_codes", "enterprise_register")
    assert held == set(destroyed) and not taken["source_row"].is_in(list(held)).any()
    assert (taken["credit_code"].str.len_chars().unique().to_list(), set(taken["region_code"])) == ([18], {"330000"})


def test_the_firms_of_a_mapped_list_have_the_region_of_their_city(deliveries: dict[str, Delivery]) -> None:
    regions = dict(
        _rows(deliveries["enterprise/uscc_sei_companies_sample.csv, mapped"]).select("name", "region_code").rows()
    )

    assert (len(regions), regions["天水华天科技股份有限公司"]) == (16, "620500")
    # Its code says that the province registered it; the list says where it is.
    assert regions["大禹节水集团股份有限公司"] == "620900"


def test_the_government_funds_of_gansu_are_those_of_the_file(
    deliveries: dict[str, Delivery], shared_data: Path
) -> None:
    name = "funds/government_funds_2405.xlsx"
    if name not in deliveries:
        pytest.skip("the list of funds is not beside this checkout")
    (sheet,) = _sheets(shared_data / "real" / name)
    at = {text: letters for letters, text in zip(sheet.cells.columns, sheet.cells.row(0), strict=True)}
    of_file = sheet.cells.slice(1).filter(pl.col(at["注册地区"]).str.starts_with("中国|甘肃省"))
    read = _rows(deliveries[f"{name}, mapped"]).filter(pl.col("region_code").str.starts_with("62"))

    assert (len(read), read["name_zh"].to_list()) == (25, of_file[at["基金全称"]].to_list())
    sizes = of_file[at["目标规模(人民币/百万)"]].str.replace_all(",", "").replace("--", None)
    assert read["target_size"].to_list() == (sizes.cast(pl.Decimal(18, 6)) * 1_000_000).to_list()
    assert read["established_date"].to_list() == of_file[at["成立时间"]].str.to_date().to_list()


def _sheets(path: Path) -> tuple[Sheet, ...]:
    with ChildReader() as reader:
        return reader.read(path).sheets
