"""Register of projects (重大项目名录): content, builder, investment, and the part planned for this year.

An entry with the id of a project in the plan updates its state; any other id adds a project.
"""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender

CATEGORIES = {"续建": "continuing", "计划新开工": "new_start", "新开工": "new_start", "预备": "reserve"}
PROJECT_STATUSES = {"在建": "in_progress", "拟建": "planned", "已建成": "completed", "停建": "stopped"}

PROJECT_ID = Column(
    "project_id", "项目代码", "Code of the project", CellType.CODE, ("项目标识",), nullable=False,
    pattern=r"[0-9A-Za-z_-]+", note_en="the same over time", note_zh="固定不变",
)  # fmt: skip
PROJECT_NAME = Column("name_zh", "项目名称", "Name of the project", CellType.TEXT, required=False)
"""For the reader of a list of reports; only the register defines a project's name."""


PROJECT_REGISTER = Form(
    form_id="project_register",
    version="2016.1",
    title_zh="战略性新兴产业重大项目名录",
    title_en="Register of major projects",
    description="One row per project: category, total investment, investment planned for the year, owner and place.",
    dataset="project",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("重大项目名录",),
    ignored_headings=("序号", "备注"),
    key=("project_id",),
    default_unit_id="cny_1e4",
    columns=(
        PROJECT_ID,
        Column("name_zh", "项目名称", "Name", CellType.TEXT, ("名称",), nullable=False),
        Column("name_en", "项目英文名称", "English name", CellType.TEXT, required=False),
        Column(
            "project_category", "项目类别", "Category", CellType.TEXT, ("建设性质",), nullable=False,
            choices=tuple(CATEGORIES), stored=CATEGORIES,
            note_en="whether it goes on, is to be started or is in reserve",
        ),
        Column(
            "status", "项目状态", "State", CellType.TEXT, ("状态",), nullable=False,
            choices=tuple(PROJECT_STATUSES), stored=PROJECT_STATUSES,
        ),
        Column("owner_name", "建设单位", "Who carries it out", CellType.TEXT, ("项目单位", "项目业主")),
        Column(
            "credit_code", "统一社会信用代码", "Credit code of the owner", CellType.CREDIT_CODE, ("社会信用代码",)
        ),
        Column(
            "region_code", "行政区划代码", "Region in which it is built", CellType.CODE, ("区划代码",),
            nullable=False, pattern=r"\d{6}", note_zh="建设地点",
        ),
        Column("industry_name", "所属领域", "Field of the programme", CellType.TEXT, ("产业领域",)),
        Column("lead_department_name", "牵头部门", "Lead department", CellType.TEXT, ("责任单位",)),
        Column(
            "total_investment", "总投资(万元)", "Total investment", CellType.DECIMAL, ("总投资",),
            unit_id="cny_1e4", minimum=Decimal(0),
        ),
        Column("plan_year", "计划年度", "Year of the plan", CellType.INTEGER, ("年度",), nullable=False),
        Column(
            "plan_investment", "年度计划投资(万元)", "Investment planned for the year", CellType.DECIMAL,
            ("年度计划投资",), unit_id="cny_1e4", minimum=Decimal(0),
        ),
    ),
)  # fmt: skip
