"""Money in enterprises: look-through of funds, direct equity, credit, what each firm got, support and its coverage."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.enterprises import SupportKind
from graph.types.vocabulary.funds import Comparison, CovenantKind, CovenantUnit, MoneyChannel, MoneyGroup
from graph.types.vocabulary.reasons import Reason


@noun(
    "mart.fund_lookthrough",
    en="Whose money is in which enterprise: one source's part of one investment of a fund.",
    zh="基金投资穿透：某一出资人在某笔投资中的金额",
    order_by=("fund_id", "investment_date", "fund_lookthrough_id"),
    is_grouped=True,
)
class FundLookThrough:
    source_name = column(is_name=True)
    channel: MoneyChannel
    enterprise_name = column(is_name=True)
    amount_cny = column(adds_within=())
    reason: Reason

    fund = to_one("Fund")
    enterprise = to_one("Enterprise")
    investment = to_one("FundInvestment", "The investment.", "所属投资")
    industry = to_one("Industry")
    region = to_one("Region")


@noun(
    "mart.money_by_field",
    en="Money of one source and channel in one field, chain or region. Each kind of group has all of the money.",
    zh="某来源、某渠道资金在领域、产业链或地区的分布；每种分组均含全部资金",
    is_grouped=True,
)
class MoneyByField:
    group_kind: MoneyGroup
    source_name = column(is_name=True)
    channel: MoneyChannel
    amount_cny = column(adds_within=("group_kind",))
    reason: Reason

    industry = to_one("Industry")
    chain = to_one("IndustryChain")
    region = to_one("Region")


@noun(
    "mart.fund_covenant_measured",
    en="A covenant measured from reported flows, beside the value that the fund reports.",
    zh="约束条款测算值与报送值",
    order_by=("fund_id", "covenant_kind"),
)
class FundCovenantMeasured:
    covenant_kind: CovenantKind
    comparison: Comparison
    covenant_unit: CovenantUnit
    threshold = column(unit_column="covenant_unit")
    low = column(unit_column="covenant_unit")
    high = column(unit_column="covenant_unit")
    reported_value = column(unit_column="covenant_unit")
    difference = column(unit_column="covenant_unit")
    reason: Reason

    fund = to_one("Fund")
    covenant = to_one("FundCovenant", "Newest report of the fund.", "基金最新报送")


@noun("mart.fund_irr_root", en="One of several rates that solve the flows of a fund.", zh="现金流的一个收益率解")
class FundIrrRoot:
    fund = to_one("Fund")


@noun(
    "mart.fund_pme",
    en="Public market equivalent of a fund: by the index `equity_index` of the programme, null without one.",
    zh="基金公开市场等价（以方案的 `equity_index` 指数为准，无则为空）",
)
class FundPme:
    reason: Reason

    fund = to_one("Fund")


@noun(
    "core.direct_equity",
    en="Equity that a public investor bought directly, outside funds.",
    zh="直接股权投资（不经基金）",
    order_by=("payment_date",),
    is_grouped=True,
)
class DirectEquity(FromRow):
    enterprise_name = column(is_name=True)
    investor_name = column(is_name=True)
    agreed_cny = column(adds_within=())
    paid_cny = column(adds_within=())
    exit_amount_cny = column(adds_within=())

    enterprise = to_one("Enterprise")


@noun(
    "core.bank_credit",
    en="Credit of a bank to an enterprise at the end of a quarter.",
    zh="金融机构信贷（季末）",
    order_by=("bank_name", "report_quarter"),
    is_grouped=True,
)
class BankCredit(FromRow):
    bank_name = column(is_name=True)
    credit_line_cny = column(adds_within=("report_quarter",))
    loan_balance_cny = column(adds_within=("report_quarter",))
    new_loans_ytd_cny = column(adds_within=("report_quarter",))

    enterprise = to_one("Enterprise")


@noun(
    "mart.enterprise_money",
    en="What an enterprise got in a year through one channel.",
    zh="企业当年某渠道获得的资金",
    order_by=("enterprise_id", "year", "channel"),
    is_grouped=True,
)
class EnterpriseMoney:
    channel: MoneyChannel
    amount_cny = column(adds_within=("year", "channel"))
    comparable_before_cny = column(adds_within=("year", "channel"))
    reason: Reason

    enterprise = to_one("Enterprise")
    region = to_one("Region")
    industry = to_one("Industry")


@noun(
    "mart.support_total",
    en="Support under policies, summed within one kind and unit.",
    zh="政策支持合计（同一类型、同一单位内）",
    is_grouped=True,
)
class SupportTotal:
    support_kind: SupportKind
    department_name = column(is_name=True)
    total = column(adds_within=("support_kind", "unit"))
    reason: Reason


@noun(
    "mart.support_coverage",
    en="How many active enterprises have a kind of support that all are to have.",
    zh="应覆盖类政策支持的覆盖情况",
)
class SupportCoverage:
    support_kind: SupportKind

    missing = to_many("Enterprise", "Active enterprises without it.", "未获支持的在库企业")
