"""Key technologies, applied research and upgrades of firms (技术攻关与改造): field, stage, money and result."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

TECHNOLOGY_KINDS = {
    "关键技术攻关": "key_technology",
    "应用技术研究": "applied_research",
    "智能化改造": "intelligent_upgrade",
}
TECHNOLOGY_STAGES = {
    "已立项": "started",
    "研发": "research",
    "试制": "trial",
    "已完成": "completed",
    "终止": "stopped",
}
TECHNOLOGY_RESULTS = {"样机": "prototype", "产品": "product", "专利": "patent", "生产线": "production_line"}

TECHNOLOGY_PROJECT = Form(
    form_id="technology_project",
    version="2016.1",
    title_zh="技术攻关与改造项目登记表",
    title_en="Technology projects of enterprises",
    description="One row per project: kind, field, stage, money and what came of it.",
    dataset="technology_project",
    sender=Sender.DEPARTMENT,
    title_marks=("技术攻关与改造",),
    ignored_headings=("序号", "备注"),
    key=("technology_code",),
    default_unit_id="cny_1e4",
    columns=(
        Column("technology_code", "技术项目编号", "Number of the project", CellType.CODE, nullable=False),
        Column("title_zh", "技术项目名称", "Name", CellType.TEXT, nullable=False),
        Column(
            "technology_kind", "技术项目类别", "Kind", CellType.TEXT, nullable=False,
            choices=tuple(TECHNOLOGY_KINDS), stored=TECHNOLOGY_KINDS,
        ),
        Column("industry_name", "所属领域", "Field of the programme", CellType.TEXT, ("产业领域",)),
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column(
            "technology_stage", "所处阶段", "Stage", CellType.TEXT, nullable=False,
            choices=tuple(TECHNOLOGY_STAGES), stored=TECHNOLOGY_STAGES,
        ),
        Column(
            "total_investment", "项目投资(万元)", "Total investment", CellType.DECIMAL, ("项目投资",),
            unit_id="cny_1e4", minimum=Decimal(0),
        ),
        Column(
            "public_money", "其中财政资金(万元)", "Public money in it", CellType.DECIMAL, ("其中财政资金",),
            unit_id="cny_1e4", minimum=Decimal(0),
        ),
        Column(
            "technology_result", "成果形式", "What came of it", CellType.TEXT,
            choices=tuple(TECHNOLOGY_RESULTS), stored=TECHNOLOGY_RESULTS,
            note_en="null: nothing yet", note_zh="尚无成果不填",
        ),
        Column("patent_count", "专利授权数(件)", "Patents granted", CellType.INTEGER, ("专利授权数",),
               minimum=Decimal(0)),
        Column("started_date", "立项日期", "Day of the start", CellType.DATE, nullable=False),
        Column("completed_date", "完成日期", "Day of completion", CellType.DATE),
    ),
)  # fmt: skip
