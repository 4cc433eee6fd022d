"""Commitments, calls and payments (基金认缴与实缴): promised, called and paid amounts per contributor, in separate
columns.

A commitment row has an amount promised, a call row one called, a payment row one paid in; a row may have several. Money
promised or called never counts as paid.
"""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender
from warehouse.forms.fund_register import FUND_ID, FUND_NAME

FUND_CONTRIBUTION = Form(
    form_id="fund_contribution",
    version="2016.1",
    title_zh="基金认缴与实缴明细",
    title_en="Commitments to funds, calls and payments",
    description="One row per fund, contributor and date: the amounts committed, called and paid in on that day.",
    dataset="fund_contribution",
    sender=Sender.FUND_MANAGER,
    title_marks=("认缴与实缴",),
    ignored_headings=("序号", "备注"),
    key=("fund_id", "contributor_name", "contribution_date"),
    default_unit_id="cny_1e4",
    columns=(
        FUND_ID,
        FUND_NAME,
        Column("contributor_name", "出资人", "Who contributes", CellType.TEXT, ("出资人名称",), nullable=False),
        Column(
            "contributor_fund_id", "出资基金代码", "The contributor, where it is a fund",
            CellType.CODE, required=False,
        ),
        Column(
            "contribution_date", "出资日期", "Date of the commitment, call or payment", CellType.DATE, ("日期",),
            nullable=False,
        ),
        Column(
            "committed", "认缴金额(万元)", "Amount committed on that day", CellType.DECIMAL, ("认缴金额",),
            unit_id="cny_1e4", minimum=Decimal(0),
        ),
        Column(
            "called", "通知出资金额(万元)", "Amount called for on that day", CellType.DECIMAL,
            ("通知出资金额", "催缴金额"), unit_id="cny_1e4", required=False, minimum=Decimal(0),
        ),
        Column(
            "call_due_date", "缴款截止日期", "Day by which the call is to be paid", CellType.DATE, ("缴款期限",),
            required=False,
        ),
        Column(
            "paid_in", "实缴金额(万元)", "Amount paid in on that day", CellType.DECIMAL, ("实缴金额",),
            unit_id="cny_1e4", minimum=Decimal(0),
        ),
    ),
)  # fmt: skip
