"""Credit of banks to key enterprises by quarter (金融机构信贷支持情况表): balances, never added to flows."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

BANK_CREDIT = Form(
    form_id="bank_credit",
    version="2016.1",
    title_zh="金融机构信贷支持情况表",
    title_en="Credit of banks to enterprises",
    description="One row per bank, enterprise and quarter: credit line, balance at its end, new loans of the year.",
    dataset="bank_credit",
    sender=Sender.BANK,
    title_marks=("信贷支持",),
    ignored_headings=("序号", "备注"),
    default_unit_id="cny_1e3",
    key=("bank_name", "credit_code", "report_quarter"),
    columns=(
        Column("bank_name", "金融机构", "Bank", CellType.TEXT, ("银行",), nullable=False),
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column(
            "report_quarter", "季度", "Quarter", CellType.PERIOD, ("报告季度",), nullable=False,
            pattern=r"\d{4}-Q[1-4]", note_en="such as 2016-Q1",
        ),
        Column(
            "credit_line", "授信额度(千元)", "Credit line", CellType.DECIMAL, ("授信额度",), unit_id="cny_1e3",
            minimum=Decimal(0),
        ),
        Column(
            "loan_balance", "贷款余额(千元)", "Loans outstanding", CellType.DECIMAL, ("贷款余额",), unit_id="cny_1e3",
            minimum=Decimal(0), note_en="at the end of the quarter", note_zh="季末数",
        ),
        Column(
            "new_loans_ytd", "本年新增贷款(千元)", "New loans since January", CellType.DECIMAL, ("本年新增贷款",),
            unit_id="cny_1e3",
        ),
        Column(
            "mean_rate", "平均利率(%)", "Mean interest rate", CellType.DECIMAL, ("平均利率",), unit_id="percent",
            note_en="a year", note_zh="年利率",
        ),
    ),
)  # fmt: skip
