"""Gaps of chains in one list, and who could fill them."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.chains import CandidateKind, CandidateMatch, CandidateStep, GapPriority
from graph.types.vocabulary.reasons import Reason


@noun(
    "mart.chain_gap_all",
    en="A gap of a chain of any kind: a node that nobody is in, a declared gap, a single point of failure, or a node"
    " that no list has.",
    zh="产业链断点、短板、单点与悬空节点，每节点一行",
    is_grouped=True,
)
class ChainGapAll:
    priority: GapPriority
    reason: Reason

    chain = to_one("IndustryChain", "Chain.", "产业链")
    stage = to_one("ChainStage")
    declared_gap = to_one("ChainGap")
    substitutes = to_many("ChainSubstitute", "Who could fill it or take over.", "候选与替代")


@noun(
    "mart.chain_substitute",
    en="Who could take over from a node or fill it: other suppliers, firms of the register, leads.",
    zh="可替代或填补节点的供给、名录内企业与招商线索",
)
class ChainSubstitute:
    candidate_kind: CandidateKind
    match: CandidateMatch
    step: CandidateStep

    chain = to_one("IndustryChain", "Chain.", "产业链")
    stage = to_one("ChainStage")
    substitute_stage = to_one("ChainStage")
    enterprise = to_one("Enterprise")
    gap = to_one("ChainGapAll", "The gap at the node, if it is one.", "该节点的缺口")


@noun("core.chain_candidate", en="A lead: a firm that could fill a node.", zh="产业链招商与合作线索")
class ChainCandidate(FromRow):
    step: CandidateStep

    chain = to_one("IndustryChain")
    stage = to_one("ChainStage")
    enterprise = to_one("Enterprise")
