"""Applications for recognition as a key enterprise (申报审核): each step of each application is a row."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

STEPS = {
    "申报": "applied", "受理": "accepted", "退回": "returned", "评审": "reviewed", "实地核查": "visited",
    "拟认定": "proposed", "公示": "publicised", "认定": "recognised", "不予认定": "rejected", "撤回": "withdrawn",
}  # fmt: skip

RECOGNITION_APPLICATION = Form(
    form_id="recognition_application",
    version="2016.1",
    title_zh="骨干企业申报审核表",
    title_en="Applications for recognition as a key enterprise",
    description="One row per step of an application: who applied for which batch, what was found, and when.",
    dataset="application_step",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("申报审核",),
    ignored_headings=("序号", "备注"),
    key=("application_code", "step", "step_date"),
    columns=(
        Column("application_code", "申报编号", "Number of the application", CellType.CODE, nullable=False),
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column("batch", "批次", "Batch applied for", CellType.INTEGER, ("认定批次",), nullable=False),
        Column(
            "step", "环节", "Step", CellType.TEXT, nullable=False, choices=tuple(STEPS), stored=STEPS,
        ),
        Column("step_date", "日期", "Day of the step", CellType.DATE, nullable=False),
        Column("finding", "结论", "What was found", CellType.TEXT),
        Column(
            "review_score", "评审得分", "Score of the review", CellType.DECIMAL, minimum=Decimal(0),
            maximum=Decimal(100), note_en="0 to 100", note_zh="0 至 100",
        ),
        Column("reviewer", "评审单位", "Unit that reviewed", CellType.TEXT),
        Column("note", "说明", "Note", CellType.TEXT),
    ),
)  # fmt: skip
