from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from warehouse.transforms.cells.cleaning import clean_code, clean_date, clean_number, clean_text


def _clean(function: Callable[[pl.Expr], pl.Expr], text: str | None) -> object:
    return pl.DataFrame({"text": [text]}, schema={"text": pl.String}).select(function(pl.col("text"))).item()


@pytest.mark.parametrize(
    "mark", [None, "", " ", "\u3000", "\u2002", "-", "—", "——", "–", "－", "…", "……", "..", "...", "/", "#N/A"]
)
def test_a_null_mark_is_no_value(mark: str | None) -> None:
    assert [_clean(function, mark) for function in (clean_number, clean_text, clean_code, clean_date)] == [None] * 4


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234,567.8", "1234567.8"),
        ("１，２３４．５", "1234.5"),
        ("(1,234.5)", "-1234.5"),
        ("（12）", "-12"),
        ("－12", "-12"),
        ("−12", "-12"),
        ("+12", "12"),
        ("16%", "16%"),
        ("１６％", "16%"),
        ("\u30001 234 ", "1234"),
        ("1,5", "1,5"),
        ("12,34", "12,34"),
        ("约500", "约500"),
        ("(1)2", "(1)2"),
        ("12 345 678.9", "12345678.9"),
        ("- 5", "-5"),
        ("( 5 )", "-5"),
        ("5 %", "5%"),
        ("1205\n1300", "1205_1300"),
        ("12 05", "12_05"),
        ("1205 1", "1205_1"),
        ("1205①", "1205①"),
        ("1,205²", "1,205²"),
        ("⑴", "⑴"),
    ],
)
def test_a_number_becomes_plain_digits_and_anything_else_stays(text: str, number: str) -> None:
    assert _clean(clean_number, text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016/1/31", "2016-01-31"),
        ("2016-01-31", "2016-01-31"),
        ("2016年1月31日", "2016-01-31"),
        ("２０１６年１月３１日", "2016-01-31"),
        ("2016.1.31", "2016-01-31"),
        ("2016-01-31 00:00:00", "2016-01-31"),
        ("42400", "2016-01-31"),
        ("36526", "2000-01-01"),
        ("02/03/2016", "02/03/2016"),
        ("2016年1月", "2016年1月"),
    ],
)
def test_a_day_is_read_only_where_it_is_certain(text: str, day: str) -> None:
    assert _clean(clean_date, text) == day


def test_a_name_keeps_its_brackets_and_loses_its_padding() -> None:
    assert _clean(clean_text, "\u3000甲（集团）有限\n公司\u2002") == "甲（集团）有限公司"


def test_a_code_keeps_its_zeros_and_loses_every_blank() -> None:
    assert _clean(clean_code, " ００62 01\u3000") == "006201"
