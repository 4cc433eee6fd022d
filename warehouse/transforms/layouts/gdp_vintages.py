"""A series of regions by year with the vintage of each figure: `region_code,year,value_100m_yuan,vintage,source_note`.

The heading names the unit; a title above it, or a person, names the indicator.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.reading.grid import Sheet
from warehouse.transforms.layouts.about import Label, Shape, read_about, settle
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, header_row, numbered, read_values

_HEADER = ("region_code", "year", "value_100m_yuan", "vintage", "source_note")
_UNIT = "cny_1e8"
_SHAPE = Shape("分地区、年份和版本的序列表", "series by region, year and vintage")


def fits(sheets: tuple[Sheet, ...]) -> bool:
    """Whether the file has exactly these headings."""
    return header_row(sheets, _HEADER) is not None


def read(sheets: tuple[Sheet, ...], naming: Naming | None) -> LayoutRows:
    """One observation per row. The letter that sorts the vintages of a year (`A_…`) is not part of their name."""
    sheet, header = sheets[0], header_row(sheets, _HEADER)
    assert header is not None
    heading = Label(_UNIT, sheet.name, f"C{header + 1}", _HEADER[2])
    about = replace(read_about(sheet, header), unit=heading)
    identity = settle(_SHAPE, sheet, about, naming, has_vintages=True)
    cells = numbered(sheet, header + 1)
    rows, findings, held = read_values(
        sheet.name,
        cells.select(
            "row",
            indicator_id=pl.lit(identity.indicator_id),
            region_code=pl.col("A").str.strip_chars(),
            period=pl.col("B").str.strip_chars(),
            period_kind=pl.lit("year"),
            value_received=pl.col("C"),
            unit_received=pl.lit(identity.unit_id),
            vintage_id=pl.col("D").str.strip_chars().str.replace(r"^[A-Z]_", ""),
            source_note=pl.col("E"),
            source_column=pl.lit("C"),
        ),
        _HEADER[2],
    )
    return LayoutRows(
        sheet.name,
        rows,
        (*identity.findings, *findings),
        held,
        cells.height,
        accepted_rows(rows, cells, findings),
    )


LAYOUT = Layout("gdp_vintages", "2026.1", "Series by region, year and vintage", fits, read)
