"""GDP as a matrix: years down, provinces across, 亿元; the level after the fourth economic census."""

from __future__ import annotations

import polars as pl

from warehouse.reading.grid import Sheet, column_letters
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, numbered, read_values
from warehouse.transforms.layouts.regions import known_region_code, region_code

_VINTAGE = "post_4th_census"
_PRELIMINARY = {"2020": "preliminary_2021-01"}
"""The newest year of this publication was preliminary: the figure of January 2021, equal to the province's own."""


def fits(sheets: tuple[Sheet, ...], file_name: str) -> bool:
    """Whether the first heading is empty or the year, and most others are provinces."""
    if len(sheets) != 1 or sheets[0].cells.height < 2:
        return False
    first, *names = sheets[0].first_rows(1)[0]
    provinces = [name for name in names if region_code(name) is not None]
    return (first or "").strip() in ("", "年份") and len(provinces) >= max(3, len(names) // 2)


def read(sheets: tuple[Sheet, ...], file_name: str) -> LayoutRows:
    """One observation of GDP per year and province. Raises SourceChanged for a heading that is no province."""
    sheet = sheets[0]
    _, *names = sheet.first_rows(1)[0]
    codes = {
        column_letters(index): known_region_code(name, f"Cell {column_letters(index)}1")
        for index, name in enumerate(names, start=1)
    }
    cells = numbered(sheet, 1)
    long = cells.unpivot(list(codes), index=["row", "A"], variable_name="source_column", value_name="value_received")
    year = pl.col("A").str.strip_chars()
    rows, findings, held = read_values(
        sheet.name,
        long.select(
            "row",
            "source_column",
            "value_received",
            indicator_id=pl.lit("gdp"),
            region_code=pl.col("source_column").replace_strict(codes),
            period=year,
            period_kind=pl.lit("year"),
            unit_received=pl.lit("cny_1e8"),
            vintage_id=year.replace_strict(_PRELIMINARY, default=_VINTAGE),
        ),
        "gdp",
    )
    return LayoutRows(sheet.name, rows, tuple(findings), held, cells.height, accepted_rows(rows, cells, findings))


LAYOUT = Layout("province_matrix", "2022.1", "GDP by year and province, after the fourth census", fits, read)
