"""Yearly survey of key enterprises (年度调查): innovation, purchases, and what they want to invest and to raise."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

FINANCING_WAYS = {"股权": "equity", "贷款": "loan", "债券": "bond", "不需要": "none"}

ENTERPRISE_ANNUAL_SURVEY = Form(
    form_id="enterprise_annual_survey",
    version="2016.1",
    title_zh="骨干企业年度调查表",
    title_en="Yearly survey of key enterprises",
    description="One row per enterprise and year: patents, standards, staff, purchases, and what it wants to raise.",
    dataset="enterprise_survey",
    sender=Sender.ENTERPRISE,
    title_marks=("年度调查表",),
    ignored_headings=("序号", "备注"),
    default_unit_id="cny_1e3",
    key=("credit_code", "report_year"),
    columns=(
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column(
            "report_year", "年度", "Year of the survey", CellType.PERIOD, ("调查年度",), nullable=False,
            pattern=r"\d{4}",
        ),
        Column(
            "patent_count", "有效发明专利数(件)", "Invention patents in force", CellType.INTEGER, ("有效发明专利数",),
            minimum=Decimal(0),
        ),
        Column(
            "standard_count", "主导或参与标准数(项)", "Standards that it leads or takes part in", CellType.INTEGER,
            ("主导或参与标准数",), minimum=Decimal(0),
        ),
        Column(
            "rd_staff_count", "研发人员数(人)", "Staff in research and development", CellType.INTEGER, ("研发人员数",),
            minimum=Decimal(0),
        ),
        Column(
            "material_purchase", "原辅料采购总额(千元)", "Purchases of materials", CellType.DECIMAL,
            ("原辅料采购总额",), unit_id="cny_1e3", minimum=Decimal(0),
        ),
        Column(
            "local_purchase", "其中省内采购额(千元)", "Purchases within the province", CellType.DECIMAL,
            ("其中省内采购额", "省内采购额"), unit_id="cny_1e3", minimum=Decimal(0), note_en="part of the purchases",
            note_zh="采购总额的其中项",
        ),
        Column(
            "planned_investment", "下年计划投资(千元)", "Investment planned for the next year", CellType.DECIMAL,
            ("下年计划投资",), unit_id="cny_1e3", minimum=Decimal(0),
        ),
        Column(
            "wanted_financing", "拟融资额(千元)", "Capital that it wants to raise", CellType.DECIMAL, ("拟融资额",),
            unit_id="cny_1e3", minimum=Decimal(0),
        ),
        Column(
            "financing_way", "意向方式", "How it wants to raise it", CellType.TEXT, choices=tuple(FINANCING_WAYS),
            stored=FINANCING_WAYS,
        ),
        Column("matter", "需协调事项", "What needs coordination", CellType.TEXT),
    ),
)  # fmt: skip
