"""Contacts of member units with enterprises (联系制度): who of which unit, and when last."""

from __future__ import annotations

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

ENTERPRISE_CONTACT = Form(
    form_id="enterprise_contact",
    version="2016.1",
    title_zh="骨干企业联系登记表",
    title_en="Contacts of units with enterprises",
    description="One row per enterprise, unit and day: who is its contact, and what they spoke about.",
    dataset="enterprise_contact",
    sender=Sender.DEPARTMENT,
    title_marks=("企业联系登记",),
    ignored_headings=("序号", "备注"),
    key=("credit_code", "department_name", "contact_date"),
    columns=(
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column(
            "department_name", "联系单位", "Unit that keeps in touch", CellType.TEXT, nullable=False,
            note_en="as written", note_zh="原文",
        ),
        Column("person_name", "联系人", "Person of the unit", CellType.TEXT, nullable=False),
        Column("contact_date", "联系日期", "Day of the contact", CellType.DATE, nullable=False),
        Column("matter", "联系事项", "What they spoke about", CellType.TEXT),
    ),
)  # fmt: skip
