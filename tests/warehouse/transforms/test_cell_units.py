from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from warehouse.forms.form import CellType, Column
from warehouse.programme.programme import built_in
from warehouse.transforms.cells.typing import type_column

SHARE = Column("share", "占比", "Share", CellType.DECIMAL, unit_id="percent")
MONEY = Column("revenue", "营业收入", "Revenue", CellType.DECIMAL, unit_id="cny_1e3")


@pytest.mark.parametrize("factor", ["1", "0.1", "100"], ids=["percent", "per_mille", "ratio"])
@pytest.mark.parametrize(("text", "value"), [("16%", "16"), ("１６％", "16"), ("3.2‰", "0.32"), ("(3%)", "-3")])
def test_the_sign_in_the_cell_counts_whatever_the_heading_says(text: str, value: str, factor: str) -> None:
    assert type_column(SHARE, pl.Series([text]), built_in(), Decimal(factor)).values.to_list() == [Decimal(value)]


def test_units_may_be_mixed_in_one_column_and_each_is_converted_exactly_and_told() -> None:
    typed = type_column(MONEY, pl.Series(["7", "1.2亿元", "3,456万元", "12 元", "0.1千元"]), built_in(), Decimal(10))

    assert typed.values.to_list() == [Decimal(70), Decimal(120_000), Decimal(34_560), Decimal("0.012"), Decimal("0.1")]
    assert typed.noted.to_list() == [None, "unit_in_cell", None, "unit_in_cell", "unit_in_cell"]


@pytest.mark.parametrize("text", ["5吨", "5个百分点", "5%"])
def test_a_unit_of_another_quantity_holds_its_cell(text: str) -> None:
    typed = type_column(MONEY, pl.Series([text]), built_in())

    assert (typed.values.to_list(), typed.broken.to_list()) == ([None], ["unit_conflict"])


@pytest.mark.parametrize("text", ["约5万元", "5万元左右", "1,23万元", "5万万元", "1e5元"])
def test_words_around_a_number_and_its_unit_hold_it(text: str) -> None:
    typed = type_column(MONEY, pl.Series([text]), built_in())

    assert typed.values.to_list() == [None]
    assert typed.broken.to_list() in (["not_a_number"], ["unit_conflict"])
