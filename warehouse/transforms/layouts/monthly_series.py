"""A monthly series with both readings: `date,value,yoy,mom,ytd_value,ytd_yoy,jan_feb_combined`.

A title above the headings, or a person, names the indicator, the region and the unit.
"""

from __future__ import annotations

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.reading.grid import Sheet
from warehouse.rules.indicators import load_indicators
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.layouts.about import Shape, read_about, settle
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, header_row, numbered, read_values

_HEADER = ("date", "value", "yoy", "mom", "ytd_value", "ytd_yoy", "jan_feb_combined")
_SHAPE = Shape("月度序列表", "monthly series")
_SUMMED = "flow"
"""A quantity whose year to date is the sum of its months."""
_NUMBER = r"^-?\d+(?:\.\d+)?$"


def fits(sheets: tuple[Sheet, ...]) -> bool:
    """Whether the file has exactly these headings."""
    return header_row(sheets, _HEADER) is not None


def read(sheets: tuple[Sheet, ...], naming: Naming | None) -> LayoutRows:
    """The month and the year to date of each row. Growth rates are not read: the sender computed them.

    Months that equal the differences of the years to date are not read either: the sender may have computed them, and
    mart.derived_month computes the same from published values.
    """
    sheet, header = sheets[0], header_row(sheets, _HEADER)
    assert header is not None
    identity = settle(_SHAPE, sheet, read_about(sheet, header), naming, has_regions=False)
    cells = numbered(sheet, header + 1)
    has_month = _quantity_kind(identity.indicator_id) != _SUMMED or _has_own_months(cells)
    kinds = {"B": "month", "E": "ytd"} if has_month else {"E": "ytd"}
    long = cells.unpivot(list(kinds), index=["row", "A"], variable_name="source_column", value_name="value_received")
    rows, findings, held = read_values(
        sheet.name,
        long.select(
            "row",
            "source_column",
            "value_received",
            indicator_id=pl.lit(identity.indicator_id),
            region_code=pl.lit(identity.region_code),
            period=pl.col("A").str.strip_chars().str.slice(0, 7),
            period_kind=pl.col("source_column").replace_strict(kinds),
            unit_received=pl.lit(identity.unit_id),
            vintage_id=pl.lit(identity.vintage_id),
        ),
    )
    if not has_month:
        explanation = (
            "The months of this column are the differences of the years to date and not shown to be published; not "
            "taken. 中文：本列各月数均为累计数之差，未见为公布数，不予采用。"
        )
        findings.append(
            Finding(Severity.INFO, "derived_months", explanation, sheet.name, header + 1, "B", "value", "value")
        )
    return LayoutRows(
        sheet.name,
        rows,
        (*identity.findings, *findings),
        held,
        cells.height,
        accepted_rows(rows, cells, findings),
    )


def _quantity_kind(indicator_id: str) -> str:
    return str(load_indicators().filter(indicator_id=indicator_id)["quantity_kind"].item())


def _has_own_months(cells: pl.DataFrame) -> bool:
    """Whether a month differs by more than rounding from the step of the year to date."""
    number = {"B": "month", "E": "ytd"}
    read = cells.select(
        pl.col("A").str.slice(0, 7).alias("period"),
        digits=pl.col("B").str.extract(r"\.(\d+)\s*$", 1).str.len_chars().fill_null(0),
        **{
            name: pl.when(pl.col(letters).str.strip_chars().str.contains(_NUMBER)).then(
                pl.col(letters).str.strip_chars().str.to_decimal(scale=6)
            )
            for letters, name in number.items()
        },
    ).sort("period")
    step = pl.col("ytd") - pl.col("ytd").shift(1).over(pl.col("period").str.head(4))
    off = (pl.col("month") - step).abs().cast(pl.Float64) > 1.5 * pl.lit(10.0).pow(-pl.col("digits").cast(pl.Float64))
    return bool(read.select(off.any()).item())


LAYOUT = Layout("monthly_series", "2026.2", "Monthly series", fits, read)
