"""Fund and its performance."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.funds import FundKind, FundStatus, IrrNote
from graph.types.vocabulary.reasons import Reason


@noun(
    "core.fund",
    en="A guide fund, sub-fund or other fund in the plan or a register. Not complete: do not count rows.",
    zh="引导基金、子基金等，未列名者无记录，勿计数",
    is_grouped=True,
)
class Fund(FromRow):
    fund_kind: FundKind
    status: FundStatus
    target_size_cny = column(adds_within=("fund_kind",))
    manager_name = column(is_name=True)

    parent = to_one("Fund")
    sub_funds = to_many("Fund", "Funds that it invests in.", "子基金")
    industry = to_one("Industry")
    region = to_one("Region")
    document = to_one("Document")
    performance = to_one("FundPerformance", "Leverage and returns.", "基金绩效")
    contributions = to_many("FundContribution", "Capital committed and paid in.", "认缴与实缴")
    contributions_given = to_many("FundContribution", "Its contributions to other funds.", "对其他基金的出资")
    investments = to_many("FundInvestment", "Investments in enterprises.", "投资明细")
    valuations = to_many("FundValuation", "Net asset value by date.", "估值")
    distributions = to_many("FundDistribution", "Distributions to its contributors.", "分配与退出")
    covenants = to_many("FundCovenant", "Covenants with measured values.", "约束条款")
    contradictions = to_many("Contradiction", "Contradictions between registers.", "名录之间的矛盾")
    covenants_measured = to_many("FundCovenantMeasured", "Covenants as measured from the flows.", "约束条款测算")
    warnings = to_many("EarlyWarning", "Early warnings.", "预警")
    pme = to_one("FundPme", "Public market equivalent.", "公开市场等价")
    irr_roots = to_many("FundIrrRoot", "Every rate that solves the flows, if several.", "收益率的全部解")
    look_through = to_many("FundLookThrough", "Whose money is in which enterprise.", "投资穿透")


@noun(
    "mart.fund_performance",
    en="Performance of a fund: committed and paid-in capital, leverage, returns.",
    zh="基金绩效：认缴与实缴并列、放大倍数、回报",
    is_grouped=True,
)
class FundPerformance:
    call_reason: Reason
    amplification_reason: Reason
    returns_reason: Reason
    irr_note: IrrNote
    balance_reason: Reason
    invested_cny = column(adds_within=())
    outside_cny = column(adds_within=())
    onward_cny = column(adds_within=())
    not_invested_cny = column(adds_within=())
    doubted_invested_cny = column(adds_within=())

    fund = to_one("Fund", "Fund.", "基金")
