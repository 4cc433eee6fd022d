"""Covenants of funds (基金约束条款): a threshold of the fund's own agreement and the measured value.

Thresholds are agreed fund by fund (docs/sources/funds.md), so only their kinds are declared here.
"""

from __future__ import annotations

from warehouse.forms.form import CellType, Column, Form, Sender
from warehouse.forms.fund_register import FUND_ID, FUND_NAME

COVENANT_KINDS = {
    "财政出资比例": "guide_contribution_share",
    "返投倍数": "reinvestment_multiple",
    "主投领域比例": "main_field_share",
    "首期到位比例": "first_call_share",
    "直投占股比例": "direct_equity_share",
    "存续期限": "term_years",
    "投资期限": "investment_term_years",
}
COMPARISONS = {"不低于": "at_least", "不高于": "at_most"}
UNITS_WRITTEN = {"%": "percent", "倍": "multiple", "年": "year"}

FUND_COVENANT = Form(
    form_id="fund_covenant",
    version="2016.1",
    title_zh="基金约束条款执行情况",
    title_en="Covenants of funds and what was measured",
    description="One row per fund, covenant and date: its threshold, and the measured value where one is known.",
    dataset="fund_covenant",
    sender=Sender.FUND_MANAGER,
    title_marks=("基金约束条款",),
    ignored_headings=("序号", "备注"),
    key=("fund_id", "covenant_kind", "measured_date"),
    columns=(
        FUND_ID,
        FUND_NAME,
        Column(
            "covenant_kind", "约束条款", "What was agreed", CellType.TEXT, ("条款",), nullable=False,
            choices=tuple(COVENANT_KINDS), stored=COVENANT_KINDS,
        ),
        Column(
            "comparison", "约束方向", "How the measured value has to lie to the threshold", CellType.TEXT,
            nullable=False, choices=tuple(COMPARISONS), stored=COMPARISONS, note_en="at least or at most",
        ),
        Column("threshold", "约定值", "Threshold", CellType.DECIMAL, nullable=False),
        Column(
            "measured_value", "实际值", "Measured value", CellType.DECIMAL,
            note_en="null where nothing was measured", note_zh="未测算为空",
        ),
        Column(
            "unit", "计量单位", "Unit of threshold and measured value", CellType.TEXT, nullable=False,
            choices=tuple(UNITS_WRITTEN), stored=UNITS_WRITTEN,
        ),
        Column("measured_date", "测算日期", "Date of the measurement", CellType.DATE, ("核查日期",), nullable=False),
    ),
)  # fmt: skip
