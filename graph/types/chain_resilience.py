"""What chains lose while a node, a firm or a supply edge is missing."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.chains import RemovedKind
from graph.types.vocabulary.reasons import Reason


@noun(
    "mart.chain_removal",
    en="What a chain loses while a node, a firm or a supply edge is missing. Each row is a case of its own.",
    zh="移除节点、企业或供需关系时产业链的产出风险，各为不同情形",
    is_grouped=True,
)
class ChainRemoval:
    removed_kind: RemovedKind
    evidence_reason: Reason
    reason: Reason

    chain = to_one("IndustryChain", "Chain.", "产业链")
    stage = to_one("ChainStage")
    enterprise = to_one("Enterprise")
    chain_supply_edge = to_one("ChainSupplyEdge")
    nodes = to_many("ChainRemovalNode", "Nodes of the chain that it takes away or hits.", "受影响的节点")


@noun(
    "mart.chain_removal_node",
    en="A node after a removal: how far and when its output falls.",
    zh="移除后节点的产出水平及时间",
    columns=(
        *("chain_removal_node_id", "chain_removal_id", "removed_kind", "removed_id", "chain_id", "chain_stage_id"),
        *("is_removed", "level", "tts_days", "is_before_recovery", "lost_share", "lost_when_stocks_end", "output_cny"),
        *("ttr_days", "is_flagged", "is_synthetic"),
    ),
)
class ChainRemovalNode:
    removed_kind: RemovedKind

    removal = to_one("ChainRemoval", "The removal.", "所属推演")
    stage = to_one("ChainStage", "Node.", "节点")
