"""Mistakes of layouts and of names of series: each with its place, and nothing applied."""

from __future__ import annotations

import pytest

from warehouse.programme.programme import built_in, check_programme

LAYOUT = """
[[layout]]
layout_id = "mine"
version = "1"
title_zh = "甲"
title_en = "mine"
"""


def codes(path: str, more: str) -> list[str]:
    files = dict(built_in().files)
    lines = files[path].count(b"\n")
    files[path] += more.encode()
    return [str(found).split(": ")[1] for found in check_programme(files) if (found.line or 0) > lines]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("nbs,甲,gdp,ytd,,,\n", []),
        ("nbs,甲,,,,,不采集\n", []),
        ("nbs,甲增长,gdp,ytd,,,\n", ["growth_is_no_level"]),
        ("nbs,甲,gdp,ytd,tonne,,\n", ["dimension_differs"]),
        ("nbs,甲,revenue,ytd,,,\n", ["not_of_a_region"]),
        ("nbs,甲,gdp,,,,\n", ["missing"]),
        ("nbs,甲,,ytd,,,\n", ["indicator_needed"]),
        ("nbs,甲,gdp,day,,,\n", ["not_one_of"]),
        ("nbs,甲,gdp_total,ytd,,,\n", ["unknown_reference"]),
        ("nbs,国内生产总值 累计值,gdp_primary,ytd,,,\n", ["means_two"]),
        ("nbs,国内生产总值　累计值,gdp,year,,,\n", []),
    ],
)
def test_a_name_that_would_be_false_is_a_mistake_at_its_line(line: str, wrong: list[str]) -> None:
    assert codes("names/series.csv", line) == wrong


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ('variant = [{ down = "indicator", across = "period", corner = ["甲"], region = { head = "地区" } }]', []),
        ('variant = [{ down = "indicator", across = "period", corner = ["甲"] }]', ["axes_missing"]),
        ('variant = [{ down = "indicator", across = "month", corner = ["甲"], region = { head = "地区" } }]',
         ["not_one_of"]),
        ('code = "excel_reader"', ["not_one_of"]),
        ('code = "pink_sheet"\ncolumn = [{ heading = "甲", holds = "value" }]', ["code_or_table"]),
        ("", ["code_or_table"]),
        ('code = "pink_sheet"\nseperator = ";"', ["unknown_key"]),
    ],
)  # fmt: skip
def test_a_layout_that_cannot_be_read_is_a_mistake(table: str, wrong: list[str]) -> None:
    assert codes("layouts.toml", LAYOUT + table + "\n") == wrong
