"""What is reported about a fund: contributions, investments, valuations, distributions and covenants."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.funds import Comparison, CovenantKind, CovenantUnit, DistributionKind, InvestmentRound


@noun(
    "core.fund_contribution",
    en="Money promised, called and paid to a fund by one contributor on one day; a promise or a call is never counted "
    "as paid.",
    zh="基金认缴、出资通知与实缴，认缴与通知不计入实缴",
    order_by=("contribution_date",),
    is_grouped=True,
)
class FundContribution(FromRow):
    fund_contribution_id: strawberry.ID = column("Fund, contributor and day.", "标识")
    fund_id: str = column()
    contributor_name: str = column(is_name=True)
    contributor_fund_id: str | None = column()
    contribution_date: date = column()
    committed_cny: Decimal = column(adds_within=())
    called_cny: Decimal | None = column(adds_within=())
    call_due_date: date | None = column()
    paid_in_cny: Decimal = column(adds_within=())
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    fund = to_one("Fund", "The fund.", "基金")
    contributor_fund = to_one("Fund", "The contributor, where it is a fund.", "出资基金")


@noun(
    "core.fund_investment",
    en="Money that a fund put into an enterprise.",
    zh="基金投资",
    order_by=("investment_date",),
    is_grouped=True,
)
class FundInvestment(FromRow):
    fund_investment_id: strawberry.ID = column("Fund, enterprise, round and day.", "标识")
    fund_id: str = column()
    credit_code: str = column()
    enterprise_id: str | None = column("The enterprise, where it is a key enterprise.", "企业标识")
    enterprise_name: str | None = column(is_name=True)
    round: InvestmentRound | None = column()
    investment_date: date = column()
    amount_cny: Decimal = column(adds_within=())
    equity_share: Decimal | None = column()
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    fund = to_one("Fund", "The fund.", "基金")
    enterprise = to_one("Enterprise", "The enterprise, where it is a key enterprise.", "被投企业")


@noun(
    "core.fund_valuation",
    en="Net asset value of a fund at a date. Ratios use the newest one alone.",
    zh="基金估值，绩效只用最新一期",
    order_by=("valuation_date",),
)
class FundValuation(FromRow):
    fund_valuation_id: strawberry.ID = column("Fund and day.", "标识")
    fund_id: str = column()
    valuation_date: date = column()
    nav_cny: Decimal = column()
    is_latest: bool = column("True for the newest valuation of the fund.", "是否最新")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    fund = to_one("Fund", "The fund.", "基金")


@noun(
    "core.fund_distribution",
    en="Money that a fund gave back to its contributors.",
    zh="基金分配与退出",
    order_by=("distribution_date",),
    is_grouped=True,
)
class FundDistribution(FromRow):
    fund_distribution_id: strawberry.ID = column("Fund, enterprise, kind and day.", "标识")
    fund_id: str = column()
    distribution_date: date = column()
    distribution_kind: DistributionKind = column()
    credit_code: str | None = column()
    enterprise_id: str | None = column("That enterprise, where it is a key enterprise.", "企业标识")
    enterprise_name: str | None = column(is_name=True)
    amount_cny: Decimal = column(adds_within=())
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    fund = to_one("Fund", "The fund.", "基金")
    enterprise = to_one("Enterprise", "Enterprise that the money comes from.", "来源企业")


@noun(
    "core.fund_covenant",
    en="A covenant of a fund: the threshold of its own agreement and what was measured on a day.",
    zh="基金约束条款及执行情况",
    order_by=("covenant_kind", "measured_date"),
)
class FundCovenant(FromRow):
    fund_covenant_id: strawberry.ID = column("Fund, covenant and day.", "标识")
    fund_id: str = column()
    covenant_kind: CovenantKind = column()
    comparison: Comparison = column()
    threshold: Decimal = column()
    measured_value: Decimal | None = column()
    covenant_unit: CovenantUnit = column()
    measured_date: date = column()
    is_met: bool | None = column("Whether it is kept; null where nothing was measured.", "是否达标")
    is_latest: bool = column("True for the newest measurement.", "是否最新")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    fund = to_one("Fund", "The fund.", "基金")
