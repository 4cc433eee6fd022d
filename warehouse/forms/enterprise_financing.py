"""Financing rounds of key enterprises (企业融资): date, round, amount, and kind of investor.

Listing is another form (listing_pipeline); payments of our own funds are in fund_investment.
"""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender
from warehouse.forms.fund_investment import ROUNDS

INVESTOR_KINDS = {
    "政府引导基金": "government_fund",
    "创业投资": "venture_capital",
    "私募股权": "private_equity",
    "产业资本": "corporate",
    "银行": "bank",
    "公众": "public",
    "其他": "other",
}

FINANCING_KINDS = {"股权": "equity", "贷款": "loan", "债券": "bond"}

ENTERPRISE_FINANCING = Form(
    form_id="enterprise_financing",
    version="2016.1",
    title_zh="企业融资情况表",
    title_en="Financing rounds of enterprises",
    description="One row per enterprise, round and date: the money raised and the kind of investor.",
    dataset="financing_round",
    sender=Sender.ENTERPRISE,
    title_marks=("企业融资",),
    ignored_headings=("序号", "备注"),
    default_unit_id="cny_1e3",
    key=("credit_code", "round", "financing_date"),
    columns=(
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column(
            "round", "融资轮次", "Round", CellType.TEXT, ("轮次",), choices=tuple(ROUNDS), stored=ROUNDS,
            note_en="null if not reported", note_zh="未填为空",
        ),
        Column("financing_date", "融资日期", "Date of the round", CellType.DATE, ("融资时间",), nullable=False),
        Column(
            "amount", "融资金额(千元)", "Money raised in the round", CellType.DECIMAL, ("融资金额",), unit_id="cny_1e3",
            nullable=False, minimum=Decimal(0),
        ),
        Column(
            "investor_kind", "投资方类型", "Kind of investor", CellType.TEXT, ("投资方类别",),
            choices=tuple(INVESTOR_KINDS), stored=INVESTOR_KINDS,
            note_en="null if not reported", note_zh="未填为空",
        ),
        Column(
            "financing_kind", "融资方式", "Kind of financing", CellType.TEXT, choices=tuple(FINANCING_KINDS),
            stored=FINANCING_KINDS, required=False, note_en="null if not reported", note_zh="未填为空",
        ),
    ),
)  # fmt: skip
