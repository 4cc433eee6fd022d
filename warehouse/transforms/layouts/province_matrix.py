"""One indicator of regions by year: years in rows and regions in columns, or the reverse.

The shape does not identify the figures. Indicator and unit come from a title, a unit line, the first cell of the header
or a note, or from a person.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.domain.period import read_period
from warehouse.reading.grid import Sheet, column_letters
from warehouse.transforms.layouts.about import Shape, read_about, settle
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, numbered, read_values
from warehouse.transforms.layouts.regions import known_region_code, region_code
from warehouse.transforms.recognise.header import SEARCHED_ROWS, Row
from warehouse.transforms.recognise.heading import normalise

_SHAPE = Shape("地区与年份的矩阵表", "table of regions by year")
_LEAST = 3
"""Fewer regions or years do not make a matrix."""


@dataclass(frozen=True)
class _Table:
    """The row of the header, counted from 0, and the region or year of each column."""

    header: int
    regions: dict[str, str]
    years: dict[str, str]


def fits(sheets: tuple[Sheet, ...]) -> bool:
    """Whether regions and years form the edges, with only figures between them."""
    return len(sheets) == 1 and _find(sheets[0]) is not None


def read(sheets: tuple[Sheet, ...], naming: Naming | None) -> LayoutRows:
    """One observation per region and year. Raises SourceChanged for an unknown region name."""
    sheet = sheets[0]
    table = _find(sheet)
    assert table is not None
    identity = settle(_SHAPE, sheet, read_about(sheet, table.header, has_corner=True), naming)
    cells = numbered(sheet, table.header + 1)
    across = table.regions or table.years
    long = cells.unpivot(list(across), index=["row", "A"], variable_name="source_column", value_name="value_received")
    first, column = pl.col("A").str.strip_chars(), pl.col("source_column").replace_strict(across)
    if table.regions:
        region, period = column, first.str.strip_suffix("年")
    else:
        region, period = first.replace_strict(_regions_down(cells)), column
    rows, findings, held = read_values(
        sheet.name,
        long.select(
            "row",
            "source_column",
            "value_received",
            indicator_id=pl.lit(identity.indicator_id),
            region_code=region,
            period=period,
            period_kind=pl.lit("year"),
            unit_received=pl.lit(identity.unit_id),
            vintage_id=pl.lit(identity.vintage_id),
        ),
        identity.indicator_id,
    )
    return LayoutRows(
        sheet.name,
        rows,
        (*identity.findings, *findings),
        held,
        cells.height,
        accepted_rows(rows, cells, findings),
    )


def _find(sheet: Sheet) -> _Table | None:
    rows = sheet.first_rows(SEARCHED_ROWS)
    for number, row in enumerate(rows[:-1]):
        names = [text for text in row[1:] if normalise(text)]
        if len(names) < _LEAST:
            continue
        if sum(region_code(name) is not None for name in names) >= max(_LEAST, len(names) // 2):
            if _year(next((below[0] for below in rows[number + 1 :] if normalise(below[0])), None)) is None:
                continue
            return _Table(number, _regions_across(row, number), {})
        if all(_year(name) is not None for name in names) and _is_of_regions(rows[number + 1 :]):
            years = {column_letters(index): year for index, text in enumerate(row) if index and (year := _year(text))}
            return _Table(number, {}, years)
    return None


def _regions_across(row: Row, number: int) -> dict[str, str]:
    return {
        column_letters(index): known_region_code(name, f"{column_letters(index)}{number + 1}")
        for index, name in enumerate(row)
        if index and normalise(name)
    }


def _regions_down(cells: pl.DataFrame) -> dict[str, str]:
    named = cells.select("row", pl.col("A").str.strip_chars()).unique("A", keep="first", maintain_order=True)
    return {name: known_region_code(name, f"A{row}") for row, name in named.rows()}


def _is_of_regions(rows: list[Row]) -> bool:
    firsts = [row[0] for row in rows if normalise(row[0])]
    return sum(region_code(name) is not None for name in firsts) >= max(_LEAST, len(firsts) // 2)


def _year(text: str | None) -> str | None:
    period = read_period((text or "").strip())
    return str(period) if period is not None and period.quarter is None and period.month is None else None


LAYOUT = Layout("province_matrix", "2026.1", "One indicator of regions by year", fits, read)
