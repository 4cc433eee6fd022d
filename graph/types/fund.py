"""Fund and how it performs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FLAGGED, PerhapsFromRow
from graph.types.vocabulary.funds import FundKind, FundStatus, IrrNote


@noun(
    "core.fund",
    en="A guide fund, sub-fund or other fund that the plan or a register names. Not all have a row: do not count them.",
    zh="引导基金、子基金等，未列名者无记录，勿计数",
    is_grouped=True,
)
class Fund(PerhapsFromRow):
    fund_id: strawberry.ID = column()
    name_zh: str = column()
    name_en: str | None = column()
    fund_kind: FundKind = column()
    status: FundStatus = column()
    parent_fund_id: str | None = column()
    target_size_cny: Decimal | None = column(
        adds_within=("fund_kind",),
    )
    industry_id: str | None = column("Field that it invests in; null where it has none of the programme.", "投向领域")
    document_id: str | None = column("Document that names it; null where only a register does.", "来源文件标识")
    manager_name: str | None = column(is_name=True)
    established_date: date | None = column()
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    parent = to_one("Fund", "Guide fund that holds a part of it.", "母基金")
    sub_funds = to_many("Fund", "Funds that it holds a part of.", "子基金")
    industry = to_one("Industry", "Field that it invests in.", "投向领域")
    document = to_one("Document", "Document that names it.", "来源文件")
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
    fund_id: strawberry.ID = column("The fund.", "基金标识")
    committed_cny: Decimal = column("Yuan committed to it by all contributors.", "认缴总额（元）")
    called_cny: Decimal | None = column(
        "Yuan called for from all contributors; null where no call was reported.", "通知出资总额（元），未报为空"
    )
    called_unpaid_cny: Decimal | None = column(
        "Yuan called for and not paid in; below zero where money came without a call.", "已通知未实缴（元）"
    )
    paid_in_cny: Decimal = column("Yuan paid in by all contributors.", "实缴总额（元）")
    guide_committed_cny: Decimal | None = column(
        "Yuan that the guide fund committed: to this sub-fund, or as guide fund to all its sub-funds.",
        "引导基金认缴（元）",
    )
    guide_paid_in_cny: Decimal | None = column("Yuan that the guide fund paid in, likewise.", "引导基金实缴（元）")
    amplified_committed_cny: Decimal | None = column(
        "Yuan committed by everybody to the sub-fund, or to all sub-funds of the guide fund.", "子基金认缴规模（元）"
    )
    amplified_paid_in_cny: Decimal | None = column("Yuan paid in by everybody, likewise.", "子基金实缴规模（元）")
    committed_amplification: Decimal | None = column(
        "Committed over committed: the multiple that headlines name.", "认缴口径放大倍数"
    )
    paid_in_amplification: Decimal | None = column(
        "Paid in over paid in: the multiple of the rules in force.", "资金放大倍数（实缴口径）"
    )
    invested_cny: Decimal = column("Yuan invested in enterprises.", "投资总额（元）")
    investment_count: int = column("Investments made.", "投资笔数")
    enterprise_count: int = column("Enterprises invested in.", "被投企业数")
    distributed_cny: Decimal = column("Yuan distributed to contributors.", "分配总额（元）")
    nav_date: date | None = column("Day of the newest valuation; ratios take flows up to it.", "最新估值日期")
    nav_cny: Decimal | None = column("Net asset value on that day, yuan.", "最新净资产（元）")
    paid_in_at_nav_cny: Decimal | None = column("Yuan paid in up to that day.", "截至估值日实缴（元）")
    distributed_at_nav_cny: Decimal | None = column("Yuan distributed up to that day.", "截至估值日分配（元）")
    dpi: Decimal | None = column("Distributions over paid-in.", "DPI（已分配倍数）")
    rvpi: Decimal | None = column("Newest net asset value over paid-in.", "RVPI（剩余价值倍数）")
    tvpi: Decimal | None = column("DPI plus RVPI, from the newest valuation only.", "TVPI（总价值倍数）")
    irr: Decimal | None = column(
        "Yearly internal rate of return, 0.1 is 10 %; null where `irrNote` says why.", "内部收益率，无意义时为空"
    )
    irr_note: IrrNote | None = column("Why there is no rate; null where there is one.", "无收益率的原因")
    is_flagged: bool = column(*FLAGGED)
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    fund = to_one("Fund", "The fund.", "基金")
