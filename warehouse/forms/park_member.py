"""Firms of parks and clusters (园区企业名录): who is in which, from when, until when, and how much of it counts."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

PARK_MEMBER = Form(
    form_id="park_member",
    version="2016.1",
    title_zh="园区企业名录",
    title_en="Firms of parks and clusters",
    description="One row per park, firm and day of entry: when it left, and how much of the firm counts there.",
    dataset="park_member",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("园区企业名录",),
    ignored_headings=("序号", "备注"),
    key=("park_id", "credit_code", "entered_date"),
    columns=(
        Column(
            "park_id", "园区代码", "Code of the park", CellType.CODE, ("园区标识",), nullable=False,
            pattern=r"[0-9A-Za-z_-]+", note_en="as the register of parks has it", note_zh="以园区与集群名录为准",
        ),
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column("entered_date", "入园日期", "Day of entry", CellType.DATE, nullable=False),
        Column(
            "left_date", "迁出日期", "Day on which it left", CellType.DATE, note_en="empty while it is in",
            note_zh="在园不填",
        ),
        Column(
            "counted_share", "计入比重(%)", "Share of the firm that counts for the park", CellType.DECIMAL,
            ("计入比重",), unit_id="percent", minimum=Decimal(0), maximum=Decimal(100),
            note_en="empty: the whole firm", note_zh="未填按100%计",
        ),
    ),
)  # fmt: skip
