"""What innovation platforms bring to firms (产学研合作): agreements, and results that were transferred."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

COOPERATION_KINDS = {"产学研协议": "agreement", "成果转化": "transfer"}

PLATFORM_COOPERATION = Form(
    form_id="platform_cooperation",
    version="2016.1",
    title_zh="创新平台合作与成果转化登记表",
    title_en="Agreements and transfers of innovation platforms",
    description="One row per agreement of a platform with a firm, or result that it transferred.",
    dataset="platform_cooperation",
    sender=Sender.DEPARTMENT,
    title_marks=("合作与成果转化",),
    ignored_headings=("序号", "备注"),
    key=("cooperation_code",),
    default_unit_id="cny_1e4",
    columns=(
        Column("cooperation_code", "合作编号", "Number of the agreement or transfer", CellType.CODE, nullable=False),
        Column(
            "platform_id", "平台代码", "Code of the platform", CellType.CODE, ("平台标识",), nullable=False,
            pattern=r"[0-9A-Za-z_-]+", note_en="as in the register of platforms", note_zh="与创新平台名录一致",
        ),
        replace(CREDIT_CODE, nullable=True),
        ENTERPRISE_NAME,
        Column(
            "cooperation_kind", "合作类别", "Kind", CellType.TEXT, nullable=False,
            choices=tuple(COOPERATION_KINDS), stored=COOPERATION_KINDS,
        ),
        Column("signed_date", "签订日期", "Day of signature or transfer", CellType.DATE, nullable=False),
        Column(
            "amount", "合同金额(万元)", "Amount of the contract", CellType.DECIMAL, ("合同金额",), unit_id="cny_1e4",
            minimum=Decimal(0),
        ),
        Column("result_name", "成果名称", "Result that is developed or transferred", CellType.TEXT),
    ),
)  # fmt: skip
