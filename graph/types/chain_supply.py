"""Supply edges between the nodes of chains, and what chains lack."""

from __future__ import annotations

from datetime import date

import strawberry

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.chains import GapKind, GapPriority


@noun(
    "core.chain_supply_edge",
    en="Which node supplies which. An edge to a node that no list of chains has stays and says so.",
    zh="产业链节点供需关系",
)
class ChainSupplyEdge(FromRow):
    chain_supply_edge_id: strawberry.ID = column("Chain and ordinal in its list.", "标识")
    chain_id: str = column()
    from_chain_stage_id: str | None = column(
        "Supplying node; null where the chain has no such node, or several.", "供给节点标识"
    )
    from_node_name_zh: str = column()
    to_chain_id: str = column()
    to_chain_stage_id: str | None = column(
        "Supplied node; null where that chain has no such node, or several.", "需求节点标识"
    )
    to_node_name_zh: str = column()
    goods: str | None = column()
    evidence: str | None = column()
    evidence_date: date | None = column()
    is_dangling: bool = column("True where one end is no node that we know.", "是否有一端节点不明")
    is_synthetic: bool = column("True where the edge is invented sample data.", "是否为合成样本数据")

    chain = to_one("IndustryChain", "Chain of the supplying node.", "供给节点所属产业链")
    to_chain = to_one("IndustryChain", "Chain of the supplied node.", "需求节点所属产业链")
    from_stage = to_one("ChainStage", "Supplying node.", "供给节点")
    to_stage = to_one("ChainStage", "Supplied node.", "需求节点")


@noun("core.chain_gap", en="What a chain lacks at a node.", zh="产业链短板需求", is_grouped=True)
class ChainGap(FromRow):
    chain_gap_id: strawberry.ID = column("Chain and ordinal in its list.", "标识")
    chain_id: str = column()
    chain_stage_id: str | None = column("The node; null where the chain has no such node, or several.", "节点标识")
    node_name_zh: str = column()
    gap_kind: GapKind = column()
    priority: GapPriority | None = column()
    need: str | None = column()
    candidate_partners: str | None = column()
    noted_date: date | None = column()
    is_synthetic: bool = column("True where the gap is invented sample data.", "是否为合成样本数据")

    chain = to_one("IndustryChain", "The chain.", "产业链")
    stage = to_one("ChainStage", "The node.", "节点")
