"""Reported flows of a fund: contributions, investments, valuations, distributions and covenants."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.funds import Comparison, CovenantKind, CovenantUnit, DistributionKind, InvestmentRound


@noun(
    "core.fund_contribution",
    en="Capital committed, called and paid in by one contributor on one date; only `paidInCny` is paid.",
    zh="基金认缴、出资通知与实缴，认缴与通知不计入实缴",
    order_by=("contribution_date",),
    is_grouped=True,
)
class FundContribution(FromRow):
    contributor_name = column(is_name=True)
    committed_cny = column(adds_within=())
    called_cny = column(adds_within=())
    paid_in_cny = column(adds_within=())

    fund = to_one("Fund")
    contributor_fund = to_one("Fund")


@noun(
    "core.fund_investment",
    en="An investment of a fund in an enterprise.",
    zh="基金投资",
    order_by=("investment_date",),
    is_grouped=True,
)
class FundInvestment(FromRow):
    enterprise_name = column(is_name=True)
    round: InvestmentRound
    amount_cny = column(adds_within=())

    fund = to_one("Fund")
    enterprise = to_one("Enterprise")
    sources = to_many("FundLookThrough", "Whose money it is.", "资金来源（穿透）")


@noun(
    "core.fund_valuation",
    en="Net asset value of a fund at a date. Ratios use the newest one only.",
    zh="基金估值，绩效只用最新一期",
    order_by=("valuation_date",),
)
class FundValuation(FromRow):
    fund = to_one("Fund")


@noun(
    "core.fund_distribution",
    en="A distribution of a fund to its contributors.",
    zh="基金分配与退出",
    order_by=("distribution_date",),
    is_grouped=True,
)
class FundDistribution(FromRow):
    distribution_kind: DistributionKind
    enterprise_name = column(is_name=True)
    amount_cny = column(adds_within=())

    fund = to_one("Fund")
    enterprise = to_one("Enterprise")


@noun(
    "core.fund_covenant",
    en="A covenant of a fund: the agreed threshold and the value measured on a date.",
    zh="基金约束条款及执行情况",
    order_by=("covenant_kind", "measured_date"),
)
class FundCovenant(FromRow):
    covenant_kind: CovenantKind
    comparison: Comparison
    covenant_unit: CovenantUnit

    fund = to_one("Fund")
