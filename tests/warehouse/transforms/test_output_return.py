"""The delivery output_2016-02.csv, row by row (tests/data/README.md)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from warehouse.transforms.delivery import Delivery


@pytest.fixture(scope="module")
def delivery(deliver_file: Callable[[Path], Delivery], deliveries: Path) -> Delivery:
    return deliver_file(deliveries / "output_2016-02.csv")


def _values(delivery: Delivery, row: int) -> dict[tuple[str, str, int], tuple[object, object]]:
    found = delivery.datasets["observation"].filter(pl.col("source_row") == row)
    return {
        (entry["indicator_id"], entry["period_kind"], entry["months_covered"]): (
            entry["value"],
            entry["same_period_value"],
        )
        for entry in found.iter_rows(named=True)
    }


def test_january_and_february_are_one_year_to_date(delivery: Delivery) -> None:
    assert delivery.period == "2016-02"
    assert set(delivery.datasets["observation"]["period"]) == {"2016-02"}
    assert "month" not in set(delivery.datasets["observation"]["period_kind"])


def test_a_quantity_is_stored_in_its_base_unit_and_a_price_per_that_unit(delivery: Delivery) -> None:
    assert _values(delivery, 4) == {
        ("product_output", "ytd", 2): (Decimal(25_000), Decimal(24_000)),
        ("product_capacity", "point", 1): (Decimal(160_000), None),
        ("product_price", "ytd", 2): (Decimal(68_000), Decimal(70_000)),
    }


def test_the_unit_received_is_the_one_of_the_row(delivery: Delivery) -> None:
    output = delivery.datasets["observation"].filter(
        pl.col("indicator_id") == "product_output", pl.col("source_row") == 5
    )

    assert output.select("value", "unit_received", "value_received", "product_code").row(0) == (
        Decimal(12_000_000), "kwh_1e4", "1200", "441401",
    )  # fmt: skip


def test_a_month_value_in_january_and_february_is_held_and_the_year_to_date_taken(delivery: Delivery) -> None:
    assert ("product_output", "ytd", 2) in _values(delivery, 6)
    assert [found.rule for found in delivery.findings if found.cell == "H6"] == []
    assert [found.rule for found in delivery.findings if found.cell == "G6"] == ["combined_month"]


def test_empty_month_columns_are_neither_held_nor_missing(delivery: Delivery) -> None:
    assert [found for found in delivery.findings if found.row in (4, 5)] == []


def test_a_product_in_another_quantity_is_held(delivery: Delivery) -> None:
    assert _values(delivery, 7) == {}
    assert [(found.rule, found.cell, found.text) for found in delivery.findings if found.row == 7] == [
        ("unit_conflict", "F7", "件")
    ]


def test_an_unknown_unit_holds_its_row(delivery: Delivery) -> None:
    assert _values(delivery, 8) == {}
    assert [(found.rule, found.text) for found in delivery.findings if found.row == 8] == [("unknown_unit", "车皮")]


def test_an_output_below_zero_is_held_and_its_same_period_stands(delivery: Delivery) -> None:
    assert _values(delivery, 9) == {("product_output", "ytd", 2): (None, Decimal(4))}


def test_the_products_are_named_with_the_unit_they_are_stored_in(delivery: Delivery) -> None:
    products = delivery.datasets["product"].select("product_code", "product_name", "unit_id").rows()

    assert products == [
        ("321301", "电解镍", "tonne"),
        ("441401", "风力发电量", "kwh"),
        ("384101", "锂离子电池", "piece"),
        ("276001", "生物制品", "piece"),
    ]


def test_rows_read_are_those_accepted_and_those_held(delivery: Delivery) -> None:
    assert (delivery.rows_read, delivery.rows_accepted) == (6, 4)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("产量,,,,年", "产量（吨）,,,,年"),
        ("年生产能力", "年生产能力(吨)"),
        ("本月,上年同期\n", "本月,上年同期\n,,,,,,吨,吨,吨,吨,吨,元,元\n"),
    ],
)
def test_a_heading_whose_unit_is_not_that_of_the_rows_refuses_the_file(
    old: str, new: str, deliver: Callable[[str], Delivery], deliveries: Path
) -> None:
    text = (deliveries / "output_2016-02.csv").read_text("utf-8-sig")

    delivery = deliver(text.replace(old, new, 1))

    reason = "the unit is 吨 in the heading and 万吨 in the column '计量单位'"
    assert delivery.refusal is not None and reason in delivery.refusal
