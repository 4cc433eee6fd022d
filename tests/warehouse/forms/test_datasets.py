"""What a form says is staged: no column of it can be read, reported as accepted and lost."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from warehouse.forms.datasets import DATASETS, QUANTITY, STORED_QUANTITY, row_schema
from warehouse.forms.form import CellType, Column, Form
from warehouse.forms.fund_contribution import FUND_CONTRIBUTION
from warehouse.forms.registry import FORMS

REGISTERS = [form for form in FORMS.values() if form.dataset != "observation"]


@pytest.mark.parametrize("form", REGISTERS, ids=lambda form: form.form_id)
def test_every_column_of_a_form_is_staged(form: Form) -> None:
    assert [column.name for column in form.columns if column.name not in DATASETS[form.dataset]] == []


def test_a_new_column_of_a_form_is_staged_in_the_type_of_its_cells_and_a_quantity_with_room_for_its_stored_unit() -> (
    None
):
    added = [
        Column("agreed", "约定出资额(万元)", "Agreed", CellType.DECIMAL, unit_id="cny_1e4"),
        Column("votes", "表决权", "Votes", CellType.DECIMAL),
        Column("board_seats", "董事席位", "Seats on the board", CellType.INTEGER),
        Column("agreed_date", "约定日期", "Day of the agreement", CellType.DATE),
    ]

    wider = row_schema(replace(FUND_CONTRIBUTION, columns=(*FUND_CONTRIBUTION.columns, *added)))

    new = {name: kind for name, kind in wider.items() if name not in DATASETS["fund_contribution"]}
    assert new == {"agreed": STORED_QUANTITY, "votes": QUANTITY, "board_seats": pl.Int32, "agreed_date": pl.Date}
