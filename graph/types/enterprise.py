"""Enterprise."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.enterprises import CreditCodeState, EnterpriseKind, EnterpriseStatus


@noun(
    "core.enterprise",
    en="A key enterprise of the programme, from the newest register.",
    zh="骨干企业，以最新名录为准",
    is_grouped=True,
)
class Enterprise(FromRow):
    credit_code_state: CreditCodeState
    name_zh = column(sorts_by="name_pinyin")
    status: EnterpriseStatus
    enterprise_kind: EnterpriseKind

    decision = to_one("Decision")
    region = to_one("Region")
    registration_region = to_one("Region")
    industry = to_one("Industry")
    industry_class = to_one("IndustryClass")
    chains = to_many("IndustryChain", "Its chains, distinct.", "所在产业链")
    chain_memberships = to_many("ChainMember", "Its nodes of chains, with its role.", "所在产业链节点及角色")
    sei_shares = to_many("EnterpriseSeiShare", "Strategic emerging shares, by year and product.", "分产品比重")
    sei_revenues = to_many("EnterpriseSeiRevenue", "Strategic emerging part of its revenue.", "战略性新兴产业营业收入")
    assessments = to_many("EnterpriseAssessment", "Yearly assessments.", "年度考核")
    warnings = to_many("EarlyWarning", "Early warnings.", "预警")
    facts = to_many("EnterpriseFact", "What rules of assessment judge, by year.", "考核事实")
    outcomes = to_many(
        "EnterpriseOutcome",
        "Scores, judgement, exit state, distance, flip and price exemption by year: of the version in force, or of"
        " those that `where` selects.",
        "得分、判定、退出状态、距离、转折、价格豁免：有效版本或所选版本",
    )
    high_growth = to_many("GrowthEnterprise", "High growth by rule and year.", "高成长性（按规则）")
    applications = to_many("ApplicationStep", "Steps of its applications for recognition.", "申报审核环节")
    surveys = to_many("EnterpriseSurvey", "Yearly surveys.", "年度调查")
    visits = to_many("SiteVisit", "Visits of departments.", "实地走访")
    policy_supports = to_many("PolicySupport", "Support received.", "政策支持")
    issues = to_many("Issue", "Its issues in the issue ledger.", "问题台账")
    listing_steps = to_many("ListingStep", "Steps to a stock listing.", "改制挂牌上市进度")
    financing_rounds = to_many("FinancingRound", "Capital raised.", "企业融资")
    names = to_many("EnterpriseName", "Current and former names.", "现用及曾用名称")
    identities = to_many("EnterpriseIdentity", "Current and former codes.", "现用及曾用代码")
    changes = to_many("EnterpriseChange", "Declared changes.", "变更记录")
    absorptions = to_many("EnterpriseChange", "Mergers in which it absorbed another enterprise.", "吸收合并记录")
    match_proposals = to_many("MatchProposal", "Rows that may belong to it.", "疑似匹配建议")
    suspicions = to_many("Suspicion", "Suspected unit errors.", "疑似单位错误")
    logic_findings = to_many("LogicFinding", "Inconsistent values.", "逻辑关系不符的数值")
    observations = to_many("Observation", "Reported values, newest vintage.", "该企业的观测值（最新版本）")
    months = to_many("EnterpriseMonth", "Monthly financial returns.", "月度财务状况")
    derived_months = to_many("DerivedMonth", "Months computed from years to date.", "由本年累计推算的当月数")
    reporting_statuses = to_many("ReportingStatus", "Due returns and their status.", "报送状态")
    fund_investments = to_many("FundInvestment", "Investments of funds in it.", "获得的基金投资")
    fund_distributions = to_many(
        "FundDistribution", "Distributions and exits of funds from it.", "基金自该企业的分配与退出"
    )
    fund_sources = to_many("FundLookThrough", "Whose money funds put into it.", "所获基金投资的最终出资人")
    direct_equity = to_many("DirectEquity", "Equity bought in it outside funds.", "直接股权投资")
    bank_credits = to_many("BankCredit", "Credit of banks by quarter.", "金融机构信贷")
    money = to_many("EnterpriseMoney", "What it got, by year and channel.", "分年度分渠道资金")
    missing_supports = to_many("SupportCoverage", "Support that all are to have and it lacks.", "应获未获的政策支持")
    burden = to_many("RespondentBurden", "What reporting asks of it.", "填报负担")
    projects = to_many("Project", "Projects that it owns.", "承担的项目")
    platforms = to_many("Platform", "Innovation platforms that it hosts.", "依托的创新平台")
    growth = to_many("Growth", "Growth.", "同比增速")
    growth_bridge = to_many("GrowthBridge", "Changes over a year.", "增长分解")
    contributions = to_many("GrowthMember", "Its part in growth.", "对增速的拉动")
    growth_bridge_cells = to_many("GrowthBridgeCell", "By product and month.", "分产品逐月分解")
    removals = to_many("ChainRemoval", "What chains lose with it.", "该企业停产时产业链的产出风险")
    fillable_nodes = to_many("ChainSubstitute", "Nodes that it could fill.", "可填补的节点")
    contacts = to_many("EnterpriseContact", "Contacts of units with it.", "单位联系记录")
    park_memberships = to_many("ParkMember", "Parks that it is in, or was.", "入园情况")
    cooperations = to_many("PlatformCooperation", "Agreements with platforms, and transfers.", "产学研合作与成果转化")
    technology_projects = to_many("TechnologyProject", "Its technology projects.", "技术项目")
    contradictions = to_many("Contradiction", "Contradictions between registers.", "名录之间的矛盾")
