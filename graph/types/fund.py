"""Fund and how it performs."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.funds import FundKind, FundStatus, IrrNote


@noun(
    "core.fund",
    en="A guide fund, sub-fund or other fund that the plan or a register names. Not all have a row: do not count them.",
    zh="引导基金、子基金等，未列名者无记录，勿计数",
    is_grouped=True,
)
class Fund(FromRow):
    fund_kind: FundKind
    status: FundStatus
    target_size_cny = column(adds_within=("fund_kind",))
    manager_name = column(is_name=True)

    parent = to_one("Fund")
    sub_funds = to_many("Fund", "Funds that it holds a part of.", "子基金")
    industry = to_one("Industry")
    document = to_one("Document")
    performance = to_one("FundPerformance", "What it draws in and returns.", "基金绩效")
    contributions = to_many("FundContribution", "Money promised and paid to it.", "认缴与实缴")
    contributions_given = to_many(
        "FundContribution", "Money that it promised and paid to other funds.", "对其他基金的出资"
    )
    investments = to_many("FundInvestment", "Money that it put into enterprises.", "投资明细")
    valuations = to_many("FundValuation", "Its net asset value by date.", "估值")
    distributions = to_many("FundDistribution", "Money that it gave back.", "分配与退出")
    covenants = to_many("FundCovenant", "What it agreed to keep, and what was measured.", "约束条款")


@noun(
    "mart.fund_performance",
    en="How a fund stands: committed and paid in side by side, what it draws in and what it returns.",
    zh="基金绩效：认缴与实缴并列、放大倍数、回报",
)
class FundPerformance:
    irr_note: IrrNote

    fund = to_one("Fund", "The fund.", "基金")
