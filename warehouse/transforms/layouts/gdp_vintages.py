"""GDP of regions by year with the vintage of each figure: `region_code,year,value_100m_yuan,vintage,source_note`."""

from __future__ import annotations

import polars as pl

from warehouse.reading.grid import Sheet
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, has_header, numbered, read_values

_HEADER = ("region_code", "year", "value_100m_yuan", "vintage", "source_note")


def fits(sheets: tuple[Sheet, ...], file_name: str) -> bool:
    """Whether the file has exactly these headings."""
    return has_header(sheets, _HEADER)


def read(sheets: tuple[Sheet, ...], file_name: str) -> LayoutRows:
    """One observation of GDP per row. The letter that sorts the vintages of a year (`A_…`) is no part of their name."""
    sheet = sheets[0]
    cells = numbered(sheet, 1)
    rows, findings, held = read_values(
        sheet.name,
        cells.select(
            "row",
            indicator_id=pl.lit("gdp"),
            region_code=pl.col("A").str.strip_chars(),
            period=pl.col("B").str.strip_chars(),
            period_kind=pl.lit("year"),
            value_received=pl.col("C"),
            unit_received=pl.lit("cny_1e8"),
            vintage_id=pl.col("D").str.strip_chars().str.replace(r"^[A-Z]_", ""),
            source_note=pl.col("E"),
            source_column=pl.lit("C"),
        ),
        _HEADER[2],
    )
    return LayoutRows(sheet.name, rows, tuple(findings), held, cells.height, accepted_rows(rows, cells, findings))


LAYOUT = Layout("gdp_vintages", "2022.1", "GDP by region, year and vintage", fits, read)
