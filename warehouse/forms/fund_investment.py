"""Investments of funds (基金投资明细): fund, enterprise, amount and round."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender
from warehouse.forms.fund_register import FUND_ID, FUND_NAME

ROUNDS = {
    "种子轮": "seed",
    "天使轮": "angel",
    "A轮": "a",
    "B轮": "b",
    "C轮": "c",
    "D轮及以后": "later",
    "上市前": "pre_ipo",
    "并购": "buyout",
}

FUND_INVESTMENT = Form(
    form_id="fund_investment",
    version="2016.1",
    title_zh="基金投资明细",
    title_en="Investments of funds in enterprises",
    description="One row per fund, enterprise, round and date: the amount invested and the share of equity it bought.",
    dataset="fund_investment",
    sender=Sender.FUND_MANAGER,
    title_marks=("基金投资明细",),
    ignored_headings=("序号", "备注"),
    key=("fund_id", "credit_code", "round", "investment_date"),
    default_unit_id="cny_1e4",
    columns=(
        FUND_ID,
        FUND_NAME,
        Column(
            "credit_code", "统一社会信用代码", "Unified social credit code of the enterprise", CellType.CREDIT_CODE,
            ("社会信用代码",), nullable=False,
        ),
        Column(
            "name", "被投企业", "Name of the enterprise", CellType.TEXT, ("被投企业名称",),
            note_en="as the fund writes it", note_zh="原文",
        ),
        Column(
            "round", "投资轮次", "Round", CellType.TEXT, ("轮次",), choices=tuple(ROUNDS), stored=ROUNDS,
            note_en="null if not reported", note_zh="未填为空",
        ),
        Column("investment_date", "投资日期", "Date of payment", CellType.DATE, nullable=False),
        Column(
            "amount", "投资金额(万元)", "Amount invested", CellType.DECIMAL, ("投资金额",), unit_id="cny_1e4",
            nullable=False, minimum=Decimal(0),
        ),
        Column(
            "equity_share", "持股比例(%)", "Share of equity bought", CellType.DECIMAL, ("持股比例",),
            unit_id="percent", minimum=Decimal(0), maximum=Decimal(100),
            note_en="null if not reported", note_zh="未填为空",
        ),
    ),
)  # fmt: skip
