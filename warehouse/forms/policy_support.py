"""Support of enterprises under policies (政策支持): power, graduates, land, tax, finance, platforms, new businesses."""

from __future__ import annotations

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

SUPPORT_KINDS = {
    "直供电": "direct_power",
    "高校毕业生补贴": "graduate_subsidy",
    "用地": "land",
    "税收": "tax",
    "财政": "finance",
    "平台资助": "platform_grant",
    "新业态资助": "new_business_grant",
}

POLICY_SUPPORT = Form(
    form_id="policy_support",
    version="2016.1",
    title_zh="企业政策支持情况表",
    title_en="Support of enterprises under policies",
    description="One row per enterprise, kind of support and document.",
    dataset="policy_support",
    sender=Sender.DEPARTMENT,
    title_marks=("政策支持",),
    ignored_headings=("序号", "备注"),
    default_unit_id="cny_1e3",
    key=("credit_code", "support_kind", "report_year", "document_note"),
    columns=(
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column(
            "support_kind",
            "支持类型",
            "Kind of support",
            CellType.TEXT,
            nullable=False,
            choices=tuple(SUPPORT_KINDS),
            stored=SUPPORT_KINDS,
        ),
        Column(
            "report_year",
            "年度",
            "Year of the support",
            CellType.PERIOD,
            ("考核年度",),
            nullable=False,
            pattern=r"\d{4}",
        ),
        Column(
            "amount",
            "支持金额(千元)",
            "Amount",
            CellType.DECIMAL,
            ("支持金额",),
            unit_id="cny_1e3",
            note_en="null if it is not money",
            note_zh="非资金支持为空",
        ),
        Column(
            "quantity",
            "支持数量",
            "Quantity",
            CellType.DECIMAL,
            note_en="electricity, land or persons, in `quantity_unit`",
            note_zh="电量、用地或人数，单位见 `quantity_unit`",
        ),
        Column(
            "quantity_unit", "数量单位", "Unit of the quantity", CellType.TEXT, note_en="as written", note_zh="原文"
        ),
        Column(
            "department_name", "落实部门", "Unit that grants it", CellType.TEXT, note_en="as written", note_zh="原文"
        ),
        Column("decided_date", "批准日期", "Day of the decision", CellType.DATE),
        Column("document_note", "依据", "Document that it rests on", CellType.TEXT),
        Column(
            "object_code",
            "对象代码",
            "Code of the platform or project that it is for",
            CellType.CODE,
            required=False,
            note_en="null if it is for the enterprise as a whole",
            note_zh="支持企业整体的为空",
        ),
    ),
)
