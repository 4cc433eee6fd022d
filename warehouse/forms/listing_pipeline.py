"""Listing and financing pipeline (股改、挂牌、上市): the stage of each enterprise, and its intended board."""

from __future__ import annotations

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

MILESTONES = {"股改": "share_reform", "挂牌": "quotation", "上市": "listing"}
BOARDS = {
    "主板": "main",
    "创业板": "chinext",
    "科创板": "star",
    "新三板": "neeq",
    "北交所": "beijing",
    "区域股权市场": "regional",
    "战略新兴板": "strategic_emerging",
}
STEP_STATUSES = {"计划": "planned", "进行中": "in_progress", "已完成": "done", "终止": "stopped"}

LISTING_PIPELINE = Form(
    form_id="listing_pipeline",
    version="2016.1",
    title_zh="企业改制挂牌上市进度表",
    title_en="Listing and financing pipeline",
    description="One row per enterprise, milestone and board.",
    dataset="listing_step",
    sender=Sender.ENTERPRISE,
    title_marks=("挂牌上市",),
    ignored_headings=("序号", "备注"),
    default_unit_id="cny_1e3",
    key=("credit_code", "milestone", "board"),
    columns=(
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column(
            "milestone",
            "阶段",
            "Milestone",
            CellType.TEXT,
            nullable=False,
            choices=tuple(MILESTONES),
            stored=MILESTONES,
        ),
        Column(
            "board",
            "拟上市板块",
            "Board",
            CellType.TEXT,
            ("板块",),
            choices=tuple(BOARDS),
            stored=BOARDS,
            note_en="the one aimed at; null for a share reform",
            note_zh="股改为空",
        ),
        Column(
            "step_status",
            "进度",
            "Status",
            CellType.TEXT,
            nullable=False,
            choices=tuple(STEP_STATUSES),
            stored=STEP_STATUSES,
        ),
        Column("planned_date", "计划完成日期", "Day planned", CellType.DATE, may_be_future=True),
        Column("reached_date", "实际完成日期", "Day reached", CellType.DATE),
        Column("raised", "融资金额(千元)", "Money raised by it", CellType.DECIMAL, ("融资金额",), unit_id="cny_1e3"),
    ),
)
