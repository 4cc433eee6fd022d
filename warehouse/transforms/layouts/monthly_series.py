"""National monthly series with both readings: `date,value,yoy,mom,ytd_value,ytd_yoy,jan_feb_combined`.

The file says in its name only which indicator it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from warehouse.errors import SourceChanged
from warehouse.reading.grid import Sheet
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, has_header, numbered, read_values
from warehouse.transforms.layouts.regions import NATION

_HEADER = ("date", "value", "yoy", "mom", "ytd_value", "ytd_yoy", "jan_feb_combined")


@dataclass(frozen=True)
class _Series:
    """`has_month`: whether the publisher gives months. Where not, the sender derived them; they are not taken."""

    indicator_id: str
    unit_id: str
    has_month: bool


_SERIES: Mapping[str, _Series] = {
    "ppi": _Series("ppi_yoy_index", "index_yoy", has_month=True),
    "fixed_asset_investment": _Series("fixed_asset_investment", "cny_1e8", has_month=False),
}


def fits(sheets: tuple[Sheet, ...], file_name: str) -> bool:
    """Whether the file has exactly these headings."""
    return has_header(sheets, _HEADER)


def read(sheets: tuple[Sheet, ...], file_name: str) -> LayoutRows:
    """The month and the year to date of each row, as far as the publisher gives them; growth rates are
    not taken: the sender computed them.

    Raises SourceChanged where the name of the file is none of the known indicators.
    """
    stem = PurePath(file_name).stem.lower()
    series = next((series for name, series in _SERIES.items() if stem.startswith(name)), None)
    if series is None:
        raise SourceChanged(
            "The name of the file does not say which indicator it holds.", f"Name it {' or '.join(_SERIES)}."
        )
    sheet = sheets[0]
    cells = numbered(sheet, 1)
    kinds = {"B": "month", "E": "ytd"} if series.has_month else {"E": "ytd"}
    long = cells.unpivot(list(kinds), index=["row", "A"], variable_name="source_column", value_name="value_received")
    rows, findings, held = read_values(
        sheet.name,
        long.select(
            "row",
            "source_column",
            "value_received",
            indicator_id=pl.lit(series.indicator_id),
            region_code=pl.lit(NATION),
            period=pl.col("A").str.strip_chars().str.slice(0, 7),
            period_kind=pl.col("source_column").replace_strict(kinds),
            unit_received=pl.lit(series.unit_id),
            vintage_id=pl.lit("as_published"),
        ),
    )
    if not series.has_month:
        told = "The months of this column are derived from the year to date by the sender, not published; not taken."
        findings.append(Finding(Severity.INFO, "derived_months", told, sheet.name, 1, "B", "value", "value"))
    return LayoutRows(sheet.name, rows, tuple(findings), held, cells.height, accepted_rows(rows, cells, findings))


LAYOUT = Layout("monthly_series", "2026.1", "National monthly series", fits, read)
