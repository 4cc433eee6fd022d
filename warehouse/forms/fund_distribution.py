"""Distributions and exits (基金分配与退出): money returned to a fund's contributors."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender
from warehouse.forms.fund_register import FUND_ID, FUND_NAME

DISTRIBUTION_KINDS = {
    "分红": "dividend",
    "股权转让": "share_sale",
    "上市退出": "listing",
    "回购": "buyback",
    "清算": "liquidation",
}

FUND_DISTRIBUTION = Form(
    form_id="fund_distribution",
    version="2016.1",
    title_zh="基金分配与退出明细",
    title_en="Distributions and exits of funds",
    description="One row per fund, date, kind and enterprise: the amount distributed to the fund's contributors.",
    dataset="fund_distribution",
    sender=Sender.FUND_MANAGER,
    title_marks=("基金分配与退出",),
    ignored_headings=("序号", "备注"),
    key=("fund_id", "credit_code", "distribution_kind", "distribution_date"),
    default_unit_id="cny_1e4",
    columns=(
        FUND_ID,
        FUND_NAME,
        Column("distribution_date", "分配日期", "Date of the payment", CellType.DATE, ("退出日期",), nullable=False),
        Column(
            "distribution_kind", "分配方式", "How the money was made", CellType.TEXT, ("退出方式",), nullable=False,
            choices=tuple(DISTRIBUTION_KINDS), stored=DISTRIBUTION_KINDS,
        ),
        Column(
            "credit_code", "统一社会信用代码", "Credit code of the enterprise that it comes from",
            CellType.CREDIT_CODE, ("社会信用代码",),
            note_en="null if there is no single one", note_zh="不属某一企业为空",
        ),
        Column(
            "name", "来源企业", "Name of the enterprise that it comes from", CellType.TEXT, ("退出企业",),
            note_en="as the fund writes it", note_zh="原文",
        ),
        Column(
            "amount", "分配金额(万元)", "Amount distributed", CellType.DECIMAL, ("分配金额",), unit_id="cny_1e4",
            nullable=False, minimum=Decimal(0),
        ),
    ),
)  # fmt: skip
