"""IndustryChain, its stages, members and revenue."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FLAGGED, FromRow
from graph.types.vocabulary.chains import MemberRole, Stage


@noun("core.chain", en="An industry chain: stages, nodes and the enterprises in them.", zh="产业链：环节、节点及企业")
class IndustryChain:
    chain_id: strawberry.ID = column()
    name_zh: str = column()
    name_en: str | None = column()
    industry_id: str | None = column("Field of the programme that it belongs to.", "所属领域")
    is_synthetic: bool = column("True where the chain is invented sample data.", "是否为合成样本数据")
    is_flagged: bool = column(*FLAGGED)
    submission_id: str = column("File that it comes from.", "来源文件标识")

    industry = to_one("Industry", "Field of the programme.", "所属领域")
    submission = to_one("Submission", "File that it comes from.", "来源文件")
    stages = to_many("ChainStage", "Its nodes, in the order of the list.", "产业链节点")
    members = to_many("ChainMember", "Enterprises in its nodes, with their roles.", "节点中的企业及角色")
    enterprises = to_many("Enterprise", "Enterprises in it, each once.", "链上企业（不重复）")
    supply_edges = to_many("ChainSupplyEdge", "Edges from its nodes.", "本链节点的供给关系")
    incoming_supply_edges = to_many("ChainSupplyEdge", "Edges to its nodes.", "对本链节点的供给关系")
    gaps = to_many("ChainGap", "What it lacks.", "短板需求")
    revenues = to_many(
        "ChainRevenue",
        "Its revenue by month. Never add chains up: a firm stands in several.",
        "产业链营业收入，不可跨链加总",
    )


@noun(
    "core.chain_stage",
    en="A node of a chain, a product or process, and the stage that it stands in.",
    zh="产业链节点及所处环节",
    order_by=("chain_id", "ordinal"),
)
class ChainStage:
    chain_stage_id: strawberry.ID = column("Chain and ordinal.", "节点标识")
    chain_id: str = column()
    stage: Stage = column()
    node_name_zh: str = column()
    ordinal: int = column("Order within the chain, as the list gives it.", "序号")
    member_count: int = column("Enterprises in the node.", "企业数")
    is_gap: bool = column("True where no enterprise of the register stands in the node.", "是否为缺链节点")
    is_flagged: bool = column(*FLAGGED)

    chain = to_one("IndustryChain", "The chain.", "所属产业链")
    outgoing_supply_edges = to_many("ChainSupplyEdge", "Edges to the nodes that it supplies.", "供给关系（向外）")
    incoming_supply_edges = to_many("ChainSupplyEdge", "Edges from the nodes that supply it.", "供给关系（向内）")
    customers = to_many("ChainStage", "Nodes that it supplies, each once.", "下游需求节点（不重复）")
    suppliers = to_many("ChainStage", "Nodes that supply it, each once.", "上游供给节点（不重复）")
    gaps = to_many("ChainGap", "What it lacks.", "短板需求")
    members = to_many("ChainMember", "Enterprises in the node, with their roles.", "节点中的企业及角色")


@noun(
    "core.enterprise_chain",
    en="An enterprise in a node of a chain. A firm stands in several chains.",
    zh="企业在产业链节点中的位置",
    is_grouped=True,
)
class ChainMember(FromRow):
    enterprise_chain_id: strawberry.ID = column("Node and enterprise.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    chain_id: str = column()
    chain_stage_id: str = column("The node.", "节点标识")
    role: MemberRole | None = column()
    counted_share: Decimal | None = column()
    is_corrected: bool = column("True where a person put a cell of its row right.", "是否经人工更正")
    decision_id: str | None = column("Newest decision that its row rests on.", "所依据的决定")

    decision = to_one("Decision", "Newest decision that its row rests on, if it rests on one.", "所依据的决定")
    enterprise = to_one("Enterprise", "The enterprise.", "企业")
    chain = to_one("IndustryChain", "The chain.", "产业链")
    stage = to_one("ChainStage", "The node.", "节点")


@noun(
    "mart.chain_revenue",
    en="Revenue of a chain, year to date, from the returns of its members weighted by the share that counts for it.",
    zh="产业链营业收入（本年累计，按计入占比加权）",
)
class ChainRevenue:
    chain_id: str = column("The chain.", "产业链代码")
    period: str = column("Month up to which the year is added: 2015-12 is the whole of 2015.", "累计至该月")
    period_end_date: date = column("Last day of that month.", "期末日期")
    months_covered: int = column("Months added up.", "累计月数")
    revenue_cny: Decimal | None = column("Yuan, current prices.", "营业收入（元，现价）")
    comparable_revenue_cny: Decimal | None = column(
        "Yuan, of the members that gave both this value and that of the same period: compare it, not `revenueCny`, "
        "with `samePeriodRevenueCny`.",
        "同口径营业收入（元，本期与上年同期均有数的企业）",
    )
    same_period_revenue_cny: Decimal | None = column(
        "Yuan: the same months of the previous year as the members restate them, of those in `comparableRevenueCny`.",
        "上年同期（元，同口径企业，企业重述口径）",
    )
    same_base_growth_rate: Decimal | None = column(
        "Growth of `comparableRevenueCny` over `samePeriodRevenueCny`, 0.1 is 10 %; null where no base is above 0.",
        "同口径增速（0.1 为 10%）",
    )
    member_count: int = column("Enterprises in the chain that have a counted share.", "有计入占比的企业数")
    reporting_count: int = column(
        "How many of them reported; below `memberCount` the revenue is incomplete.", "已报送企业数，少于企业数即不完整"
    )
    comparable_count: int = column("How many of them gave both values.", "同口径企业数")
    is_ten_billion: bool = column("True where the revenue has reached 10 billion yuan.", "是否达到百亿元")
    is_flagged: bool = column(
        "True where the value of a member is flagged: a newer or another cell of its row is held and not taken.",
        "是否有企业数据待核实",
    )
    is_synthetic: bool = column("True where any part is generated sample data.", "是否含合成样本数据")

    chain = to_one("IndustryChain", "The chain.", "产业链")
