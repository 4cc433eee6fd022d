from __future__ import annotations

import pytest

from warehouse.reading.grid import build_sheet, cell_address, column_letters


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_columns_have_the_letters_of_a_spreadsheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_an_address_counts_rows_from_one() -> None:
    assert cell_address(11, 5) == "F12"


def test_rows_of_uneven_length_are_filled_with_empty_cells() -> None:
    sheet = build_sheet("csv", [["title"], ["a", "b"], []])

    assert sheet.cells.rows() == [("title", None), ("a", "b"), (None, None)]
