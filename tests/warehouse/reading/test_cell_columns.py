from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.reading.cell_columns import column_texts, number_texts
from warehouse.reading.cell_text import cell_text

NUMBERS = st.one_of(
    st.floats(),
    st.integers(-(10**17), 10**17).map(float),
    st.decimals(min_value=-(10**13), max_value=10**13, places=2).map(float),
    st.floats(min_value=-1e16, max_value=1e16),
    st.sampled_from(
        [0.1 + 0.2, -0.0, 1e15, 999999999999999.0, 1e-7, 1e22, 123456789012345.6, 0.0001, 0.00012345678901]
    ),
)
CELLS = st.one_of(NUMBERS, st.text(max_size=3), st.none(), st.booleans(), st.dates())


@settings(max_examples=500, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_a_column_of_numbers_has_the_texts_of_its_cells(numbers: list[float]) -> None:
    assert number_texts(pl.Series(numbers, dtype=pl.Float64)).to_list() == [cell_text(number) for number in numbers]


@pytest.mark.parametrize("body", [CELLS, st.one_of(NUMBERS, st.text(max_size=3)), st.text(max_size=3), NUMBERS])
def test_a_column_of_any_cells_has_the_texts_of_its_cells(body: st.SearchStrategy[object]) -> None:
    @settings(deadline=None)
    @given(st.lists(st.text(max_size=3), min_size=32, max_size=40), st.lists(body, max_size=20))
    def holds(head: list[object], cells: list[object]) -> None:
        column = head + cells

        assert column_texts(tuple(column)).to_list() == [cell_text(cell) for cell in column]

    holds()


def test_one_day_among_numbers_does_not_change_their_texts() -> None:
    column = ("title", *[1.5] * 50, date(2016, 1, 31), 0.1 + 0.2)

    assert column_texts(column).to_list()[-3:] == ["1.5", "2016-01-31", "0.3"]
