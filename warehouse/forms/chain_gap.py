"""Gaps of industry chains (短板需求): what a node lacks, the urgency, and candidates to fill it."""

from __future__ import annotations

from warehouse.forms.form import CellType, Column, Form, Sender

GAP_KINDS = {"技术": "technology", "供应链": "supply_chain", "上游": "upstream", "下游": "downstream"}
PRIORITIES = {"高": "high", "中": "medium", "低": "low"}

CHAIN_GAP = Form(
    form_id="chain_gap",
    version="2016.1",
    title_zh="链条短板需求清单",
    title_en="Gaps of industry chains",
    description="One row per gap: the node, the kind of gap, its priority, what is needed and candidate partners.",
    dataset="chain_gap",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("短板需求",),
    ignored_headings=("序号", "备注"),
    key=("chain_code", "node_name", "gap_kind", "need"),
    columns=(
        Column(
            "chain_code",
            "产业链代码",
            "Code of the chain",
            CellType.CODE,
            nullable=False,
            note_en="as the list gives it",
            note_zh="原文",
        ),
        Column(
            "node_name",
            "节点",
            "Node",
            CellType.TEXT,
            nullable=False,
            note_en="a product or process, as the list writes it",
            note_zh="产品或工序，原文",
        ),
        Column(
            "gap_kind",
            "短板类型",
            "Kind of gap",
            CellType.TEXT,
            ("缺口类型",),
            nullable=False,
            choices=tuple(GAP_KINDS),
            stored=GAP_KINDS,
        ),
        Column(
            "priority",
            "优先级",
            "Priority",
            CellType.TEXT,
            choices=tuple(PRIORITIES),
            stored=PRIORITIES,
            note_en="how urgent; null where the list gives none",
            note_zh="未填为空",
        ),
        Column("need", "需求说明", "What is needed", CellType.TEXT),
        Column("candidate_partners", "拟合作对象", "Who might fill it", CellType.TEXT),
        Column("noted_date", "提出日期", "Day on which it was noted", CellType.DATE),
    ),
)
