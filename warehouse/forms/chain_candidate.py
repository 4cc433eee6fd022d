"""Leads for industry chains (招商与合作线索): firms that could fill a node, and how far the matter is."""

from __future__ import annotations

from warehouse.forms.form import CellType, Column, Form, Sender

CANDIDATE_STEPS = {"线索": "lead", "洽谈": "talks", "签约": "signed", "落地": "settled", "放弃": "dropped"}

CHAIN_CANDIDATE = Form(
    form_id="chain_candidate",
    version="2016.1",
    title_zh="链上节点招商与合作线索表",
    title_en="Leads for nodes of industry chains",
    description="One row per node and firm that could fill it: where it is, who named it, and how far the matter is.",
    dataset="chain_candidate",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("合作线索",),
    ignored_headings=("序号", "备注"),
    key=("chain_code", "node_name", "name"),
    columns=(
        Column("chain_code", "产业链代码", "Code of the chain", CellType.CODE, nullable=False),
        Column(
            "node_name",
            "节点",
            "Node",
            CellType.TEXT,
            nullable=False,
            note_en="as the list writes it",
            note_zh="原文",
        ),
        Column("name", "企业名称", "Name of the candidate", CellType.TEXT, nullable=False),
        Column(
            "credit_code",
            "统一社会信用代码",
            "Unified social credit code of the candidate",
            CellType.CREDIT_CODE,
            note_en="null where it is not known",
            note_zh="未知为空",
        ),
        Column(
            "region_code",
            "所在地区代码",
            "Region code of the candidate",
            CellType.CODE,
            note_en="of six digits, of any province",
            note_zh="六位，可为外省",
            pattern=r"\d{6}",
        ),
        Column("source", "来源", "Who named it", CellType.TEXT),
        Column(
            "step",
            "进展",
            "Step that is reached",
            CellType.TEXT,
            nullable=False,
            choices=tuple(CANDIDATE_STEPS),
            stored=CANDIDATE_STEPS,
        ),
        Column("step_date", "日期", "Day of that step", CellType.DATE, nullable=False),
    ),
)
