"""The two columns by which most forms name an enterprise."""

from __future__ import annotations

from warehouse.forms.form import CellType, Column

CREDIT_CODE = Column(
    "credit_code", "统一社会信用代码", "Unified social credit code", CellType.CREDIT_CODE, ("社会信用代码",),
    nullable=False, takes_earlier_code=True,
)  # fmt: skip
ENTERPRISE_NAME = Column("name", "单位详细名称", "Name", CellType.TEXT, ("单位名称", "企业名称"))

TAKEN_AS_ENTERPRISE = "Resolved into the enterprise that it means: core.enterprise_identity has the codes."
NAME_OF_THE_ROW = "For who reads the file: core.enterprise tells what the enterprise is called."
"""Why they are in no table as such (`Form.not_kept`)."""
