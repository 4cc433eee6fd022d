"""Commodity prices of the World Bank (the Pink Sheet): sheet `Monthly Prices`, months in rows, commodities in columns.

Three header rows: name, unit, code. Only the metals of the province's chains are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.domain.unit import Units
from warehouse.errors import InvalidArgument, SourceChanged
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet, cell_address, column_letters
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, read_values
from warehouse.transforms.recognise.header import Row
from warehouse.transforms.series import WORLD

_SHEET = "Monthly Prices"
_METALS: Mapping[str, str] = {
    "COPPER": "price_copper",
    "ALUMINUM": "price_aluminium",
    "NICKEL": "price_nickel",
    "ZINC": "price_zinc",
    "LEAD": "price_lead",
    "GOLD": "price_gold",
    "SILVER": "price_silver",
}
_ANY_CODE = "CRUDE_PETRO"
"""A code unlike its name: distinguishes the row of codes from the row of names (`Nickel`)."""
_HEAD_ROWS = 12
_NOTE = "World Bank Commodity Price Data (The Pink Sheet), CC BY 4.0"


def fits(sheets: tuple[Sheet, ...], programme: Programme) -> bool:
    """Whether a sheet has that name and the title of the Pink Sheet."""
    sheet = next((sheet for sheet in sheets if sheet.name == _SHEET), None)
    return sheet is not None and any(
        "Pink Sheet" in (text or "") for row in sheet.first_rows(_HEAD_ROWS) for text in row
    )


def read(sheets: tuple[Sheet, ...], naming: Naming | None, programme: Programme) -> tuple[LayoutRows, ...]:
    """One observation per month and metal, with the day of the update as its vintage.

    Raises SourceChanged where a metal, the day of the update or a known unit is missing.
    """
    sheet = next(sheet for sheet in sheets if sheet.name == _SHEET)
    head = sheet.first_rows(_HEAD_ROWS)
    codes = next((index for index, row in enumerate(head) if _ANY_CODE in map(_code, row)), None)
    if codes is None or codes < 2:
        raise SourceChanged(
            f"Sheet {_SHEET!r} has no row of commodity codes (CRUDE_PETRO …).",
            zh=f"工作表“{_SHEET}”没有商品代码行（CRUDE_PETRO …）。",
        )
    updated = _updated(head)
    columns, units = _columns(head[codes], head[codes - 1], codes, programme.units)
    cells = sheet.cells.with_row_index("row", offset=1).filter(pl.col("A").str.contains(r"^\d{4}M\d{2}$"))
    cells = cells.with_columns(pl.col("row").cast(pl.Int32))
    long = cells.unpivot(list(columns), index=["row", "A"], variable_name="source_column", value_name="value_received")
    rows, findings, held = read_values(
        sheet.name,
        long.select(
            "row",
            "source_column",
            "value_received",
            indicator_id=pl.col("source_column").replace_strict(columns),
            region_code=pl.lit(WORLD),
            period=pl.col("A").str.replace("M", "-", literal=True),
            period_kind=pl.lit("month"),
            unit_received=pl.col("source_column").replace_strict(units),
            vintage_id=pl.lit(f"pink_sheet_{updated:%Y-%m}"),
            vintage_date=pl.lit(updated),
            source_note=pl.lit(_NOTE),
        ),
        programme,
        "price",
    )
    return (LayoutRows(sheet.name, rows, tuple(findings), held, cells.height, accepted_rows(rows, cells, findings)),)


def _code(text: str | None) -> str:
    return (text or "").strip().upper()


def _updated(head: list[Row]) -> date:
    for row in head:
        for text in row:
            match = re.search(r"Updated on (\w+ \d{1,2}, \d{4})", text or "")
            if match is not None:
                return datetime.strptime(match[1], "%B %d, %Y").replace(tzinfo=UTC).date()
    raise SourceChanged(f"Sheet {_SHEET!r} lacks its date of update.", zh=f"工作表“{_SHEET}”没有写明更新日期。")


def _columns(codes: Row, written: Row, row: int, units: Units) -> tuple[dict[str, str], dict[str, str]]:
    """The indicator and the unit by column letter."""
    places = {_code(text): index for index, text in enumerate(codes)}
    columns, received = {}, {}
    for code, indicator_id in _METALS.items():
        index = places.get(code)
        if index is None:
            raise SourceChanged(
                f"Sheet {_SHEET!r}, row {row + 1}: the commodity {code} is missing.",
                zh=f"工作表“{_SHEET}”第 {row + 1} 行：缺少 {code}。",
            )
        try:
            unit = units.parse(written[index] or "")
        except InvalidArgument as error:
            raise SourceChanged(
                f"Sheet {_SHEET!r}, cell {cell_address(row - 1, index)}: {error.message}",
                zh=f"工作表“{_SHEET}”单元格 {cell_address(row - 1, index)}：{error.zh}",
            ) from error
        columns[column_letters(index)], received[column_letters(index)] = indicator_id, unit.unit_id
    return columns, received


LAYOUT = Layout("pink_sheet", "2022.1", "World Bank monthly commodity prices", fits, read)
