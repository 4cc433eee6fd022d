"""Yearly assessment of key enterprises (年度考核): five dimensions, a result, and the decision."""

from __future__ import annotations

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

GRADES = {"优": "excellent", "良": "good", "中": "fair", "差": "poor"}
RESULTS = {"合格": "pass", "不合格": "fail"}
YES_NO = {"是": "yes", "否": "no"}
DECISIONS = {"保留": "keep", "退出": "exit", "缓议": "defer"}

ANNUAL_ASSESSMENT = Form(
    form_id="annual_assessment",
    version="2016.1",
    title_zh="骨干企业年度考核表",
    title_en="Yearly assessment of key enterprises",
    description="One row per enterprise and year: grades, result, version of the rules, and the decision of people.",
    dataset="enterprise_assessment",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("年度考核",),
    ignored_headings=("序号", "备注"),
    key=("credit_code", "report_year"),
    columns=(
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column(
            "report_year",
            "年度",
            "Year that was assessed",
            CellType.PERIOD,
            ("考核年度",),
            nullable=False,
            pattern=r"\d{4}",
        ),
        Column(
            "industry_grade",
            "产业优势",
            "Grade for its industry",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column(
            "technology_grade",
            "技术优势",
            "Grade for its technology",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column(
            "innovation_grade",
            "创新优势",
            "Grade for its innovation",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column(
            "management_grade",
            "管理优势",
            "Grade for its management",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column(
            "competitiveness_grade",
            "竞争力优势",
            "Grade for its competitiveness",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column(
            "result",
            "综合结果",
            "Result",
            CellType.TEXT,
            nullable=False,
            choices=tuple(RESULTS),
            stored=RESULTS,
            note_en="as the assessor states it",
            note_zh="以考核单位填报为准",
        ),
        Column(
            "demonstrating_role",
            "示范带动作用",
            "Demonstrating role",
            CellType.TEXT,
            choices=tuple(YES_NO),
            stored=YES_NO,
            note_en="whether it leads others by example; null if not reported",
            note_zh="未填为空",
        ),
        Column("price_effect_note", "价格影响说明", "What prices alone did to its figures", CellType.TEXT),
        Column("rule_version", "规则版本", "Version of the rules that were applied", CellType.TEXT, nullable=False),
        Column(
            "decision",
            "人工决定",
            "Decision of people",
            CellType.TEXT,
            choices=tuple(DECISIONS),
            stored=DECISIONS,
            note_en="null while it waits",
            note_zh="未决定为空",
        ),
        Column("decided_by", "决定人", "Who decided", CellType.TEXT),
        Column("decision_reason", "决定理由", "Why they decided so", CellType.TEXT),
    ),
)
