"""Enterprise."""

from __future__ import annotations

from datetime import date

import strawberry

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
    enterprise_id: strawberry.ID = column(
        "Our own identifier; stays when the name or the credit code changes.", "企业标识，更名换码不变"
    )
    credit_code: str = column()
    credit_code_state: CreditCodeState = column("What the check digits of the credit code say.", "信用代码校验状态")
    name_zh: str = column(sorts_by="name_pinyin")
    name_pinyin: str = column("The name in pinyin without tones: for search and order.", "名称拼音，用于检索和排序")
    short_name_zh: str | None = column()
    region_code: str = column()
    registration_region_code: str = column(
        "Region of the authority that registered it; often not the location.", "登记机关所在地区代码"
    )
    industry_id: str | None = column(
        "Field of the programme; null where the register names none that the plan knows.", "所属领域"
    )
    industry_standard: str = column("Version of GB/T 4754 in which the class is written.", "行业分类标准版本")
    industry_class_code: str | None = column()
    industry_class_id: str | None = column("That class in that version: 2011-3963.", "行业小类标识（含版本）")
    batch: int | None = column()
    recognised_date: date | None = column()
    status: EnterpriseStatus = column()
    is_synthetic: bool = column("True where the firm is invented sample data.", "是否为合成样本数据")
    is_corrected: bool = column("True where a person put a cell of its row right.", "是否经人工更正")
    decision_id: str | None = column("Newest decision that its row rests on.", "所依据的决定")

    decision = to_one("Decision", "Newest decision that its row rests on, if it rests on one.", "所依据的决定")
    region = to_one("Region", "Region where it is located.", "所在地区")
    registration_region = to_one("Region", "Region of the authority that registered it.", "登记机关所在地区")
    industry = to_one("Industry", "Field of the programme.", "所属领域")
    industry_class = to_one("IndustryClass", "Class of the national standard.", "国民经济行业小类")
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
