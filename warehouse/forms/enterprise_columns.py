"""The two columns that identify an enterprise in most forms."""

from __future__ import annotations

from warehouse.forms.form import CellType, Column

CREDIT_CODE = Column(
    "credit_code", "统一社会信用代码", "Unified social credit code", CellType.CREDIT_CODE, ("社会信用代码",),
    nullable=False, takes_earlier_code=True,
)  # fmt: skip
ENTERPRISE_NAME = Column("name", "单位详细名称", "Name", CellType.TEXT, ("单位名称", "企业名称"))
