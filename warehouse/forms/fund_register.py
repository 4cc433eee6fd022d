"""Register of funds (基金名录): guide fund, sub-funds and the others of the programme.

An entry with the id of a fund in the plan updates its state and size; any other id adds a fund.
"""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender

FUND_KINDS = {"引导基金": "guide", "子基金": "sub_fund", "国家基金": "national", "区域基金": "regional"}
FUND_STATUSES = {"拟设立": "planned", "运营": "operating", "退出期": "exiting", "已清算": "liquidated"}

FUND_ID = Column(
    "fund_id", "基金代码", "Code of the fund", CellType.CODE, ("基金标识",), nullable=False, pattern=r"[0-9A-Za-z_]+",
    note_en="the same over time", note_zh="固定不变",
)  # fmt: skip
FUND_NAME = Column("fund_name", "基金名称", "Name of the fund", CellType.TEXT, required=False)
"""For the reader of a list of flows; only the register defines a fund's name."""


FUND_REGISTER = Form(
    form_id="fund_register",
    version="2016.1",
    title_zh="战略性新兴产业基金名录",
    title_en="Register of funds",
    description="One row per fund: its kind, manager, guide fund above it, target size and state.",
    dataset="fund",
    sender=Sender.FUND_MANAGER,
    title_marks=("基金名录",),
    ignored_headings=("序号", "备注"),
    key=("fund_id",),
    default_unit_id="cny_1e4",
    columns=(
        FUND_ID,
        Column("name_zh", "基金名称", "Name", CellType.TEXT, ("名称",), nullable=False),
        Column("name_en", "基金英文名称", "English name", CellType.TEXT, required=False),
        Column(
            "fund_kind", "基金类别", "Kind of fund", CellType.TEXT, nullable=False,
            choices=tuple(FUND_KINDS), stored=FUND_KINDS,
            note_en="a sub-fund where the guide fund holds a part of it", note_zh="引导基金参股的为子基金",
        ),
        Column("manager_name", "管理机构", "Who manages it", CellType.TEXT, ("基金管理人",)),
        Column(
            "region_code", "行政区划代码", "Region in which it is registered", CellType.CODE, ("区划代码",),
            required=False, pattern=r"\d{6}", note_zh="基金注册地",
        ),
        Column(
            "parent_fund_id", "母基金代码", "Guide fund that holds a part of it", CellType.CODE, ("引导基金代码",),
            note_en="null for others", note_zh="非子基金为空",
        ),
        Column(
            "target_size", "目标规模(万元)", "Target size", CellType.DECIMAL,
            ("目标规模",), unit_id="cny_1e4", minimum=Decimal("0.000001"),
            note_en="committed money, not paid in", note_zh="认缴口径，非实缴",
        ),
        Column("industry_name", "投向领域", "Field that it invests in", CellType.TEXT, ("所属领域",)),
        Column("established_date", "设立日期", "Date of establishment", CellType.DATE, ("成立日期",)),
        Column(
            "status", "基金状态", "State", CellType.TEXT, ("状态",), nullable=False,
            choices=tuple(FUND_STATUSES), stored=FUND_STATUSES,
        ),
    ),
)  # fmt: skip
