from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.forms.form import CellType, Column
from warehouse.programme.programme import built_in
from warehouse.transforms.cells.typing import type_column


def _type(column: Column, text: str | None, factor: str = "1") -> tuple[object, str | None, str | None]:
    typed = type_column(column, pl.Series([text], dtype=pl.String), built_in(), Decimal(factor))
    return typed.values[0], typed.broken[0], typed.noted[0]


AMOUNT = Column("amount", "金额", "Amount", CellType.DECIMAL)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("约500", "not_a_number"),
        ("1,5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("inf", "not_a_number"),
        ("16%", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("1.23E+05", "scientific_notation"),
        ("1e400", "scientific_notation"),
        ("1234567890123", "too_many_digits"),
        ("9" * 60, "too_many_digits"),
        ("#DIV/0!", "spreadsheet_error"),
        ("#REF!", "spreadsheet_error"),
    ],
)
def test_a_text_that_is_no_exact_number_is_held(text: str, rule: str) -> None:
    assert _type(AMOUNT, text) == (None, rule, None)


def test_leading_zeros_are_no_digits_too_many() -> None:
    assert _type(AMOUNT, "0000000000000000012.5") == (Decimal("12.5"), None, None)


def test_more_than_six_decimals_are_rounded_half_to_even_and_told() -> None:
    assert _type(AMOUNT, "1.0000005") == (Decimal("1.000000"), None, "rounded")
    assert _type(AMOUNT, "1.0000015") == (Decimal("1.000002"), None, "rounded")
    assert _type(AMOUNT, "1.000001") == (Decimal("1.000001"), None, None)


def test_a_value_too_large_only_after_conversion_is_held() -> None:
    assert _type(AMOUNT, "999999999999", "10000") == (None, "too_many_digits", None)


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=6), st.sampled_from(["1", "1000", "0.001", "0.0001"]))
def test_a_conversion_is_the_exact_decimal_product(value: Decimal, factor: str) -> None:
    exact = (value * Decimal(factor)).quantize(Decimal("0.000001"))

    assert _type(AMOUNT, format(value, "f"), factor)[0] == exact


def test_a_per_cent_sign_repeats_the_unit_of_a_column_of_per_cent() -> None:
    share = Column("counted_share", "计入比重(%)", "Share", CellType.DECIMAL, unit_id="percent", maximum=Decimal(100))

    assert _type(share, "16%") == (Decimal(16), None, None)
    assert _type(share, "116%") == (None, "above_maximum", None)


def test_bounds_and_choices_hold_a_value() -> None:
    bounded = Column("output", "产量", "Output", CellType.DECIMAL, minimum=Decimal(0))
    chosen = Column("stage", "环节", "Stage", CellType.TEXT, choices=("上游", "下游"))

    assert _type(bounded, "-0.1")[1] == "below_minimum"
    assert _type(bounded, "-0")[1] is None
    assert _type(chosen, "中上游")[1] == "not_a_choice"
    assert _type(chosen, " 上游\u3000") == ("上游", None, None)


def test_an_empty_cell_is_held_only_where_a_value_has_to_stand() -> None:
    required = Column("name", "名称", "Name", CellType.TEXT, nullable=False)

    assert _type(AMOUNT, "—") == (None, None, None)
    assert _type(required, "—") == (None, "missing_value", None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("91350100M000100Y43", ("91350100M000100Y43", None, None)),
        ("91350100m000100y43", ("91350100M000100Y43", None, "credit_code_repaired")),
        (" 91350100M000100Y43", ("91350100M000100Y43", None, "credit_code_repaired")),
        ("9135 0100 M000100Y43", ("91350100M000100Y43", None, "credit_code_repaired")),
        ("91350100\u3000M000\n100Y43", ("91350100M000100Y43", None, "credit_code_repaired")),
        ("91350100\u200bM000100Y43", ("91350100M000100Y43", None, "credit_code_repaired")),
        ("91350211 M0000XUF46", (None, "credit_code_malformed", None)),
        ("91350211M0000XUF46", ("91350211M0000XUF46", None, "credit_code_check_failed")),
        ("9.13E+17", (None, "credit_code_destroyed", None)),
        ("9.13010256878897E+17", (None, "credit_code_destroyed", None)),
        ("513000000000000000", (None, "credit_code_destroyed", None)),
        ("91350100MO00100Y43", (None, "credit_code_malformed", None)),
        ("张三", (None, "credit_code_malformed", None)),
        ("-", (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_a_credit_code_is_repaired_kept_or_held(text: str | None, found: tuple[object, ...]) -> None:
    assert _type(Column("credit_code", "统一社会信用代码", "Code", CellType.CREDIT_CODE), text) == found


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2015", "2015"),
        ("2015-03", "2015-03"),
        ("2015年3月", "2015-03"),
        ("2016年1-2月", "2016-02"),
        ("2015-Q1", "2015-Q1"),
        ("2015M03", "2015-03"),
        ("1Q 2015", "2015-Q1"),
        ("2015年第一季度", "2015-Q1"),
        ("2015/3/31", "2015-03"),
        ("2015-03-01 00:00:00", "2015-03"),
        ("２０１５年３月", "2015-03"),
    ],
)
def test_a_period_is_typed_to_its_stored_form(text: str, period: str) -> None:
    assert _type(Column("period", "时期", "Period", CellType.PERIOD), text) == (period, None, None)


@pytest.mark.parametrize(
    "text", ["2015年预计", "2015-13", "2015-2016", "201503", "42460", "2015年3-4月", "2015年13月", "1-2月", "20151"]
)
def test_what_only_begins_with_a_period_is_held_and_not_cut_down_to_its_year(text: str) -> None:
    assert _type(Column("period", "时期", "Period", CellType.PERIOD), text) == (None, "not_a_period", None)


def test_a_code_that_a_spreadsheet_made_a_number_is_held() -> None:
    code = Column("product_code", "产品代码", "Product", CellType.CODE)

    assert _type(code, "000123") == ("000123", None, None)
    assert _type(code, "1.23E+15")[1] == "code_destroyed"


def test_a_date_that_does_not_exist_is_held() -> None:
    day = Column("day", "日期", "Day", CellType.DATE)

    assert _type(day, "2015-02-29")[1] == "not_a_date"
    assert _type(day, "02/03/2016")[1] == "not_a_date"


def test_a_batch_is_a_whole_number() -> None:
    batch = Column("batch", "批次", "Batch", CellType.INTEGER)

    assert _type(batch, "2.0") == (2, None, None)
    assert _type(batch, "2.5")[1] == "not_a_whole_number"
