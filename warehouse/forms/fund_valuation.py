"""Valuations of funds (基金估值): the net asset value at a date. The newest one counts; earlier ones are history."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender
from warehouse.forms.fund_register import FUND_ID, FUND_NAME

FUND_VALUATION = Form(
    form_id="fund_valuation",
    version="2016.1",
    title_zh="基金估值表",
    title_en="Valuations of funds",
    description="One row per fund and date: its net asset value. A fund that is wound up sends a value of zero.",
    dataset="fund_valuation",
    sender=Sender.FUND_MANAGER,
    title_marks=("基金估值",),
    ignored_headings=("序号", "备注"),
    key=("fund_id", "valuation_date"),
    default_unit_id="cny_1e4",
    columns=(
        FUND_ID,
        FUND_NAME,
        Column("valuation_date", "估值日期", "Date of the valuation", CellType.DATE, ("估值基准日",), nullable=False),
        Column(
            "net_asset_value", "净资产(万元)", "Net asset value", CellType.DECIMAL, ("净资产", "基金净值(万元)"),
            unit_id="cny_1e4", nullable=False, minimum=Decimal(0),
            note_en="0 where the fund is wound up", note_zh="已清算为 0",
        ),
    ),
)  # fmt: skip
