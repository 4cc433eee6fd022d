"""Issue ledger (工作台账): open issues, responsible units and deadlines. Each ledger adds to the history."""

from __future__ import annotations

from dataclasses import replace

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

ISSUE_STATUSES = {"待办": "open", "办理中": "in_progress", "已办结": "done", "挂起": "suspended"}

ISSUE_LEDGER = Form(
    form_id="issue_ledger",
    version="2016.1",
    title_zh="骨干企业问题工作台账",
    title_en="Issue ledger",
    description="One row per issue: the matter, who is responsible, the due date and the status.",
    dataset="issue",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("工作台账",),
    ignored_headings=("序号", "备注"),
    key=("issue_code",),
    columns=(
        Column("issue_code", "问题编号", "Number of the issue in the ledger", CellType.CODE, nullable=False),
        replace(CREDIT_CODE, nullable=True),
        ENTERPRISE_NAME,
        Column("issue", "问题", "The matter", CellType.TEXT, ("问题描述",), nullable=False),
        Column("department_name", "责任单位", "Unit responsible", CellType.TEXT, note_en="as written", note_zh="原文"),
        Column("person_name", "责任人", "Person responsible", CellType.TEXT),
        Column("raised_date", "提出日期", "Day on which it was raised", CellType.DATE),
        Column("due_date", "办结时限", "Day by which it is to be settled", CellType.DATE, may_be_future=True),
        Column(
            "issue_status",
            "办理状态",
            "Status",
            CellType.TEXT,
            nullable=False,
            choices=tuple(ISSUE_STATUSES),
            stored=ISSUE_STATUSES,
        ),
        Column("progress_note", "办理进展", "Progress", CellType.TEXT),
    ),
)
