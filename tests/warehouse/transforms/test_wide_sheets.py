"""A sheet as wide as a spreadsheet allows: what is done for it grows with its cells, counted and not timed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from warehouse.programme.programme import built_in
from warehouse.reading.delimited import read_delimited
from warehouse.reading.grid import build_sheet
from warehouse.transforms.delivery import read_delivery
from warehouse.transforms.recognise import heading
from warehouse.transforms.recognise.rows import classify_rows

# More than are remembered of single cells.
WIDE = 2_500


def counting(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    really: Callable[..., object] = getattr(owner, name)

    def count(*arguments: object, **options: object) -> object:
        counted[name] += 1
        return really(*arguments, **options)

    monkeypatch.setattr(owner, name, count)
    return counted


def test_each_cell_of_a_wide_sheet_is_read_as_a_heading_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[f"指标{row}x{column}（万元）" for column in range(WIDE)] for row in range(12)]
    counted = counting(monkeypatch, heading, "_parse")

    delivery = read_delivery((build_sheet("表", rows),), "x.csv", built_in(), (), date(2016, 4, 15))

    assert delivery.refusal is not None
    # It was five times: alone, with the row above, with the row below, and by each layout.
    assert counted["_parse"] <= 1.5 * 12 * WIDE


def test_columns_of_blanks_cost_a_form_nothing(monkeypatch: pytest.MonkeyPatch, deliveries: Path) -> None:
    sheet = read_delimited((deliveries / "output_2016-02.csv").read_text("utf-8-sig"))
    blank = [None, " "] * (WIDE // 2)
    rows = [[*row, *blank] for row in sheet.cells.rows()]
    counted = counting(monkeypatch, pl.LazyFrame, "collect")

    delivery = read_delivery((build_sheet("csv", rows),), "output_2016-02.csv", built_in(), (), date(2016, 4, 15))

    assert delivery.refusal is None
    assert counted["collect"] < WIDE // 2
    assert classify_rows(build_sheet("csv", rows), 3).width < 20
