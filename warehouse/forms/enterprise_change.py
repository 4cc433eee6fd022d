"""Changes of key enterprises (骨干企业变更登记): renames, new codes, mergers, batches and states, each with its day.

A row names the enterprise as before the change, by any code it had then.
"""

from __future__ import annotations

from warehouse.forms.enterprise_register import STATUSES
from warehouse.forms.form import CellType, Column, Form, Sender

CHANGE_KINDS = {
    "更名": "rename",
    "换码": "code_change",
    "合并": "merger",
    "批次调整": "batch_change",
    "状态变更": "status_change",
    "统计口径调整": "definition_change",
}

ENTERPRISE_CHANGE = Form(
    form_id="enterprise_change",
    version="2016.1",
    title_zh="骨干企业变更登记表",
    title_en="Register of changes of key enterprises",
    description="One row per change: the enterprise before it, the day, and what is new. After a merger the new code "
    "is that of the enterprise that goes on.",
    dataset="enterprise_change",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("变更登记",),
    ignored_headings=("序号", "备注"),
    key=("change_date", "change_kind", "credit_code", "registration_number", "organisation_code", "name"),
    columns=(
        Column(
            "change_date",
            "变更日期",
            "Day from which the change holds",
            CellType.DATE,
            nullable=False,
            may_be_future=True,
        ),
        Column(
            "change_kind",
            "变更类型",
            "Kind of change",
            CellType.TEXT,
            nullable=False,
            choices=tuple(CHANGE_KINDS),
            stored=CHANGE_KINDS,
        ),
        Column(
            "credit_code",
            "变更前统一社会信用代码",
            "Unified social credit code before the change",
            CellType.CREDIT_CODE,
            ("统一社会信用代码",),
        ),
        Column(
            "registration_number",
            "原工商注册号",
            "Registration number from before October 2015",
            CellType.CODE,
            ("工商注册号",),
            pattern=r"\d{15}",
        ),
        Column(
            "organisation_code",
            "原组织机构代码",
            "Organisation code from before October 2015",
            CellType.CODE,
            ("组织机构代码",),
            pattern=r"[0-9A-Z]{8}-?[0-9X]",
        ),
        Column("name", "变更前单位名称", "Name before the change", CellType.TEXT, ("单位详细名称",), nullable=False),
        Column(
            "new_credit_code",
            "变更后统一社会信用代码",
            "Unified social credit code after the change",
            CellType.CREDIT_CODE,
            ("存续企业统一社会信用代码",),
            note_en="for a merger that of the enterprise that goes on",
            note_zh="合并的填存续企业",
        ),
        Column(
            "new_name",
            "变更后单位名称",
            "Name after the change",
            CellType.TEXT,
            note_en="null where it stays",
            note_zh="不变为空",
        ),
        Column("new_batch", "变更后批次", "Batch after the change", CellType.INTEGER),
        Column(
            "new_status",
            "变更后状态",
            "Status after the change",
            CellType.TEXT,
            choices=tuple(STATUSES),
            stored=STATUSES,
        ),
        Column("evidence", "依据", "Document that the change rests on", CellType.TEXT, ("变更依据",)),
    ),
)
