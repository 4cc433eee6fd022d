"""Direct equity of public investors in enterprises, outside funds (直接股权投资明细)."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender

DIRECT_EQUITY = Form(
    form_id="direct_equity",
    version="2016.1",
    title_zh="直接股权投资明细",
    title_en="Direct equity investments",
    description="One row per enterprise, investor and payment: what was agreed, paid and got back. Not through a fund.",
    dataset="direct_equity",
    sender=Sender.FUND_MANAGER,
    title_marks=("直接股权投资",),
    ignored_headings=("序号", "备注"),
    default_unit_id="cny_1e3",
    key=("credit_code", "investor_name", "payment_date"),
    columns=(
        Column(
            "credit_code", "统一社会信用代码", "Unified social credit code of the enterprise", CellType.CREDIT_CODE,
            ("社会信用代码",), nullable=False, takes_earlier_code=True,
        ),
        Column(
            "name", "被投企业", "Name of the enterprise", CellType.TEXT, ("被投企业名称",),
            note_en="as the investor writes it", note_zh="原文",
        ),
        Column("investor_name", "出资主体", "Investor", CellType.TEXT, ("投资主体",), nullable=False),
        Column("decision_date", "决策日期", "Day of the decision", CellType.DATE),
        Column(
            "agreed", "协议金额(千元)", "Amount agreed", CellType.DECIMAL, ("协议金额",), unit_id="cny_1e3",
            minimum=Decimal(0),
        ),
        Column("payment_date", "出资日期", "Date of payment", CellType.DATE, nullable=False),
        Column(
            "paid", "实际出资(千元)", "Amount paid", CellType.DECIMAL, ("实际出资",), unit_id="cny_1e3",
            nullable=False, minimum=Decimal(0),
        ),
        Column(
            "equity_share", "持股比例(%)", "Share of equity bought", CellType.DECIMAL, ("持股比例",),
            unit_id="percent", minimum=Decimal(0), maximum=Decimal(100),
            note_en="null if not reported", note_zh="未填为空",
        ),
        Column("exit_date", "退出日期", "Date of the exit", CellType.DATE, required=False),
        Column(
            "exit_amount", "退出金额(千元)", "Amount got back", CellType.DECIMAL, ("退出金额",), unit_id="cny_1e3",
            required=False, minimum=Decimal(0),
        ),
    ),
)  # fmt: skip
