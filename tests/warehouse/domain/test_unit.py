"""A unit is known by its notations, whatever their width and case."""

from __future__ import annotations

import pytest

from warehouse.programme.programme import built_in


@pytest.mark.parametrize("text", ["kWh", "KWH", "ｋＷｈ", " Kwh ", "kilowatt - hour"])
def test_width_case_and_blanks_make_no_other_unit(text: str) -> None:
    assert built_in().units.parse(text).unit_id == "kwh"


@pytest.mark.parametrize("text", ["KW h/m", "kwhh", ""])
def test_what_is_no_notation_stays_unknown(text: str) -> None:
    assert built_in().units.find(text) is None
