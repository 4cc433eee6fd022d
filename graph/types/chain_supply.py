"""Supply edges between nodes of chains, and gaps of chains."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.chains import GapKind, GapPriority


@noun(
    "core.chain_supply_edge",
    en="A supply relation between two nodes. An edge may refer to a node that no list of chains has.",
    zh="产业链节点供需关系",
)
class ChainSupplyEdge(FromRow):
    chain = to_one("IndustryChain")
    to_chain = to_one("IndustryChain")
    from_stage = to_one("ChainStage")
    to_stage = to_one("ChainStage")
    supplier_enterprise = to_one("Enterprise")
    removals = to_many("ChainRemoval", "What chains lose with it.", "失去该供给的产出风险")


@noun("core.chain_gap", en="A gap of a chain at a node.", zh="产业链短板需求", is_grouped=True)
class ChainGap(FromRow):
    gap_kind: GapKind
    priority: GapPriority

    chain = to_one("IndustryChain")
    stage = to_one("ChainStage")
