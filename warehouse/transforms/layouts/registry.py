"""The list of third-party layouts. A new one is one file in this folder and one entry here."""

from __future__ import annotations

from warehouse.transforms.layouts import (
    gdp_vintages,
    macro_wide,
    monthly_series,
    nbs_quarterly,
    pink_sheet,
    province_matrix,
    terminal_export,
    unverified_gdp,
)
from warehouse.transforms.layouts.layout import Layout

LAYOUTS: tuple[Layout, ...] = (
    gdp_vintages.LAYOUT,
    province_matrix.LAYOUT,
    unverified_gdp.LAYOUT,
    monthly_series.LAYOUT,
    pink_sheet.LAYOUT,
    terminal_export.LAYOUT,
    nbs_quarterly.LAYOUT,
    macro_wide.LAYOUT,
)
