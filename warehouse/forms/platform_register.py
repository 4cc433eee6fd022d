"""Register of innovation platforms (创新平台名录): type, level, host, approval (by whom and when) and state."""

from __future__ import annotations

from warehouse.forms.form import CellType, Column, Form, Sender

PLATFORM_TYPES = {
    "工程研究院": "engineering_institute",
    "国家重点实验室": "state_key_laboratory",
    "重点实验室": "key_laboratory",
    "工程实验室": "engineering_laboratory",
    "工程研究中心": "engineering_research_centre",
    "企业技术中心": "enterprise_technology_centre",
}
LEVELS = {"国家级": "national", "国家地方联合": "national_local", "省级": "provincial"}
PLATFORM_STATUSES = {
    "申报中": "applied",
    "获批立项": "approved",
    "建设": "under_construction",
    "通过评估": "evaluated",
    "未获批": "refused",
}

PLATFORM_REGISTER = Form(
    form_id="platform_register",
    version="2016.1",
    title_zh="战略性新兴产业创新平台名录",
    title_en="Register of innovation platforms",
    description="One row per innovation platform: type, level, host unit, approval and state.",
    dataset="platform",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("创新平台名录",),
    ignored_headings=("序号", "备注"),
    key=("platform_id",),
    columns=(
        Column(
            "platform_id", "平台代码", "Code of the platform", CellType.CODE, ("平台标识",), nullable=False,
            pattern=r"[0-9A-Za-z_-]+", note_en="the same over time", note_zh="固定不变",
        ),
        Column("name_zh", "平台名称", "Name", CellType.TEXT, nullable=False),
        Column("name_en", "平台英文名称", "English name", CellType.TEXT, required=False),
        Column(
            "platform_type", "平台类型", "Type of platform", CellType.TEXT, nullable=False,
            choices=tuple(PLATFORM_TYPES), stored=PLATFORM_TYPES,
        ),
        Column(
            "level", "平台级别", "Level", CellType.TEXT, nullable=False, choices=tuple(LEVELS), stored=LEVELS,
            note_en="who approved it: the state, the province or both", note_zh="批准部门的层级",
        ),
        Column("host_name", "依托单位", "Unit that runs it", CellType.TEXT),
        Column(
            "credit_code", "统一社会信用代码", "Credit code of the host", CellType.CREDIT_CODE, ("社会信用代码",)
        ),
        Column("industry_name", "所属领域", "Field of the programme", CellType.TEXT, ("产业领域",)),
        Column(
            "approving_body_name", "批准部门", "Body that approved it", CellType.TEXT, ("认定部门", "批复部门"),
            required=False, note_en="as written; several where it is joint", note_zh="原文，联合批准的可列多个",
        ),
        Column("approved_date", "批准日期", "Day of approval", CellType.DATE, ("获批日期",)),
        Column(
            "approved_period", "批准月份", "Month of approval", CellType.PERIOD, ("获批月份",), required=False,
            pattern=r"\d{4}-\d{2}", note_en="where the day is not known", note_zh="不知具体日期时填写",
        ),
        Column("applied_date", "申报日期", "Day of the application", CellType.DATE, required=False),
        Column(
            "status", "平台状态", "State", CellType.TEXT, ("状态",), nullable=False,
            choices=tuple(PLATFORM_STATUSES), stored=PLATFORM_STATUSES,
        ),
    ),
)  # fmt: skip
