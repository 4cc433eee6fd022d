"""Macro series (宏观指标序列): one value per row, with the version and date of the release that it comes from."""

from __future__ import annotations

from warehouse.domain.period import PeriodKind
from warehouse.forms.form import CellType, Column, Form, Sender

PERIOD_KINDS = {
    "年": PeriodKind.YEAR,
    "月": PeriodKind.MONTH,
    "累计": PeriodKind.YTD,
    "季": PeriodKind.QUARTER,
}

MACRO_SERIES = Form(
    form_id="macro_series",
    version="2016.1",
    title_zh="宏观经济指标序列",
    title_en="Macro-economic series",
    description="One row per indicator, region, period and release; a revision is a new row, never a changed one.",
    dataset="observation",
    sender=Sender.STATISTICS_OFFICE,
    title_marks=("宏观经济指标",),
    ignored_headings=("序号", "备注"),
    unit_column="unit",
    key=("indicator_id", "region_code", "period", "period_kind", "vintage_id"),
    columns=(
        Column("indicator_id", "指标代码", "Indicator", CellType.CODE, nullable=False),
        Column("indicator_name", "指标名称", "Indicator name", CellType.TEXT),
        Column("region_code", "地区代码", "Region code", CellType.CODE, nullable=False, pattern=r"\d{6}|WLD|world"),
        Column("period", "时期", "Period", CellType.PERIOD, nullable=False),
        Column(
            "period_kind",
            "时期类型",
            "Kind of period",
            CellType.TEXT,
            nullable=False,
            choices=tuple(PERIOD_KINDS),
        ),
        Column("value", "数值", "Value", CellType.DECIMAL),
        Column("unit", "单位", "Unit", CellType.UNIT, nullable=False),
        Column(
            "vintage_id",
            "版本",
            "Release of the figure",
            CellType.TEXT,
            nullable=False,
            note_en="a name such as post_4th_census; estimate (预计) or preliminary (初步) in it tells how final it is",
            note_zh="如 post_4th_census；含“预计”或“初步”等字样即为预计数、初步数",
        ),
        Column(
            "vintage_date",
            "版本日期",
            "Date of the release",
            CellType.DATE,
            note_en="null where unknown",
            note_zh="不详为空",
        ),
        Column("source_note", "来源", "Source", CellType.TEXT, note_en="as the file names it", note_zh="原文"),
    ),
)
