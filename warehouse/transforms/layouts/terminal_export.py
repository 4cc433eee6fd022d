"""Export of a data terminal: eight lines about the series (国家, 指标名称, 频率 …), then a day and a value per line.

The day is the last of the period. `#N/A` marks a value that is not published, as in January and February.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.domain.unit import parse_unit
from warehouse.errors import InvalidArgument, SourceChanged
from warehouse.reading.grid import Sheet
from warehouse.transforms.cells.cleaning import clean_date
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, numbered, read_values
from warehouse.transforms.layouts.regions import known_region_code

_KEYS = ("国家", "指标名称", "频率", "单位", "指标ID", "时间区间", "来源", "更新时间")
_INDICATORS: Mapping[str, tuple[str, str]] = {
    "产量:粗钢:当月值": ("crude_steel_output", "month"),
    "工业增加值:可比价:规模以上工业企业:当月同比": ("industrial_va_yoy", "month"),
    "用电量:当月值": ("power_use", "month"),
    "GDP:现价:累计值": ("gdp", "ytd"),
    "GDP:累计值": ("gdp", "ytd"),
}
_DAY = r"^\d{4}-\d{2}-\d{2}$"


def fits(sheets: tuple[Sheet, ...]) -> bool:
    """Whether the first column begins with the eight keys."""
    if len(sheets) != 1 or sheets[0].cells.width < 2:
        return False
    return tuple((row[0] or "").strip() for row in sheets[0].first_rows(len(_KEYS))) == _KEYS


def read(sheets: tuple[Sheet, ...], naming: Naming | None) -> LayoutRows:
    """The values of the series. Raises SourceChanged for an unknown indicator, unit, frequency or region."""
    sheet = sheets[0]
    about = {(row[0] or "").strip(): (row[1] or "").strip() for row in sheet.first_rows(len(_KEYS))}
    region, _, name = about["指标名称"].partition(":")
    if name not in _INDICATORS:
        raise SourceChanged(
            f"Cell B2: the indicator '{about['指标名称']}' is not collected.",
            "Send it in the form of macro series, 宏观经济指标序列.",
            zh=f"单元格 B2：指标“{about['指标名称']}”不在此格式的采集范围；请用《宏观经济指标序列》报送。",
        )
    indicator_id, kind = _INDICATORS[name]
    try:
        unit = parse_unit(about["单位"])
    except InvalidArgument as error:
        raise SourceChanged(f"Cell B4: {error.message}", zh=f"单元格 B4：{error.zh}") from error
    updated = _updated(about["更新时间"])
    cells = numbered(sheet, len(_KEYS)).with_columns(day=clean_date(pl.col("A")))
    cells = cells.filter(pl.col("day").str.contains(_DAY))
    rows, findings, held = read_values(
        sheet.name,
        cells.select(
            "row",
            indicator_id=pl.lit(indicator_id),
            region_code=pl.lit(known_region_code(region, "B2")),
            period=_period(about["频率"]),
            period_kind=pl.lit(kind),
            value_received=pl.col("B"),
            unit_received=pl.lit(unit.unit_id),
            vintage_id=pl.lit(f"terminal_{updated:%Y-%m}"),
            vintage_date=pl.lit(updated),
            source_note=pl.lit(f"{about['来源']}, {about['指标ID']}"),
            source_column=pl.lit("B"),
        ),
        about["指标名称"],
    )
    return LayoutRows(sheet.name, rows, tuple(findings), held, cells.height, accepted_rows(rows, cells, findings))


def _period(frequency: str) -> pl.Expr:
    day = pl.col("day").str.to_date("%Y-%m-%d")
    if frequency == "月":
        return day.dt.strftime("%Y-%m")
    if frequency == "季":
        return day.dt.strftime("%Y-Q") + day.dt.quarter().cast(pl.String)
    raise SourceChanged(
        f"Cell B3: the frequency '{frequency}' is unknown.",
        "Write 月 or 季.",
        zh=f"单元格 B3：频率“{frequency}”无法识别；应为“月”或“季”。",
    )


def _updated(text: str) -> date:
    if not re.fullmatch(r"\d{8}", text):
        raise SourceChanged(
            f"Cell B8: '{text}' is not a date of update.",
            "Write it like 20250417.",
            zh=f"单元格 B8：“{text}”不是更新日期；应写成 20250417。",
        )
    return date.fromisoformat(text)


LAYOUT = Layout("terminal_export", "2025.1", "Export of a data terminal", fits, read)
