"""Yearly assessment of key enterprises (年度考核): five dimensions, a result, and what people decided."""

from __future__ import annotations

from warehouse.forms.form import CellType, Column, Form

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
    title_marks=("年度考核",),
    ignored_headings=("序号", "备注"),
    key=("credit_code", "report_year"),
    columns=(
        Column(
            "credit_code",
            "统一社会信用代码",
            "Unified social credit code",
            CellType.CREDIT_CODE,
            ("社会信用代码",),
            nullable=False,
            takes_earlier_code=True,
        ),
        Column("name", "单位详细名称", "Name", CellType.TEXT, ("单位名称", "企业名称")),
        Column("report_year", "年度", "Year", CellType.PERIOD, ("考核年度",), nullable=False, pattern=r"\d{4}"),
        Column(
            "industry_grade",
            "产业优势",
            "Grade: industry",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column(
            "technology_grade",
            "技术优势",
            "Grade: technology",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column(
            "innovation_grade",
            "创新优势",
            "Grade: innovation",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column(
            "management_grade",
            "管理优势",
            "Grade: management",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column(
            "competitiveness_grade",
            "竞争力优势",
            "Grade: competitiveness",
            CellType.TEXT,
            choices=tuple(GRADES),
            stored=GRADES,
        ),
        Column("result", "综合结果", "Result", CellType.TEXT, nullable=False, choices=tuple(RESULTS), stored=RESULTS),
        Column(
            "demonstrating_role",
            "示范带动作用",
            "Demonstrating role",
            CellType.TEXT,
            choices=tuple(YES_NO),
            stored=YES_NO,
        ),
        Column("price_effect_note", "价格影响说明", "What prices alone did", CellType.TEXT),
        Column("rule_version", "规则版本", "Version of the rules", CellType.TEXT, nullable=False),
        Column(
            "decision",
            "人工决定",
            "Decision of people",
            CellType.TEXT,
            choices=tuple(DECISIONS),
            stored=DECISIONS,
        ),
        Column("decided_by", "决定人", "Who decided", CellType.TEXT),
        Column("decision_reason", "决定理由", "Why", CellType.TEXT),
    ),
)
