from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from warehouse.domain.period import Period
from warehouse.errors import SourceChanged
from warehouse.forms.form import CellType, Column
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.programme.programme import built_in
from warehouse.transforms.cells.days import day_received, from_1904, hold_future, refuse_future
from warehouse.transforms.cells.typing import type_column

RECEIVED_ON = date(2016, 4, 16)


def _column(cell_type: CellType, *, may_be_future: bool = False) -> Column:
    return Column("day", "日期", "Day", cell_type, may_be_future=may_be_future)


def _broken(column: Column, texts: list[str], released: list[bool] | None = None) -> list[str | None]:
    typed = type_column(column, pl.Series(texts), built_in())
    return hold_future(typed, column, RECEIVED_ON, pl.Series(released) if released else None).broken.to_list()


def test_a_day_after_the_file_came_is_held_and_that_day_is_not() -> None:
    assert _broken(_column(CellType.DATE), ["2016-04-16", "2016-04-17", "x"]) == [None, "in_the_future", "not_a_date"]


def test_a_period_that_had_not_begun_is_held_and_one_under_way_is_not() -> None:
    texts = ["2016", "2016-Q2", "2016-04", "2017", "2016-Q3", "2016-05"]

    assert _broken(_column(CellType.PERIOD), texts) == [None] * 3 + ["in_the_future"] * 3


def test_a_plan_may_be_in_the_future() -> None:
    assert _broken(_column(CellType.DATE, may_be_future=True), ["2030-01-01"]) == [None]


def test_a_person_may_release_a_day_in_the_future() -> None:
    assert _broken(_column(CellType.DATE), ["2030-01-01", "2030-01-01"], [True, False]) == [None, "in_the_future"]


def test_the_day_of_arrival_is_that_of_china() -> None:
    assert day_received(datetime(2016, 4, 15, 17, tzinfo=UTC)) == RECEIVED_ON


def test_a_return_of_a_month_that_had_not_begun_is_refused() -> None:
    refuse_future(MONTHLY_FINANCIAL_RETURN, Period(2016, month=4), RECEIVED_ON)
    with pytest.raises(SourceChanged, match=r"2016-05 had not begun on 2016-04-16"):
        refuse_future(MONTHLY_FINANCIAL_RETURN, Period(2016, month=5), RECEIVED_ON)


def test_a_plain_number_of_a_day_counts_from_where_its_workbook_counts() -> None:
    moved = from_1904(pl.Series(["40998", "2016-03-31", None, "409980"]))

    assert moved.to_list() == ["42460", "2016-03-31", None, "409980"]
    assert type_column(_column(CellType.DATE), moved.head(1), built_in()).values.to_list() == [date(2016, 3, 31)]
