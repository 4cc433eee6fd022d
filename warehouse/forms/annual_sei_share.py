"""Yearly share of strategic emerging industries by product, after the national form B104-4.

Many industry classes are only partly strategic, so a firm's part is a share by product and year, never a yes or no.
"""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

ANNUAL_SEI_SHARE = Form(
    form_id="annual_sei_share",
    version="2016.1",
    title_zh="工业企业战略性新兴产业总产值",
    title_en="Output of strategic emerging industries by product",
    description="One row per enterprise, year and product: output, and which share of it is strategic emerging.",
    dataset="sei_product_share",
    sender=Sender.ENTERPRISE,
    title_marks=("战略性新兴产业总产值", "B104-4"),
    ignored_headings=("序号", "备注"),
    default_unit_id="cny_1e3",
    key=("credit_code", "report_year", "product_code"),
    columns=(
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column(
            "report_year",
            "年度",
            "Year of the output",
            CellType.PERIOD,
            ("报告年度",),
            nullable=False,
            pattern=r"\d{4}",
        ),
        Column("product_code", "产品代码", "Code of the product", CellType.CODE, nullable=False),
        Column(
            "product_name",
            "产品名称",
            "Name of the product",
            CellType.TEXT,
            note_en="as the return writes it",
            note_zh="原文",
        ),
        Column(
            "sei_code",
            "战略性新兴产业分类代码",
            "Class of strategic emerging industries",
            CellType.CODE,
            note_en="as the return gives it",
            note_zh="原文",
        ),
        Column(
            "product_output",
            "产品产值",
            "Output of the product in the year",
            CellType.DECIMAL,
            ("工业总产值",),
            unit_id="cny_1e3",
            minimum=Decimal(0),
            note_en="current prices",
            note_zh="现价",
        ),
        Column(
            "sei_share",
            "战略性新兴产业产值比重(%)",
            "Share of the output of the product that is strategic emerging",
            CellType.DECIMAL,
            ("战略性新兴产业产值比重",),
            unit_id="percent",
            nullable=False,
            minimum=Decimal(0),
            maximum=Decimal(100),
        ),
        Column("source_note", "来源", "Source", CellType.TEXT, note_en="as the return names it"),
    ),
)
