from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import polars as pl
import pytest

from warehouse.transforms.delivery import Delivery

Deliver = Callable[[str], Delivery]
HEAD = "指标代码,指标名称,地区代码,单位,版本"
GDP = "gdp,地区生产总值,620000,亿元,prelim"


def _rows(delivery: Delivery) -> list[tuple[object, ...]]:
    assert delivery.refusal is None, delivery.refusal
    return (
        delivery.datasets["observation"]
        .select("period", "period_kind", "value", pl.col("source_column") + pl.col("source_row").cast(pl.String))
        .rows()
    )


def test_a_period_above_each_column_gives_a_row_per_cell_with_its_own_address(deliver: Deliver) -> None:
    delivery = deliver(
        f'宏观经济指标,,,,,,,,\n\n{HEAD},2015,1Q 2016,2016年1-2月,2016M03\n{GDP},"6,790.32",1403.87,..,（1.5）\n'
    )

    assert delivery.form_id == "macro_series"
    assert _rows(delivery) == [
        ("2015", "year", Decimal("6790.32"), "F4"),
        ("2016-Q1", "quarter", Decimal("1403.87"), "G4"),
        ("2016-03", "month", Decimal("-1.5"), "I4"),
    ]
    assert (delivery.rows_read, delivery.rows_accepted) == (1, 1)


def test_months_of_a_year_to_date_are_covered_from_january(deliver: Deliver) -> None:
    delivery = deliver(f"{HEAD},2016年1-2月,2016年1—3月\n{GDP},1,2\n")

    rows = delivery.datasets["observation"].select("period", "period_kind", "months_covered").rows()
    assert rows == [("2016-02", "ytd", 2), ("2016-03", "ytd", 3)]


def test_the_kind_of_the_row_counts_below_a_plain_month_and_is_held_below_a_range(deliver: Deliver) -> None:
    delivery = deliver(
        f"{HEAD},时期类型,2016-03,2016年1-4月\n{GDP},累计,3,4\n{GDP.replace('prelim', 'final')},月,5,6\n"
    )

    assert [row[:3] for row in _rows(delivery)] == [
        ("2016-03", "ytd", Decimal(3)),
        ("2016-03", "month", Decimal(5)),
        ("2016-04", "ytd", Decimal(4)),
    ]
    assert [(finding.rule, finding.cell) for finding in delivery.findings if finding.severity == "held"] == [
        ("kind_and_period_differ", "H3")
    ]


def test_a_cell_that_is_no_number_is_held_at_its_own_address(deliver: Deliver) -> None:
    delivery = deliver(f"{HEAD},2014,2015\n{GDP},x,2\n")

    assert [row[0] for row in _rows(delivery)] == ["2015"]
    assert [(found.rule, found.cell) for found in delivery.findings if found.severity == "held"] == [
        ("not_a_number", "F2")
    ]


def test_the_same_value_twice_is_taken_once_and_different_ones_are_both_held(deliver: Deliver) -> None:
    delivery = deliver(f"{HEAD},2014,2015\n{GDP},1,2\n{GDP},1,3\n")

    assert [row[0] for row in _rows(delivery)] == ["2014"]
    assert [found.cell for found in delivery.findings if found.rule == "duplicate_row"] == ["G2", "G3"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEAD},2014,2015,同比\n{GDP},1,2,3\n", "cell H1: '同比'"),
        (f"{HEAD},2014,2014年\n{GDP},1,2\n", "cell G1: the period 2014 occurs twice"),
        ("指标代码,地区代码,单位,2014,2015\ngdp,620000,亿元,1,2\n", "lacks the column '版本'"),
        (f"{HEAD},2014,2015,\n{GDP},1,2,3\n", "cell H2: a value has no heading above it"),
    ],
)
def test_a_table_that_changed_is_refused_with_its_cell(text: str, told: str, deliver: Deliver) -> None:
    refusal = deliver(text).refusal

    assert refusal is not None
    assert told in refusal


def test_the_long_form_is_still_read_as_the_long_form(deliver: Deliver) -> None:
    delivery = deliver(
        "指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源\n"
        "gdp,地区生产总值,620000,2015,年,6790.32,亿元,prelim,,\n"
    )

    assert [row[:3] for row in _rows(delivery)] == [("2015", "year", Decimal("6790.32"))]


def test_months_have_the_year_that_is_merged_above_them(deliver: Deliver) -> None:
    delivery = deliver(f"宏观经济指标,,,,,,,,\n,,,,,2015年,,2016年,\n{HEAD},1-2月,3月,1—2月,第一季度\n{GDP},1,2,3,4\n")

    assert [row[:2] for row in _rows(delivery)] == [
        ("2015-02", "ytd"), ("2015-03", "month"), ("2016-02", "ytd"), ("2016-Q1", "quarter"),
    ]  # fmt: skip


def test_months_have_the_one_year_of_the_title_and_none_of_two(deliver: Deliver) -> None:
    table = f"{HEAD},1-2月,3月\n{GDP},1,2\n"

    of_one = deliver(f"宏观经济指标（2016年）,,,,,,\n{table}")
    of_two = deliver(f"宏观经济指标（2015年至2016年）,,,,,,\n{table}")

    assert [row[:2] for row in _rows(of_one)] == [("2016-02", "ytd"), ("2016-03", "month")]
    assert of_two.refusal is not None


@pytest.mark.parametrize("base", ["2015年=100", "2015年＝100", "2015年平均=100", "2015年为100"])
def test_the_base_of_an_index_is_not_the_year_of_its_months(base: str, deliver: Deliver) -> None:
    table = f"{HEAD},1-2月,3月\n{GDP},1,2\n"

    of_one = deliver(f"宏观经济指标（2016年，{base}）,,,,,,\n{table}")
    of_none = deliver(f"宏观经济指标（{base}）,,,,,,\n{table}")

    assert [row[:2] for row in _rows(of_one)] == [("2016-02", "ytd"), ("2016-03", "month")]
    assert of_none.refusal is not None


def test_names_may_be_merged_over_years_and_months(deliver: Deliver) -> None:
    delivery = deliver(f"宏观经济指标,,,,,,,\n{HEAD},2015年,,2016年\n,,,,,11月,12月,1-2月\n{GDP},1,2,3\n")

    assert _rows(delivery) == [
        ("2015-11", "month", Decimal(1), "F4"),
        ("2015-12", "month", Decimal(2), "G4"),
        ("2016-02", "ytd", Decimal(3), "H4"),
    ]
