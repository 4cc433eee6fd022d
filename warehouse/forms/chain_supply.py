"""Supply edges of industry chains (供需关系): which node supplies which, with evidence and date."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender


def _share(name: str, heading: str, title_en: str, note_en: str, note_zh: str) -> Column:
    return Column(
        name,
        heading,
        title_en,
        CellType.DECIMAL,
        (heading.removesuffix("(%)"),),
        unit_id="percent",
        required=False,
        minimum=Decimal(0),
        maximum=Decimal(100),
        note_en=note_en,
        note_zh=note_zh,
    )


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
        Column(
            "supplier_code",
            "供给企业代码",
            "Unified social credit code of the supplying enterprise",
            CellType.CREDIT_CODE,
            required=False,
            note_en="null where the node as a whole supplies",
            note_zh="由节点整体供给的不填",
        ),
        _share(
            "supplied_share",
            "现供比重(%)",
            "Part of the need that it supplies now",
            "of these goods at the supplied node",
            "占需求节点对该供给内容需求的部分",
        ),
        _share(
            "suppliable_share",
            "可供比重(%)",
            "Part of the need that it can supply at most",
            "null: as much as now",
            "未填按现供比重",
        ),
        _share(
            "outside_share",
            "省外来源占比(%)",
            "Part of the need from outside the province",
            "of the need as a whole, not of this supplier",
            "就该需求整体而言",
        ),
        Column(
            "stock_days",
            "库存天数",
            "Days for which the stock of the supplied node lasts",
            CellType.INTEGER,
            required=False,
            minimum=Decimal(0),
            note_en="null is none",
            note_zh="未填按无库存",
        ),
        Column(
            "indispensability",
            "不可缺程度(0-1)",
            "Part of the output that is lost without these goods",
            CellType.DECIMAL,
            ("不可缺程度",),
            required=False,
            minimum=Decimal(0),
            maximum=Decimal(1),
            note_en="1: none without them; null is 1",
            note_zh="1 为缺则停产，未填按 1",
        ),
    ),
)
