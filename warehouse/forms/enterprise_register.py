"""Register of key enterprises (骨干企业名录), batch by batch."""

from __future__ import annotations

from warehouse.forms.form import CellType, Column, Form, Sender

STATUSES = {"在库": "active", "退出": "exited"}
KINDS = {"骨干": "backbone", "配套": "supporting", "高成长": "high_growth", "引进": "attracted"}

ENTERPRISE_REGISTER = Form(
    form_id="enterprise_register",
    version="2016.1",
    title_zh="战略性新兴产业骨干企业名录",
    title_en="Register of key SEI enterprises",
    description="One row per enterprise: identity, place of registration, industry class, programme field and batch.",
    dataset="enterprise",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("骨干企业名录",),
    ignored_headings=("序号", "备注"),
    key=("credit_code",),
    columns=(
        Column(
            "credit_code",
            "统一社会信用代码",
            "Unified social credit code",
            CellType.CREDIT_CODE,
            ("社会信用代码", "信用代码"),
            nullable=False,
            note_en="GB 32100-2015",
            note_zh="GB 32100-2015",
        ),
        Column("name", "单位详细名称", "Name", CellType.TEXT, ("单位名称", "企业名称"), nullable=False),
        Column(
            "short_name",
            "企业简称",
            "Short name",
            CellType.TEXT,
            ("单位简称", "简称"),
            required=False,
            note_en="what people call it; found by a search",
            note_zh="通常称呼，可供检索",
        ),
        Column(
            "region_code",
            "行政区划代码",
            "Region code of the location",
            CellType.CODE,
            ("区划代码",),
            nullable=False,
            pattern=r"\d{6}",
            note_en="often not that of the authority that registered it",
            note_zh="企业所在地，不一定是登记机关所在地",
        ),
        Column(
            "industry_class_code",
            "行业代码",
            "Industry class, GB/T 4754",
            CellType.CODE,
            ("行业小类代码", "行业代码(GB/T 4754-2011)"),
            note_en="four digits",
            note_zh="四位小类",
        ),
        Column(
            "industry_name",
            "所属领域",
            "Field of the programme",
            CellType.TEXT,
            ("产业领域",),
            nullable=False,
        ),
        Column("batch", "认定批次", "Batch of recognition as a key enterprise", CellType.INTEGER, ("批次",)),
        Column("recognised_date", "认定日期", "Date of recognition", CellType.DATE, ("认定时间",), may_be_future=True),
        Column(
            "status",
            "状态",
            "Status",
            CellType.TEXT,
            ("企业状态",),
            required=False,
            choices=tuple(STATUSES),
            codes=STATUSES,
            note_en="whether it is on the support list",
            note_zh="是否在支持名录内",
        ),
        Column(
            "enterprise_kind",
            "企业类别",
            "Kind of enterprise",
            CellType.TEXT,
            required=False,
            choices=tuple(KINDS),
            stored=KINDS,
            note_en="empty: a key enterprise; the others are members of chains and no key enterprises",
            note_zh="不填为骨干；其余为产业链成员，不计入骨干企业",
        ),
        Column("founded_date", "成立日期", "Day on which it was founded", CellType.DATE, ("注册日期",), required=False),
    ),
)
