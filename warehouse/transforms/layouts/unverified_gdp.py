"""GDP by year and province from a source that matches no official vintage: kept apart as the vintage `unverified`."""

from __future__ import annotations

import polars as pl

from warehouse.reading.grid import Sheet
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, has_header, numbered, read_values
from warehouse.transforms.layouts.regions import known_region_code

_HEADER = ("年份", "省份", "GDP总量", "第一产业", "第二产业", "第三产业")
_INDICATORS = {"C": "gdp", "D": "gdp_primary", "E": "gdp_secondary", "F": "gdp_tertiary"}


def fits(sheets: tuple[Sheet, ...], file_name: str) -> bool:
    """Whether the file begins with these headings; the shares behind them are not taken."""
    return has_header(sheets, _HEADER)


def read(sheets: tuple[Sheet, ...], file_name: str) -> LayoutRows:
    """Observations of GDP and its three sectors. Raises SourceChanged for a name that is no province."""
    sheet = sheets[0]
    cells = numbered(sheet, 1)
    codes = {
        name: known_region_code(name, f"Cell B{row}")
        for row, name in cells.unique("B", keep="first", maintain_order=True).select("row", "B").rows()
    }
    long = cells.unpivot(
        list(_INDICATORS), index=["row", "A", "B"], variable_name="source_column", value_name="value_received"
    )
    rows, findings, held = read_values(
        sheet.name,
        long.select(
            "row",
            "source_column",
            "value_received",
            indicator_id=pl.col("source_column").replace_strict(_INDICATORS),
            region_code=pl.col("B").replace_strict(codes),
            period=pl.col("A").str.strip_chars(),
            period_kind=pl.lit("year"),
            unit_received=pl.lit("cny_1e8"),
            vintage_id=pl.lit("unverified"),
        ),
        "GDP",
    )
    return LayoutRows(sheet.name, rows, tuple(findings), held, cells.height, accepted_rows(rows, cells, findings))


LAYOUT = Layout("unverified_gdp", "2025.1", "GDP by year and province, unverified", fits, read)
