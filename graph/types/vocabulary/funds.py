"""Funds and financing: rounds, investors, covenants, distributions, returns."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.enterprise_financing import FINANCING_KINDS, INVESTOR_KINDS
from warehouse.forms.fund_covenant import COMPARISONS, COVENANT_KINDS, UNITS_WRITTEN
from warehouse.forms.fund_distribution import DISTRIBUTION_KINDS
from warehouse.forms.fund_investment import ROUNDS
from warehouse.forms.fund_register import FUND_KINDS, FUND_STATUSES


@closed("Kind of a fund.", "基金类别")
class FundKind(Enum):
    GUIDE = word("guide", "Guide fund.", FUND_KINDS)
    SUB_FUND = word("sub_fund", "Fund that the guide fund invests in.", FUND_KINDS)
    NATIONAL = word("national", "National fund.", FUND_KINDS)
    REGIONAL = word("regional", "Regional fund.", FUND_KINDS)


@closed("State of a fund.", "基金状态")
class FundStatus(Enum):
    OPERATING = word("operating", "Operating.", FUND_STATUSES)
    PLANNED = word("planned", "Planned.", FUND_STATUSES)
    EXITING = word("exiting", "Divesting, without new investments.", FUND_STATUSES)
    LIQUIDATED = word("liquidated", "Wound up.", FUND_STATUSES)


@closed("Round of an investment.", "投资轮次")
class InvestmentRound(Enum):
    SEED = word("seed", "Seed.", ROUNDS)
    ANGEL = word("angel", "Angel.", ROUNDS)
    A = word("a", "Round A.", ROUNDS)
    B = word("b", "Round B.", ROUNDS)
    C = word("c", "Round C.", ROUNDS)
    LATER = word("later", "Round D or later.", ROUNDS)
    PRE_IPO = word("pre_ipo", "Before a listing.", ROUNDS)
    BUYOUT = word("buyout", "Takeover.", ROUNDS)


@closed("Kind of financing.", "融资方式")
class FinancingKind(Enum):
    EQUITY = word("equity", "Equity.", FINANCING_KINDS)
    LOAN = word("loan", "Loan.", FINANCING_KINDS)
    BOND = word("bond", "Bonds.", FINANCING_KINDS)


@closed("Kind of an investor.", "投资方类型")
class InvestorKind(Enum):
    GOVERNMENT_FUND = word("government_fund", "Government guide fund.", INVESTOR_KINDS)
    VENTURE_CAPITAL = word("venture_capital", "Venture capital.", INVESTOR_KINDS)
    PRIVATE_EQUITY = word("private_equity", "Private equity.", INVESTOR_KINDS)
    CORPORATE = word("corporate", "Industrial company.", INVESTOR_KINDS)
    BANK = word("bank", "Bank.", INVESTOR_KINDS)
    PUBLIC = word("public", "Public offering.", INVESTOR_KINDS)
    OTHER = word("other", "Other.", INVESTOR_KINDS)


@closed("Origin of a distribution.", "分配方式")
class DistributionKind(Enum):
    DIVIDEND = word("dividend", "Dividend.", DISTRIBUTION_KINDS)
    SHARE_SALE = word("share_sale", "Sale of shares.", DISTRIBUTION_KINDS)
    LISTING = word("listing", "Sale of shares after a listing.", DISTRIBUTION_KINDS)
    BUYBACK = word("buyback", "Buyback of shares.", DISTRIBUTION_KINDS)
    LIQUIDATION = word("liquidation", "Liquidation of the enterprise or the fund.", DISTRIBUTION_KINDS)


@closed("Kind of a covenant.", "约束条款")
class CovenantKind(Enum):
    GUIDE_CONTRIBUTION_SHARE = word("guide_contribution_share", "Public share of commitments.", COVENANT_KINDS)
    REINVESTMENT_MULTIPLE = word(
        "reinvestment_multiple", "Investment in the province over the guide fund's contribution.", COVENANT_KINDS
    )
    MAIN_FIELD_SHARE = word("main_field_share", "Share invested in the main field.", COVENANT_KINDS)
    FIRST_CALL_SHARE = word("first_call_share", "Share of commitments paid in at the first call.", COVENANT_KINDS)
    DIRECT_EQUITY_SHARE = word("direct_equity_share", "Share of an enterprise held directly.", COVENANT_KINDS)
    TERM_YEARS = word("term_years", "Term of the fund in years.", COVENANT_KINDS)
    INVESTMENT_TERM_YEARS = word("investment_term_years", "Investment period in years.", COVENANT_KINDS)


@closed("Comparison of a measured value with its threshold.", "约束方向")
class Comparison(Enum):
    AT_LEAST = word("at_least", "At least the threshold.", COMPARISONS)
    AT_MOST = word("at_most", "At most the threshold.", COMPARISONS)


@closed("Unit of a covenant.", "约束条款计量单位")
class CovenantUnit(Enum):
    PERCENT = word("percent", "Per cent.", UNITS_WRITTEN)
    MULTIPLE = word("multiple", "Times.", UNITS_WRITTEN)
    YEAR = word("year", "Years.", UNITS_WRITTEN)


@closed("Why a fund has no rate of return.", "无收益率的原因")
class IrrNote(Enum):
    NO_PAYMENT = word("no_payment", "Nothing was paid in.", "尚无实缴")
    NO_VALUATION = word("no_valuation", "No valuation.", "尚无估值")
    J_CURVE = word("j_curve", "Less than two years since the first payment.", "首次实缴不足两年（J 曲线）")
    ONE_SIGN = word("one_sign", "No distributions and no remaining value.", "无回流且无剩余价值")
    SEVERAL_RATES = word("several_rates", "Several rates solve the cash flows.", "存在多个解")
    OUT_OF_RANGE = word("out_of_range", "No solution from -99 % to 1000 % a year.", "无合理解")


@closed("Channel of money into an enterprise.", "资金渠道")
class MoneyChannel(Enum):
    GUIDE = word("guide", "Guide fund of the programme, looked through.", "引导基金（穿透）")
    NATIONAL = word("national", "National funds, looked through.", "国家基金（穿透）")
    REGIONAL = word("regional", "Regional funds, looked through.", "区域基金（穿透）")
    OTHER = word("other", "Other contributors of funds.", "基金其他出资人（穿透）")
    DIRECT_EQUITY = word("direct_equity", "Equity bought directly by a public investor.", "直接股权")
    GRANT = word("grant", "Grants.", "财政补助")
    TAX = word("tax", "Tax relief.", "税收优惠")
    GRADUATES = word("graduates", "Subsidy for graduates.", "高校毕业生补贴")
    BONDS = word("bonds", "Bonds.", "债券")
    LISTING = word("listing", "Raised by quotation or listing.", "挂牌上市融资")
    BANK_CREDIT = word("bank_credit", "Loans outstanding: a balance.", "银行贷款余额")


@closed("What money is grouped by.", "资金分组方式")
class MoneyGroup(Enum):
    INDUSTRY = word("industry", "Field.", "领域")
    CHAIN = word("chain", "Chain, by counted shares.", "产业链（按计入比重）")
    REGION = word("region", "Region.", "地区")
