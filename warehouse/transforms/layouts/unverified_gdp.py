"""GDP and its three sectors by year and province. The headings name the indicators, but not unit and vintage."""

from __future__ import annotations

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.reading.grid import Sheet
from warehouse.transforms.layouts.about import About, Label, Shape, read_about, settle
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, header_row, numbered, read_values
from warehouse.transforms.layouts.regions import known_region_code

_HEADER = ("年份", "省份", "GDP总量", "第一产业", "第二产业", "第三产业")
_INDICATORS = {"C": "gdp", "D": "gdp_primary", "E": "gdp_secondary", "F": "gdp_tertiary"}
_SHAPE = Shape("分省份生产总值及三次产业表", "table of GDP and its sectors by province")


def fits(sheets: tuple[Sheet, ...]) -> bool:
    """Whether the file begins with these headings; the shares after them are not read."""
    return header_row(sheets, _HEADER) is not None


def read(sheets: tuple[Sheet, ...], naming: Naming | None) -> LayoutRows:
    """Observations of GDP and its three sectors. Raises SourceChanged for an unknown province name."""
    sheet, header = sheets[0], header_row(sheets, _HEADER)
    assert header is not None
    label = Label("", sheet.name, f"C{header + 1}", _HEADER[2])
    about = About(((frozenset({"gdp"}), label),), read_about(sheet, header).unit)
    identity = settle(_SHAPE, sheet, about, naming)
    cells = numbered(sheet, header + 1)
    codes = {
        name: known_region_code(name, f"B{row}")
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
            unit_received=pl.lit(identity.unit_id),
            vintage_id=pl.lit(identity.vintage_id),
        ),
        "GDP",
    )
    return LayoutRows(
        sheet.name,
        rows,
        (*identity.findings, *findings),
        held,
        cells.height,
        accepted_rows(rows, cells, findings),
    )


LAYOUT = Layout("unverified_gdp", "2026.1", "GDP and its sectors by year and province", fits, read)
