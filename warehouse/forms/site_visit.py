"""Visits of departments to enterprises (实地走访): who was visited, what was asked for, what became of it."""

from __future__ import annotations

from warehouse.forms.annual_assessment import YES_NO
from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

SITE_VISIT = Form(
    form_id="site_visit",
    version="2016.1",
    title_zh="企业实地走访记录表",
    title_en="Visits to enterprises",
    description="One row per visit: enterprise, day, who came, what it asked for, and the issue that was opened.",
    dataset="site_visit",
    sender=Sender.DEPARTMENT,
    title_marks=("实地走访",),
    ignored_headings=("序号", "备注"),
    key=("visit_code",),
    columns=(
        Column("visit_code", "走访编号", "Number of the visit", CellType.CODE, nullable=False),
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column("visit_date", "走访日期", "Day of the visit", CellType.DATE, nullable=False),
        Column("department_name", "走访单位", "Unit that came", CellType.TEXT, note_en="as written", note_zh="原文"),
        Column("person_name", "走访人", "Person who came", CellType.TEXT),
        Column("request", "企业诉求", "What the enterprise asked for", CellType.TEXT, note_en="empty: nothing",
               note_zh="无诉求不填"),
        Column("issue_code", "问题编号", "Issue of the ledger that was opened for it", CellType.CODE),
        Column(
            "resolved", "是否解决", "Whether it is settled", CellType.TEXT, choices=tuple(YES_NO), stored=YES_NO,
            note_en="as the visitor says", note_zh="走访单位填报",
        ),
    ),
)  # fmt: skip
