"""The root fields: lists, and single rows by key."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from typing import Any, cast

import strawberry

from graph.declare.declare import by_key, to_many, to_one
from graph.declare.descriptions import QUERY
from graph.declare.node import node_field, nodes_field
from graph.declare.nouns import DeclaredRelation, RelationField, snapshot_arguments
from graph.types.search import search_field


def _import_nouns() -> None:
    """Imports every module of graph.types, which declares its nouns."""
    package = importlib.import_module(__package__)
    for module in pkgutil.iter_modules(package.__path__, f"{__package__}."):
        if module.name != __name__:
            importlib.import_module(module.name)


_import_nouns()


def _list(noun: str, en: str, zh: str) -> Any:
    """A list at the root; null, with an error, if it cannot be read."""
    return to_many(noun, en, zh, is_nullable=True)


@strawberry.type(description=QUERY)
class Query:
    snapshot = to_one("Snapshot", "Snapshot of this response.", "本次应答所用的快照")
    node = node_field()
    nodes = nodes_field()
    search = search_field()

    enterprises = _list("Enterprise", "Key enterprises.", "骨干企业")
    enterprise = by_key("Enterprise", "enterprise_id", "One enterprise.", "单个企业")
    enterprise_names = _list("EnterpriseName", "Names of enterprises over time.", "企业名称沿革")
    enterprise_identities = _list("EnterpriseIdentity", "Codes of enterprises over time.", "企业代码沿革")
    enterprise_changes = _list("EnterpriseChange", "Declared changes of enterprises.", "企业变更")
    match_proposals = _list("MatchProposal", "Proposed matches that need a decision.", "疑似匹配建议")
    enterprise_sei_shares = _list(
        "EnterpriseSeiShare", "Strategic emerging shares of firms, by year and product.", "企业分产品比重"
    )
    enterprise_sei_revenues = _list(
        "EnterpriseSeiRevenue", "Strategic emerging part of firms' revenue.", "企业战略性新兴产业营业收入"
    )
    enterprise_assessments = _list("EnterpriseAssessment", "Yearly assessments of enterprises.", "年度考核")
    enterprise_facts = _list("EnterpriseFact", "Facts of enterprises by year.", "企业年度事实")
    enterprise_outcomes = _list(
        "EnterpriseOutcome", "Judgement and exit state of enterprises by year and rule version.", "年度判定与退出状态"
    )
    growth_enterprises = _list("GrowthEnterprise", "High growth of enterprises by rule.", "高成长企业")
    application_steps = _list("ApplicationStep", "Steps of applications for recognition.", "申报审核环节")
    enterprise_surveys = _list("EnterpriseSurvey", "Yearly surveys of enterprises.", "年度调查")
    enterprise_contacts = _list("EnterpriseContact", "Contacts of units with firms.", "单位与骨干企业的联系")
    platform_cooperations = _list("PlatformCooperation", "Agreements and transfers of platforms.", "平台合作与转化")
    technology_projects = _list("TechnologyProject", "Technology projects of firms.", "技术项目")
    site_visits = _list("SiteVisit", "Visits to enterprises.", "实地走访")
    enterprise_months = _list("EnterpriseMonth", "Monthly financial returns.", "企业月度财务状况")
    policy_supports = _list("PolicySupport", "Support of enterprises under policies.", "企业政策支持")
    issues = _list("Issue", "The issue ledger.", "问题台账")
    issue = by_key("Issue", "issue_id", "One issue.", "单个问题")
    listing_steps = _list("ListingStep", "Steps of enterprises to a stock listing.", "改制挂牌上市进度")
    financing_rounds = _list("FinancingRound", "Capital raised by enterprises.", "企业融资")
    listing_boards = _list("ListingBoard", "Stock market boards.", "上市（挂牌）板块")
    task_reports = _list("TaskReport", "Quarterly reports on tasks.", "季度工作进展报告")
    industry_chains = _list("IndustryChain", "Industry chains.", "产业链")
    industry_chain = by_key("IndustryChain", "chain_id", "One industry chain.", "单条产业链")
    chain_stages = _list("ChainStage", "Nodes of chains.", "产业链节点")
    chain_members = _list("ChainMember", "Enterprises in nodes of chains.", "产业链节点中的企业")
    chain_supply_edges = _list("ChainSupplyEdge", "Supply edges between nodes of chains.", "产业链节点供需关系")
    chain_gaps = _list("ChainGap", "Gaps of chains.", "产业链短板需求")
    contradictions = _list("Contradiction", "Contradictions between registers.", "名录之间的矛盾")
    chain_years = _list("ChainYear", "Chains in full years.", "产业链年度")
    chain_gaps_all = _list("ChainGapAll", "Gaps of chains of all kinds.", "产业链各类缺口")
    chain_removals = _list("ChainRemoval", "What chains lose while a node, firm or edge is missing.", "产业链断供推演")
    chain_candidates = _list("ChainCandidate", "Leads for nodes of chains.", "产业链招商线索")
    industries = _list("Industry", "Fields of the programme.", "领域")
    industry = by_key("Industry", "industry_id", "One field.", "单个领域")
    regions = _list("Region", "Regions.", "地区")
    region = by_key("Region", "region_code", "One region.", "单个地区")

    indicators = _list("Indicator", "Indicators.", "指标")
    indicator = by_key("Indicator", "indicator_id", "One indicator.", "单个指标")
    metrics = _list("Metric", "Definitions of measures.", "测算指标的定义")
    indicator_thresholds = _list("IndicatorThreshold", "Bounds on cards of indicators.", "指标卡片上的界限")
    measurement_units = _list("MeasurementUnit", "Units of measurement.", "计量单位")
    measurement_unit = by_key("MeasurementUnit", "unit_id", "One unit.", "单个计量单位")
    products = _list("Product", "Products of the output returns.", "产品")
    product = by_key("Product", "product_code", "One product.", "单个产品")
    observations = _list("Observation", "Values, newest vintage.", "观测值（最新版本）")
    observation = by_key("Observation", "observation_id", "One value.", "单个观测值")
    observation_vintages = _list("ObservationVintage", "Values, every vintage.", "观测值（全部版本）")
    derived_months = _list("DerivedMonth", "Months computed from years to date.", "推算的当月数")
    derived_month = by_key("DerivedMonth", "derived_month_id", "One derived month.", "单个推算的当月数")
    growth = _list("Growth", "Growth of all subjects.", "各对象同比增速")
    growth_bridges = _list("GrowthBridge", "Changes of all subjects as effects.", "各对象增长分解")
    chain_revenues = _list("ChainRevenue", "Revenue of chains.", "产业链营业收入")
    sei_shares = _list("SeiShare", "Shares of strategic emerging industries in GDP.", "战略性新兴产业占比")

    documents = _list("Document", "Source documents.", "文件")
    document = by_key("Document", "document_id", "One document.", "单个文件")
    targets = _list("Target", "Targets.", "目标")
    target = by_key("Target", "target_id", "One target.", "单个目标")
    target_progress = _list("TargetProgress", "Progress of targets.", "目标进展")
    forecasts = _list("Forecast", "Forecasts of targets.", "目标预测")
    forecast_scores = _list("ForecastScore", "Back-test of the forecasts.", "预测回测")
    tasks = _list("Task", "Tasks.", "任务")
    task = by_key("Task", "task_id", "One task.", "单项任务")
    task_states = _list("TaskDayState", "Tasks on the day of the build.", "任务状态")
    task_checkpoints = _list("TaskCheckpoint", "Days within tasks without a due date.", "任务时间节点")
    plan_floats = _list("PlanFloat", "Floats of tasks, and the critical path.", "浮动时间与关键路径")
    scorecards = _list("DepartmentScorecard", "Duties and reports of units, by role.", "责任单位完成情况")
    plan_findings = _list("PlanFinding", "What the audit of the plan found.", "规划自查结果")
    plan_promises = _list("PlanPromise", "Numbers, objects and actions of the plan.", "规划承诺")
    departments = _list("Department", "Units with tasks.", "责任单位")
    department = by_key("Department", "department_id", "One unit.", "单个单位")
    funds = _list("Fund", "Funds.", "基金")
    fund = by_key("Fund", "fund_id", "One fund.", "单只基金")
    fund_performances = _list("FundPerformance", "Performance of funds.", "基金绩效")
    fund_contributions = _list("FundContribution", "Capital committed and paid in to funds.", "基金认缴与实缴")
    fund_investments = _list("FundInvestment", "Investments of funds.", "基金投资")
    fund_valuations = _list("FundValuation", "Valuations of funds.", "基金估值")
    fund_distributions = _list("FundDistribution", "Distributions of funds.", "基金分配与退出")
    fund_covenants = _list("FundCovenant", "Covenants of funds.", "基金约束条款")
    fund_covenants_measured = _list("FundCovenantMeasured", "Covenants as measured from flows.", "约束条款测算")
    fund_look_through = _list("FundLookThrough", "Whose money is in which enterprise.", "基金投资穿透")
    money_by_field = _list("MoneyByField", "Money by field, chain or region.", "资金按领域、产业链或地区分布")
    enterprise_money = _list("EnterpriseMoney", "What enterprises got, by year and channel.", "企业资金")
    direct_equity = _list("DirectEquity", "Equity bought directly, outside funds.", "直接股权投资")
    bank_credits = _list("BankCredit", "Credit of banks by quarter.", "金融机构信贷")
    support_totals = _list("SupportTotal", "Support, summed within one kind and unit.", "政策支持合计")
    support_coverage = _list("SupportCoverage", "Coverage of support that all are to have.", "政策支持覆盖情况")
    projects = _list("Project", "Projects.", "项目")
    project = by_key("Project", "project_id", "One project.", "单个项目")
    project_plans = _list("ProjectPlan", "Yearly plans of projects.", "项目年度计划")
    project_reports = _list("ProjectReport", "Monthly reports of projects.", "项目进度月报")
    project_milestones = _list("ProjectMilestone", "Milestones of projects.", "项目节点")
    project_progress = _list("ProjectProgress", "Progress of projects, by month.", "项目进度")
    project_lights = _list("ProjectLight", "Traffic lights of projects, by month and rule set.", "项目红黄绿灯")
    project_baselines = _list("ProjectBaseline", "Frozen plans of projects.", "项目冻结计划")
    light_replay = _list("LightReplay", "Rules of lights, replayed.", "红黄绿灯规则回溯")
    light_rules = _list("LightRule", "Rule sets of traffic lights, all versions.", "红黄绿灯规则")
    national_applications = _list("NationalApplication", "Applications for national funding.", "国家专项申报")
    project_totals = _list("ProjectTotal", "Total progress of projects.", "项目进度汇总")
    platforms = _list("Platform", "Innovation platforms.", "创新平台")
    platform = by_key("Platform", "platform_id", "One innovation platform.", "单个创新平台")
    warnings = _list("EarlyWarning", "Early warnings, with what became of them.", "预警")
    warning_handlings = _list("WarningHandling", "What people did about warnings.", "预警处置")
    warning_hit_rates = _list("WarningHitRate", "How many warnings came true, by kind and year.", "预警命中率")
    platform_counts = _list("PlatformCount", "Counters of platforms, by year.", "创新平台计数")
    parks = _list("Park", "Parks and zones.", "园区")
    park_months = _list("ParkMonth", "Parks by month, and their sums.", "园区月度汇总")
    park = by_key("Park", "park_id", "One park.", "单个园区")

    burdens = _list("Burden", "What each form asks in a year.", "报表负担")
    respondent_burdens = _list("RespondentBurden", "What each respondent is asked in a year.", "填报单位负担")
    burden_duplicates = _list("BurdenDuplicate", "Content that two forms ask.", "重复要求的内容")
    series = _list("Series", "Series of third parties' files, assigned or not.", "第三方文件中的序列")
    series_values = _list("SeriesValue", "Values of unassigned series.", "未指派序列的数值")
    programme_revisions = _list("ProgrammeRevision", "Revisions of the programme.", "方案的历次修订")
    submissions = _list("Submission", "Received files.", "报送文件")
    submission = by_key("Submission", "submission_id", "One file.", "单个报送文件")
    submission_states = _list("SubmissionState", "Current states of the files.", "报送文件当前状态")
    findings = _list("Finding", "Findings from reading the files.", "读取时发现的问题")
    finding = by_key("Finding", "finding_id", "One finding.", "单个问题")
    held_cells = _list("HeldCell", "Held cells, open and decided.", "待定单元格")
    held_cell = by_key("HeldCell", "held_cell_id", "One held cell.", "单个待定单元格")
    decisions = _list("Decision", "Decisions about held cells.", "对待定单元格的决定")
    decision = by_key("Decision", "decision_id", "One decision.", "单个决定")
    release_changes = _list("ReleaseChange", "Changes of this snapshot against the previous one.", "发布变动")
    release_values = _list("ReleaseValue", "Changed values of this snapshot, a bounded list.", "变动数值")
    sheet_columns = _list("SheetColumn", "Form columns in the sheets of files.", "工作表中的报表栏目")
    report_forms = _list("ReportForm", "Report forms.", "报表目录")
    form_rules = _list("FormRule", "Validation rules for form cells.", "报表单元格规则")
    plausibility_rules = _list("PlausibilityRule", "Rules that detect unit errors.", "合理性规则")
    suspicions = _list("Suspicion", "Suspected unit errors.", "疑似计量单位错误的报送值")
    logic_rules = _list("LogicRule", "Rules between values.", "逻辑关系规则")
    logic_findings = _list("LogicFinding", "Inconsistent values.", "逻辑关系不符的数值")
    logic_finding = by_key(
        "LogicFinding", "logic_finding_id", "One finding of inconsistent values.", "单个逻辑关系问题"
    )
    reporting_statuses = _list("ReportingStatus", "Due reports and their status.", "报送状态")
    reporting_freshness = _list("ReportingFreshness", "Share of received reports, by form and period.", "报送进度")

    sei_classes = _list("SeiClass", "National classes of strategic emerging industries.", "国家战略性新兴产业分类")
    industry_classes = _list("IndustryClass", "Classes of GB/T 4754.", "国民经济行业分类")


def _add_snapshot_arguments() -> None:
    """Adds the snapshot arguments to every root field (graph.execution.snapshot_choice)."""
    for field in dataclasses.fields(cast("Any", Query)):
        own = cast("Any", field)
        own.arguments = [*own.arguments, *snapshot_arguments()]


_add_snapshot_arguments()

ROOT: dict[str, DeclaredRelation] = {
    field.name: field.relation for field in dataclasses.fields(cast("Any", Query)) if isinstance(field, RelationField)
}
"""Relations of the root fields with rows of one type, by Python name."""
