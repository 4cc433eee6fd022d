"""Applications for national funding (国家专项申报): each step of each project is a row, with its amounts."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender
from warehouse.forms.project_register import PROJECT_ID

NATIONAL_STEPS = {
    "组织申报": "organised", "已上报": "submitted", "评审": "reviewed", "批复": "approved", "资金到位": "funded",
    "未获批": "refused",
}  # fmt: skip

NATIONAL_APPLICATION = Form(
    form_id="national_application",
    version="2016.1",
    title_zh="国家专项申报进展表",
    title_en="Applications for national funding",
    description="One row per project, step and day: what was asked for, approved and received.",
    dataset="national_application",
    sender=Sender.DEPARTMENT,
    title_marks=("国家专项申报",),
    ignored_headings=("序号", "备注"),
    key=("project_id", "step", "step_date"),
    default_unit_id="cny_1e4",
    columns=(
        PROJECT_ID,
        Column(
            "step", "环节", "Step", CellType.TEXT, nullable=False, choices=tuple(NATIONAL_STEPS), stored=NATIONAL_STEPS,
        ),
        Column("step_date", "日期", "Day of the step", CellType.DATE, nullable=False),
        Column(
            "requested", "申报资金(万元)", "Money applied for", CellType.DECIMAL, ("申报资金",), unit_id="cny_1e4",
            minimum=Decimal(0),
        ),
        Column(
            "approved", "批复资金(万元)", "Money approved", CellType.DECIMAL, ("批复资金",), unit_id="cny_1e4",
            minimum=Decimal(0),
        ),
        Column(
            "received", "到位资金(万元)", "Money received with this step", CellType.DECIMAL, ("到位资金",),
            unit_id="cny_1e4", minimum=Decimal(0), note_en="of this step alone", note_zh="本次到位",
        ),
        Column("note", "说明", "Note", CellType.TEXT),
    ),
)  # fmt: skip
