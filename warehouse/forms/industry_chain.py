"""Industry chains (产业链名录): the stages of each chain, their nodes and member enterprises."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.enterprise_columns import ENTERPRISE_NAME
from warehouse.forms.form import CellType, Column, Form, Sender

STAGES = {"上游": "upstream", "中游": "midstream", "下游": "downstream"}
ROLES = {"链主": "leader", "骨干": "backbone", "配套": "supporting", "潜在": "potential"}

INDUSTRY_CHAIN = Form(
    form_id="industry_chain",
    version="2016.1",
    title_zh="产业链环节与企业名录",
    title_en="Industry chains, stages and members",
    description="One row per chain, node and member; a node without a member is a gap and has no credit code.",
    dataset="chain_member",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("产业链",),
    ignored_headings=("序号", "备注"),
    default_unit_id="cny_1e4",
    key=("chain_code", "stage", "node_name", "credit_code"),
    columns=(
        Column("chain_code", "产业链代码", "Code of the chain", CellType.CODE, nullable=False),
        Column("chain_name", "产业链名称", "Name of the chain", CellType.TEXT, nullable=False),
        Column(
            "chain_name_en",
            "产业链英文名称",
            "English name of the chain",
            CellType.TEXT,
            required=False,
            note_en="null where the list gives none",
            note_zh="未填为空",
        ),
        Column(
            "industry_name",
            "所属领域",
            "Field of the programme",
            CellType.TEXT,
            ("产业领域",),
            nullable=False,
        ),
        Column(
            "stage",
            "环节",
            "Stage",
            CellType.TEXT,
            nullable=False,
            choices=tuple(STAGES),
            codes=STAGES,
        ),
        Column(
            "node_name",
            "节点",
            "Node",
            CellType.TEXT,
            nullable=False,
            note_en="a product or process",
            note_zh="产品或工序",
        ),
        Column(
            "credit_code",
            "统一社会信用代码",
            "Unified social credit code",
            CellType.CREDIT_CODE,
            ("社会信用代码",),
        ),
        ENTERPRISE_NAME,
        Column(
            "role",
            "角色",
            "Role in the chain",
            CellType.TEXT,
            choices=tuple(ROLES),
            codes=ROLES,
            note_en="null where the list gives none",
            note_zh="未填为空",
        ),
        Column(
            "counted_share",
            "计入比重(%)",
            "Share of the enterprise's revenue counted for the chain",
            CellType.DECIMAL,
            ("计入比重",),
            unit_id="percent",
            minimum=Decimal(0),
            maximum=Decimal(100),
            note_en="through this node; null where the list gives none",
            note_zh="企业收入中按此节点计入该链的部分，未填为空",
        ),
        Column(
            "product_code",
            "产品代码",
            "Product of the node",
            CellType.CODE,
            required=False,
            note_en="as in the output returns; null where the list gives none",
            note_zh="与产量月报一致，未填为空",
        ),
        Column(
            "recovery_days",
            "恢复天数",
            "Days that the node takes to recover after a loss",
            CellType.INTEGER,
            required=False,
            minimum=Decimal(0),
            note_en="null where the list gives none",
            note_zh="停产后恢复所需，未填为空",
        ),
        Column(
            "responsible_unit",
            "责任单位",
            "Unit responsible for the chain",
            CellType.TEXT,
            required=False,
            note_en="of the first row of the chain that gives one",
            note_zh="取该链首个填写的行",
        ),
        Column(
            "yearly_aim",
            "年度目标(万元)",
            "Aim for the revenue of the chain in the year",
            CellType.DECIMAL,
            ("年度目标",),
            unit_id="cny_1e4",
            required=False,
            minimum=Decimal(0),
            note_en="of the first row of the chain that gives one",
            note_zh="取该链首个填写的行",
        ),
    ),
)
