"""Supply edges of industry chains (供需关系): which node supplies which, with evidence and date."""

from __future__ import annotations

from warehouse.forms.form import CellType, Column, Form, Sender

CHAIN_SUPPLY = Form(
    form_id="chain_supply",
    version="2016.1",
    title_zh="链上节点供需关系表",
    title_en="Supply edges between nodes of industry chains",
    description="One row per edge: the node that supplies, the node that is supplied, in the same chain or another.",
    dataset="chain_supply",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("供需关系",),
    ignored_headings=("序号", "备注"),
    key=("chain_code", "from_node", "to_chain_code", "to_node", "goods"),
    columns=(
        Column(
            "chain_code",
            "产业链代码",
            "Chain of the supplying node",
            CellType.CODE,
            nullable=False,
            note_zh="供给节点所属产业链",
        ),
        Column(
            "from_node",
            "供给节点",
            "Supplying node",
            CellType.TEXT,
            ("上游节点",),
            nullable=False,
            note_en="as the list writes it",
            note_zh="原文",
        ),
        Column(
            "to_node",
            "需求节点",
            "Supplied node",
            CellType.TEXT,
            ("下游节点",),
            nullable=False,
            note_en="as the list writes it",
            note_zh="原文",
        ),
        Column(
            "to_chain_code",
            "需求节点产业链代码",
            "Chain of the supplied node",
            CellType.CODE,
            note_en="that of the supplying node where none is given",
            note_zh="未填即与供给节点同链",
        ),
        Column("goods", "供给内容", "What is supplied", CellType.TEXT),
        Column(
            "evidence",
            "依据",
            "What shows the edge",
            CellType.TEXT,
            ("证据",),
            note_en="a contract, a survey or statistics; null where the list gives nothing",
            note_zh="合同、调查、统计等，未填为空",
        ),
        Column("evidence_date", "依据日期", "Date of the evidence", CellType.DATE),
    ),
)
