"""Enterprise."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.enterprises import CreditCodeState, EnterpriseStatus


@noun(
    "core.enterprise",
    en="A key enterprise of the programme, as the newest register has it.",
    zh="骨干企业，以最新名录为准",
    is_grouped=True,
)
class Enterprise(FromRow):
    credit_code_state: CreditCodeState
    name_zh = column(sorts_by="name_pinyin")
    status: EnterpriseStatus

    decision = to_one("Decision")
    region = to_one("Region")
    registration_region = to_one("Region")
    industry = to_one("Industry")
    industry_class = to_one("IndustryClass")
    chains = to_many("IndustryChain", "Chains that it stands in, each once.", "所在产业链")
    chain_memberships = to_many(
        "ChainMember", "Nodes of chains that it stands in, with its role.", "所在产业链节点及角色"
    )
    sei_shares = to_many("EnterpriseSeiShare", "Strategic emerging shares by year and product.", "分产品比重")
    sei_revenues = to_many("EnterpriseSeiRevenue", "Strategic emerging part of its revenue.", "战略性新兴产业营业收入")
    assessments = to_many("EnterpriseAssessment", "Its yearly assessments.", "年度考核")
    exit_proposals = to_many("EnterpriseExitProposal", "Proposals to take it off the list.", "退出建议")
    policy_supports = to_many("PolicySupport", "Support that it received.", "政策支持")
    issues = to_many("Issue", "Its matters in the issue ledger.", "问题台账")
    listing_steps = to_many("ListingStep", "Its way to a board.", "改制挂牌上市进度")
    financing_rounds = to_many("FinancingRound", "Money that it raised.", "企业融资")
    names = to_many("EnterpriseName", "Names that it has had.", "现用及曾用名称")
    identities = to_many("EnterpriseIdentity", "Codes that it has had.", "现用及曾用代码")
    changes = to_many("EnterpriseChange", "Its changes, as declared.", "变更记录")
    absorptions = to_many("EnterpriseChange", "Mergers after which it went on.", "吸收合并记录")
    match_proposals = to_many("MatchProposal", "Doubtful rows that may be about it.", "疑似匹配建议")
    suspicions = to_many("Suspicion", "Values of it that look like a slip of their unit.", "疑似单位错误")
    logic_findings = to_many("LogicFinding", "Values of it that do not fit each other.", "逻辑关系不符的数值")
    observations = to_many("Observation", "Values reported for it, newest vintage.", "该企业的观测值（最新版本）")
    months = to_many("EnterpriseMonth", "Its monthly financial returns, a row each.", "月度财务状况")
    derived_months = to_many(
        "DerivedMonth", "Months that it gave only as years to date: their difference.", "由本年累计推算的当月数"
    )
    reporting_statuses = to_many("ReportingStatus", "Returns that it owes, and whether they are in.", "报送状态")
    fund_investments = to_many("FundInvestment", "Money that funds put into it.", "获得的基金投资")
    fund_distributions = to_many("FundDistribution", "Money that funds made with it.", "基金自该企业的分配与退出")
    projects = to_many("Project", "Projects that it owns.", "承担的项目")
    platforms = to_many("Platform", "Innovation platforms that it hosts.", "依托的创新平台")
