"""A held cell is known by what it would have been: in returns, macro series of both shapes and known layouts."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from warehouse.domain.naming import Naming
from warehouse.forms.datasets import empty
from warehouse.programme.programme import built_in
from warehouse.reading.delimited import read_delimited
from warehouse.transforms.delivery import Delivery, read_delivery

Deliver = Callable[[str], Delivery]
FIRM = "91620000XN000002WK"
OUTPUT_HEAD = """2016年4月主要产品产量,,,,,,,,,,,
统一社会信用代码,单位详细名称,产品代码,产品名称,计量单位,产量,,,,年生产能力,出厂价格(元),
,,,,,本月,本年累计,上年同期,上年同期累计,,本月,上年同期
"""
LONG_HEAD = "宏观经济指标\n\n指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源\n"
WIDE_HEAD = "指标代码,指标名称,地区代码,单位,版本,2016年1-2月,2016-03,2016-04\n"
SERIES_HEAD = "date,value,yoy,mom,ytd_value,ytd_yoy,jan_feb_combined\n"
PPI = Naming("王芳", "ppi_yoy_index", "index_yoy", "as_published", "100000")


def _waiting(delivery: Delivery) -> list[tuple[str, ...]]:
    """What waits, as indicator, subject, product, period, kind and cell."""
    assert delivery.refusal is None, delivery.refusal
    cell = pl.col("source_column") + pl.col("source_row").cast(pl.String)
    about = ("indicator_id", "subject_code", "product_code", "period", "period_kind")
    return delivery.datasets.get("held_value", empty("held_value")).select(*about, cell).rows()


def test_a_month_of_a_return_waits_and_the_rest_of_its_row_does_not(deliver: Deliver) -> None:
    told = deliver(f"{OUTPUT_HEAD}{FIRM},甲公司,384101,电机,台,abc,30,9,27,100,5,5\n")

    assert _waiting(told) == [("product_output", FIRM, "384101", "2016-04", "month", "F4")]


def test_every_value_of_a_row_that_is_held_waits_but_none_that_was_not_given(deliver: Deliver) -> None:
    told = deliver(f"{OUTPUT_HEAD}{FIRM},甲公司,384101,电机,驮,12,30,9,27,,5,5\n")

    assert _waiting(told) == [
        ("product_output", FIRM, "384101", "2016-04", "month", "F4"),
        ("product_output", FIRM, "384101", "2016-04", "ytd", "G4"),
        ("product_price", FIRM, "384101", "2016-04", "month", "K4"),
    ]


def test_a_row_whose_firm_or_product_is_held_could_be_about_any(deliver: Deliver) -> None:
    told = deliver(
        f"{OUTPUT_HEAD}9.16E+17,甲公司,384101,电机,台,12,30,9,27,100,5,5\n{FIRM},甲,3.8E+05,电机,台,1,3,,,,,\n"
    )

    assert {finding.column_name for finding in told.findings if finding.severity == "held"} >= {"credit_code"}
    assert _waiting(told) == []


def test_a_return_without_a_held_cell_has_nothing_that_waits(deliver: Deliver) -> None:
    told = deliver(f"{OUTPUT_HEAD}{FIRM},甲公司,384101,电机,台,12,30,9,27,100,5,5\n")

    assert "held_value" not in told.datasets


@pytest.mark.parametrize(
    ("row", "waits"),
    [
        ("fixed_asset_investment,,620000,2016-04,月,abc,亿元,prelim,,", "month"),
        ("fixed_asset_investment,,620000,2016-04,累计,abc,亿元,prelim,,", "ytd"),
        ("fixed_asset_investment,,620000,2016-04,月,100,吨,prelim,,", "month"),
        ("fixed_asset_investment,,620000,2016-04,月,100,驮,prelim,,", "month"),
        ("fixed_asset_investment,,620000,2016-04,月,100,亿元,,,", "month"),
        # A kind that cannot be told may be a month.
        ("fixed_asset_investment,,620000,2016-04,本月,100,亿元,prelim,,", "month"),
        ("fixed_asset_investment,,620000,2016-04,季,100,亿元,prelim,,", "month"),
        ("fixed_asset_investment,,620000,2016-04,月,100,亿元,prelim,,", None),
        ("fixed_asset_investment,,620000,2016-04,月,,驮,prelim,,", None),
        ("fixed_asset_investment,,62,2016-04,月,100,亿元,prelim,,", None),
        ("fixed_asset_investment,,620000,四月,月,100,亿元,prelim,,", None),
        ("fixed_asset_investment,,620000,2016,月,100,亿元,prelim,,", None),
    ],
)
def test_a_row_of_a_macro_series_waits_as_what_it_says(deliver: Deliver, row: str, waits: str | None) -> None:
    told = deliver(f"{LONG_HEAD}{row}\ngdp,,620000,2015,年,6790.32,亿元,prelim,,\n")

    assert _waiting(told) == ([("fixed_asset_investment", "620000", "", "2016-04", waits, "F4")] if waits else [])


def test_a_macro_row_that_is_repeated_with_another_value_waits(deliver: Deliver) -> None:
    row = "fixed_asset_investment,,620000,2016-04,月,{},亿元,prelim,,\n"
    told = deliver(LONG_HEAD + row.format(100) + row.format(101))

    assert _waiting(told) == [("fixed_asset_investment", "620000", "", "2016-04", "month", f"F{row}") for row in (4, 5)]


def test_a_cell_below_its_period_waits_as_that_period(deliver: Deliver) -> None:
    told = deliver(f"{WIDE_HEAD}power_use,,620000,亿千瓦时,prelim,1,abc,3\n")

    assert _waiting(told) == [("power_use", "620000", "", "2016-03", "month", "G2")]


def test_a_wide_row_that_is_held_waits_with_all_of_its_values(deliver: Deliver) -> None:
    told = deliver(f"{WIDE_HEAD}power_use,,620000,驮,prelim,1,,x\n")

    assert _waiting(told) == [
        ("power_use", "620000", "", "2016-02", "ytd", "F2"),
        ("power_use", "620000", "", "2016-04", "month", "H2"),
    ]


def test_wide_rows_that_contradict_each_other_wait(deliver: Deliver) -> None:
    row = "power_use,,620000,亿千瓦时,prelim,1,2,{}\n"
    told = deliver(WIDE_HEAD + row.format(3) + row.format(4))

    assert _waiting(told) == [("power_use", "620000", "", "2016-04", "month", cell) for cell in ("H2", "H3")]


def test_a_wide_cell_whose_kind_does_not_go_with_its_period_may_be_a_month(deliver: Deliver) -> None:
    told = deliver(
        "指标代码,指标名称,地区代码,单位,版本,时期类型,2016年1-3月,2016-04\npower_use,,620000,亿千瓦时,prelim,月,1,2\n"
    )

    assert _waiting(told) == [("power_use", "620000", "", "2016-03", "month", "G2")]


def test_a_cell_of_somebody_elses_file_waits_as_what_its_layout_says() -> None:
    text = f"{SERIES_HEAD}2016-03-31,abc,,,99,,\n2016-04-30,98,,,x,,\n"
    told = read_delivery((read_delimited(text),), "a.csv", built_in(), naming=PPI)

    assert _waiting(told) == [
        ("ppi_yoy_index", "100000", "", "2016-03", "month", "B2"),
        ("ppi_yoy_index", "100000", "", "2016-04", "ytd", "E3"),
    ]
