"""IndustryChain with its stages, members and revenue."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.chains import MemberRole, Stage
from graph.types.vocabulary.reasons import Reason


@noun("core.chain", en="An industry chain: stages, nodes and the enterprises in them.", zh="产业链：环节、节点及企业")
class IndustryChain:
    industry = to_one("Industry")
    responsible_department = to_one("Department")
    submission = to_one("Submission", "Source file.", "来源文件")
    stages = to_many("ChainStage", "Nodes, in the order of the list.", "产业链节点")
    members = to_many("ChainMember", "Enterprises in its nodes, with roles.", "节点中的企业及角色")
    enterprises = to_many("Enterprise", "Enterprises in its nodes, distinct.", "链上企业（不重复）")
    supply_edges = to_many("ChainSupplyEdge", "Edges from its nodes.", "本链节点的供给关系")
    incoming_supply_edges = to_many("ChainSupplyEdge", "Edges to its nodes.", "对本链节点的供给关系")
    gaps = to_many("ChainGap", "Gaps.", "短板需求")
    revenues = to_many(
        "ChainRevenue",
        "Revenue by month, not additive across chains: a firm belongs to several.",
        "产业链营业收入，不可跨链加总",
    )
    years = to_many("ChainYear", "Full years: ten billion, shape, coverage.", "年度：百亿元、结构与覆盖")
    all_gaps = to_many("ChainGapAll", "Gaps of all kinds.", "各类缺口")
    removals = to_many("ChainRemoval", "What it loses while a node, firm or edge is missing.", "断供推演")
    leads = to_many("ChainCandidate", "Leads for its nodes.", "招商线索")
    growth = to_many("Growth", "Growth.", "同比增速")
    growth_bridge = to_many("GrowthBridge", "Changes over a year.", "增长分解")
    contributions = to_many("GrowthMember", "Its firms.", "其中企业")
    contradictions = to_many("Contradiction", "Contradictions between registers.", "名录之间的矛盾")


@noun(
    "core.chain_stage",
    en="A node of a chain, a product or process, with its stage.",
    zh="产业链节点及所处环节",
    order_by=("chain_id", "ordinal"),
)
class ChainStage:
    stage: Stage

    chain = to_one("IndustryChain")
    outgoing_supply_edges = to_many("ChainSupplyEdge", "Edges to the nodes that it supplies.", "供给关系（向外）")
    incoming_supply_edges = to_many("ChainSupplyEdge", "Edges from the nodes that supply it.", "供给关系（向内）")
    customers = to_many("ChainStage", "Nodes that it supplies, distinct.", "下游需求节点（不重复）")
    suppliers = to_many("ChainStage", "Nodes that supply it, distinct.", "上游供给节点（不重复）")
    gaps = to_many("ChainGap", "Gaps.", "短板需求")
    removals = to_many("ChainRemoval", "What chains lose with it.", "移除该节点的产出风险")
    substitutes = to_many("ChainSubstitute", "Who could take over from it or fill it.", "可替代或填补者")
    product = to_one("Product")
    members = to_many("ChainMember", "Enterprises in the node, with roles.", "节点中的企业及角色")


@noun(
    "core.enterprise_chain",
    en="An enterprise in a node of a chain. A firm may belong to several chains.",
    zh="企业在产业链节点中的位置",
    is_grouped=True,
)
class ChainMember(FromRow):
    role: MemberRole

    decision = to_one("Decision")
    enterprise = to_one("Enterprise")
    chain = to_one("IndustryChain")
    stage = to_one("ChainStage")


@noun(
    "mart.chain_year",
    en="A chain in a full year: how far to ten billion yuan and when, leaders, concentration and coverage.",
    zh="产业链年度：距百亿元差额与预计年度、链主、集中度与覆盖",
    order_by=("year", "chain_id"),
    is_grouped=True,
)
class ChainYear:
    reason: Reason
    purchase_reason: Reason
    revenue_cny = column(adds_within=("year",))

    chain = to_one("IndustryChain", "Chain.", "产业链")
    largest_enterprise = to_one("Enterprise")


@noun(
    "mart.chain_revenue",
    en="Revenue of a chain, year to date: the returns of its members, weighted by the share of each in the chain.",
    zh="产业链营业收入（本年累计，按计入占比加权）",
)
class ChainRevenue:
    running_expected_reason: Reason

    chain = to_one("IndustryChain", "Chain.", "产业链")
