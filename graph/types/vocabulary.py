"""Closed vocabularies: the words that a column can hold, each explained. Their values are those of the tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

import strawberry

from graph.descriptions import both
from warehouse.forms.annual_assessment import DECISIONS, GRADES, RESULTS
from warehouse.forms.chain_gap import GAP_KINDS, PRIORITIES
from warehouse.forms.department_report import PROGRESS
from warehouse.forms.enterprise_change import CHANGE_KINDS
from warehouse.forms.enterprise_financing import INVESTOR_KINDS
from warehouse.forms.enterprise_register import STATUSES
from warehouse.forms.fund_covenant import COMPARISONS, COVENANT_KINDS, UNITS_WRITTEN
from warehouse.forms.fund_distribution import DISTRIBUTION_KINDS
from warehouse.forms.fund_investment import ROUNDS
from warehouse.forms.fund_register import FUND_KINDS, FUND_STATUSES
from warehouse.forms.industry_chain import ROLES, STAGES
from warehouse.forms.issue_ledger import ISSUE_STATUSES
from warehouse.forms.listing_pipeline import MILESTONES, STEP_STATUSES
from warehouse.forms.park_register import PARK_KINDS, PARK_STATUSES
from warehouse.forms.platform_register import LEVELS, PLATFORM_STATUSES, PLATFORM_TYPES
from warehouse.forms.policy_support import SUPPORT_KINDS
from warehouse.forms.project_milestone import MILESTONE_STATUSES
from warehouse.forms.project_register import CATEGORIES, PROJECT_STATUSES

Words = TypeVar("Words", bound=type[Enum])


def _word(value: str, en: str, zh: str | Mapping[str, str]) -> Any:
    """A word of a vocabulary. `zh` is its Chinese, or the choices of the form that it is stored for."""
    if not isinstance(zh, str):
        zh = next(choice for choice, stored in zh.items() if stored == value)
    return strawberry.enum_value(value, description=both(en, zh))


def _closed(en: str, zh: str) -> Callable[[Words], Words]:
    return strawberry.enum(description=both(en, zh))


@_closed("How much of the calendar a value covers.", "数值所覆盖的期间")
class PeriodKind(Enum):
    MONTH = _word("month", "That month alone.", "当月")
    YTD = _word("ytd", "January to that month.", "本年累计")
    QUARTER = _word("quarter", "The quarter.", "季度")
    YEAR = _word("year", "The year.", "年度")
    POINT = _word("point", "At the end of the period: a stock.", "期末时点")


@_closed("How final a release of a figure is.", "数据版本性质")
class VintageStatus(Enum):
    REPORTED = _word("reported", "What a respondent reported.", "报送数")
    ESTIMATED = _word("estimated", "Worked out before or instead of a count; any release replaces it.", "预计数")
    PRELIMINARY = _word("preliminary", "A first figure; a later one replaces it as a matter of course.", "初步数")
    PUBLISHED = _word("published", "A published figure.", "公布数")
    REVISED = _word("revised", "Revised with its whole series, as after a census.", "修订数")
    UNVERIFIED = _word("unverified", "No official release has it.", "未核实")


@_closed("What a value is about.", "观测对象的类别")
class SubjectKind(Enum):
    ENTERPRISE = _word("enterprise", "An enterprise.", "企业")
    CHAIN = _word("chain", "An industry chain.", "产业链")
    REGION = _word("region", "A region.", "地区")
    WORLD = _word("world", "The world market.", "世界市场")
    PROGRAMME = _word("programme", "The programme itself.", "工作方案")


@_closed("What kind of quantity an indicator is.", "指标的量的类别")
class QuantityKind(Enum):
    FLOW = _word("flow", "Adds up over months.", "流量，可按月累加")
    STOCK = _word("stock", "At an instant.", "存量，时点数")
    PRICE = _word("price", "A price.", "价格")
    INDEX = _word("index", "An index.", "指数")
    SHARE = _word("share", "A share.", "占比")
    CHANGE = _word("change", "A change against an earlier period.", "变动")
    CHANGE_PP = _word("change_pp", "A change in percentage points.", "百分点变动")
    COUNT = _word("count", "A count of things.", "计数")


@_closed("Prices in which an amount is expressed.", "价格基准")
class PriceBasis(Enum):
    CURRENT = _word("current", "Prices of the period itself.", "现价")
    CONSTANT = _word("constant", "Prices of a base period.", "不变价")
    NONE = _word("none", "Not a money value.", "非货币量")


@_closed("How a published rate of growth was computed. Never put two of them on one line.", "公布增速的计算口径")
class GrowthMethod(Enum):
    NOMINAL = _word("nominal", "Of levels as published.", "名义")
    SAME_BASE = _word("same_base", "On a base collected again for the same units.", "同口径")
    COMPARABLE_PRICES = _word("comparable_prices", "Price changes taken out.", "可比价")


@_closed("Whether an enterprise is on the support list.", "企业状态")
class EnterpriseStatus(Enum):
    ACTIVE = _word("active", "On the list.", STATUSES)
    EXITED = _word("exited", "Has left the list.", STATUSES)


@_closed("What the check digits of a credit code say.", "统一社会信用代码校验状态")
class CreditCodeState(Enum):
    VALID = _word("valid", "They hold.", "校验通过")
    REPAIRED = _word("repaired", "They hold after upper case and blanks were put right.", "修正大小写或空格后通过")
    CHECK_FAILED = _word("check_failed", "They do not hold; the code is kept with a warning.", "校验未通过，保留并警告")
    CONFIRMED = _word(
        "confirmed", "They do not hold; a person has confirmed that the code is right.", "校验未通过，经人工确认无误"
    )


@_closed("Stage of a chain.", "产业链环节")
class Stage(Enum):
    UPSTREAM = _word("upstream", "Materials and parts.", STAGES)
    MIDSTREAM = _word("midstream", "Making and assembly.", STAGES)
    DOWNSTREAM = _word("downstream", "Use and service.", STAGES)


@_closed("What an enterprise is to a chain.", "企业在产业链中的角色")
class MemberRole(Enum):
    LEADER = _word("leader", "Leads the chain.", ROLES)
    BACKBONE = _word("backbone", "Key enterprise.", ROLES)
    SUPPORTING = _word("supporting", "Supplies others.", ROLES)
    POTENTIAL = _word("potential", "Could become a member.", ROLES)


@_closed("What became of a file.", "报送文件的处理结果")
class SubmissionStatus(Enum):
    ACCEPTED = _word("accepted", "All of it was taken.", "已接收")
    HELD = _word("held", "Taken, but some cells wait for a decision.", "部分单元格待定")
    REFUSED = _word("refused", "Not taken; `refusal` says why.", "已拒收")


@_closed("How much a finding matters.", "问题的严重程度")
class Severity(Enum):
    INFO = _word("info", "A note.", "提示")
    WARNING = _word("warning", "Look at it; the value is used.", "警告，数值仍采用")
    HELD = _word("held", "The cell waits for a decision and is in no figure.", "暂扣，不计入任何数据")
    REFUSED = _word("refused", "The file was refused for it.", "因此拒收文件")


@_closed("What became of a held cell.", "待定单元格状态")
class HeldCellState(Enum):
    OPEN = _word("open", "It waits.", "待定")
    CORRECTED = _word("corrected", "Read as a person said.", "已更正")
    RELEASED = _word("released", "Taken as it stands.", "已放行")
    REJECTED = _word("rejected", "Left out for good.", "已剔除")


@_closed("What was decided about a held cell.", "决定类别")
class DecisionKind(Enum):
    CORRECTED = _word("corrected", "Read it as `value`.", "更正")
    RELEASED = _word("released", "Take it as it stands.", "放行")
    REJECTED = _word("rejected", "Leave it out for good.", "剔除")
    WITHDRAWN = _word("withdrawn", "Forget the decision before: it waits again.", "撤回")
    ROW_WITHDRAWN = _word("row_withdrawn", "Count no value of that row any more.", "整行作废")
    CONFIRMED = _word(
        "confirmed", "The credit code is right, though its check character does not fit.", "确认信用代码无误"
    )


@_closed("Level of a region.", "地区层级")
class RegionLevel(Enum):
    COUNTRY = _word("country", "The country.", "国家")
    PROVINCE = _word("province", "A province.", "省级")
    PREFECTURE = _word("prefecture", "A prefecture or city.", "地级")
    COUNTY = _word("county", "A county or district.", "县级")
    REPORTING_AREA = _word(
        "reporting_area", "Reports beside the others but is no division of its own.", "报送单位，非行政区划"
    )


@_closed("How a field of the programme lies to a national class.", "领域与国家分类的关系")
class ClassRelation(Enum):
    EXACT = _word("exact", "Same extent by name.", "范围一致")
    BROAD = _word("broad", "The field is wider than the class.", "领域宽于类别")
    PARTIAL = _word("partial", "They share a part.", "部分重合")
    NONE = _word("none", "There is no national class.", "无对应类别")


@_closed("Level of a class of GB/T 4754.", "国民经济行业分类层级")
class ClassLevel(Enum):
    SECTION = _word("section", "A letter.", "门类")
    DIVISION = _word("division", "Two digits.", "大类")
    GROUP = _word("group", "Three digits.", "中类")
    CLASS = _word("class", "Four digits.", "小类")


@_closed("Kind of a document.", "文件类别")
class DocumentKind(Enum):
    PLAN = _word("plan", "A work plan.", "工作方案")
    REGULATION = _word("regulation", "A regulation.", "管理办法")
    BULLETIN = _word("bulletin", "A statistical bulletin.", "统计公报")
    PRESS = _word("press", "A press report.", "新闻报道")


@_closed("How well a document is known to us.", "文件依据")
class Evidence(Enum):
    PRIMARY = _word("primary", "Its own text was read.", "原文")
    SECONDARY = _word(
        "secondary", "Known from reprints or press reports; parts may be missing.", "转载或报道，可能不全"
    )


@_closed("Kind of a unit that carries tasks.", "责任单位类别")
class DepartmentKind(Enum):
    GOVERNMENT = _word("government", "A government department.", "政府部门")
    COMPANY = _word("company", "A company.", "企业")
    BANK = _word("bank", "A bank.", "银行")
    REGULATOR = _word("regulator", "A regulator.", "监管机构")
    GROUP = _word("group", "All members of the coordination meeting together.", "各成员单位")


@_closed("What shape a committed value has.", "目标类型")
class TargetType(Enum):
    LEVEL = _word("level", "A value to be reached.", "水平值")
    CHANGE_PP = _word("change_pp", "Percentage points on top of the baseline.", "百分点增量")
    GROWTH = _word("growth", "A rate of growth on the baseline.", "增长率")
    COUNT = _word("count", "A number of new things.", "新增数量")
    RANGE = _word("range", "A number of new things between two bounds.", "新增数量区间")
    STOCK = _word("stock", "An amount that there is at the deadline.", "期末存量")


@_closed("What a target counts.", "目标口径")
class TargetScope(Enum):
    WHOLE_ECONOMY = _word("whole_economy", "The whole economy, services too.", "全口径（含服务业）")
    NEWLY_RECOGNISED = _word("newly_recognised", "Newly recognised.", "新认定")
    NEWLY_APPROVED = _word("newly_approved", "Newly approved.", "新批准")
    NEWLY_ESTABLISHED = _word("newly_established", "Newly established.", "新设立")
    RECOGNISED_AND_SUPPORTED = _word("recognised_and_supported", "Recognised and supported.", "认定并扶持")
    CHAINS_OF_10BN_YUAN = _word("chains_of_10bn_yuan", "Chains with a revenue of 10 billion yuan.", "百亿元产业链")
    ANNOUNCED_SIZE = _word("announced_size", "Committed money, not paid in.", "公布规模，非实缴")


@_closed("How a value is compared with its target.", "目标比较方式")
class TargetComparison(Enum):
    AT_LEAST = _word("at_least", "At least `valueLow`.", "不低于")
    ABOVE = _word("above", "Above `valueLow`.", "高于")
    BETWEEN = _word("between", "Between `valueLow` and `valueHigh`.", "介于两值之间")


@_closed("Whether a task has a due date.", "期限类型")
class DeadlineKind(Enum):
    ALL_YEAR = _word("all_year", "Carried on through the year, without a due date.", "全年推进")
    DATED = _word("dated", "Due on `dueDate`.", "定期完成")


@_closed("Part of a unit in a task.", "责任单位角色")
class DutyRole(Enum):
    LEAD = _word("lead", "Leads: the unit that the plan names first.", "牵头")
    COOPERATING = _word("cooperating", "Takes part.", "配合")


@_closed("Kind of a fund.", "基金类别")
class FundKind(Enum):
    GUIDE = _word("guide", "Guide fund.", FUND_KINDS)
    SUB_FUND = _word("sub_fund", "The guide fund holds a part of it.", FUND_KINDS)
    NATIONAL = _word("national", "National fund.", FUND_KINDS)
    REGIONAL = _word("regional", "Regional fund.", FUND_KINDS)


@_closed("State of a fund.", "基金状态")
class FundStatus(Enum):
    OPERATING = _word("operating", "Set up and at work.", FUND_STATUSES)
    PLANNED = _word("planned", "Planned.", FUND_STATUSES)
    EXITING = _word("exiting", "Invests no more and sells.", FUND_STATUSES)
    LIQUIDATED = _word("liquidated", "Wound up.", FUND_STATUSES)


@_closed("Kind of a project.", "项目类别")
class ProjectKind(Enum):
    INVESTMENT = _word("investment", "An investment.", "投资项目")
    ORGANISATION = _word("organisation", "A company or institute to be founded.", "拟组建机构")
    NATIONAL_PROGRAMME = _word("national_programme", "National money applied for.", "国家专项")


@_closed("State of a project.", "项目状态")
class ProjectStatus(Enum):
    IN_PROGRESS = _word("in_progress", "Under way.", PROJECT_STATUSES)
    PLANNED = _word("planned", "Planned.", PROJECT_STATUSES)
    APPLYING = _word("applying", "Applied for.", "申报中")
    COMPLETED = _word("completed", "Built.", PROJECT_STATUSES)
    STOPPED = _word("stopped", "Given up or interrupted.", PROJECT_STATUSES)


@_closed("State of a milestone.", "项目节点状态")
class MilestoneStatus(Enum):
    PLANNED = _word("planned", "Not begun.", MILESTONE_STATUSES)
    IN_PROGRESS = _word("in_progress", "Under way.", MILESTONE_STATUSES)
    DONE = _word("done", "Reached.", MILESTONE_STATUSES)
    DELAYED = _word("delayed", "Behind its planned day.", MILESTONE_STATUSES)
    STOPPED = _word("stopped", "Given up.", MILESTONE_STATUSES)


@_closed("Traffic light of a project.", "项目红黄绿灯")
class Light(Enum):
    GREEN = _word("green", "On schedule, or ahead.", "绿灯")
    YELLOW = _word("yellow", "Behind.", "黄灯")
    RED = _word("red", "Far behind.", "红灯")


@_closed("What decided about a light, or why there is none.", "亮灯原因，或无法亮灯的原因")
class LightReason(Enum):
    ON_SCHEDULE = _word("on_schedule", "Nothing is behind.", "按进度推进")
    PROGRESS = _word("progress", "Progress is behind the schedule.", "投资进度滞后")
    START = _word("start", "The planned start was missed.", "未按计划开工")
    PROGRESS_AND_START = _word("progress_and_start", "Both, as far behind.", "进度与开工均滞后")
    NO_REPORT = _word("no_report", "No light: nothing was reported for the month.", "当月未报送，不亮灯")
    NO_PLAN = _word("no_plan", "No light: the year has no plan.", "无年度计划，不亮灯")
    NO_PLANNED_START = _word(
        "no_planned_start", "No light: a new start without a planned day.", "无计划开工日期，不亮灯"
    )


@_closed("What progress is measured by.", "进度衡量方式")
class LightMeasure(Enum):
    SHORTFALL_PP = _word("shortfall_pp", "Percentage points behind the schedule.", "落后序时进度的百分点")
    SCHEDULE_RATIO = _word("schedule_ratio", "Done as a part of what is due.", "完成额与序时进度之比")


@_closed("Where the share that is due by a month comes from.", "序时进度的依据")
class ScheduleBasis(Enum):
    LINEAR = _word("linear", "A twelfth of the plan a month.", "按月均分")
    BY_MONTH = _word("by_month", "Shares by month of the rule set.", "规则所定月度比例")
    OWN_PLAN = _word("own_plan", "The project's own plan by month.", "项目自身月度计划")


@_closed("Type of an innovation platform.", "创新平台类型")
class PlatformType(Enum):
    ENGINEERING_INSTITUTE = _word("engineering_institute", "Engineering research institute.", PLATFORM_TYPES)
    STATE_KEY_LABORATORY = _word("state_key_laboratory", "State key laboratory.", PLATFORM_TYPES)
    KEY_LABORATORY = _word("key_laboratory", "Key laboratory.", PLATFORM_TYPES)
    ENGINEERING_LABORATORY = _word("engineering_laboratory", "Engineering laboratory.", PLATFORM_TYPES)
    ENGINEERING_RESEARCH_CENTRE = _word("engineering_research_centre", "Engineering research centre.", PLATFORM_TYPES)
    ENTERPRISE_TECHNOLOGY_CENTRE = _word(
        "enterprise_technology_centre", "Technology centre of an enterprise.", PLATFORM_TYPES
    )


@_closed("Who approved an innovation platform.", "创新平台级别")
class PlatformLevel(Enum):
    NATIONAL = _word("national", "The state.", LEVELS)
    NATIONAL_LOCAL = _word("national_local", "The state and the province together.", LEVELS)
    PROVINCIAL = _word("provincial", "The province.", LEVELS)


@_closed("State of an innovation platform.", "创新平台状态")
class PlatformStatus(Enum):
    APPROVED = _word("approved", "Approved.", PLATFORM_STATUSES)
    UNDER_CONSTRUCTION = _word("under_construction", "Being built.", PLATFORM_STATUSES)
    EVALUATED = _word("evaluated", "Has passed its evaluation.", PLATFORM_STATUSES)


@_closed("Kind of a park.", "园区类别")
class ParkKind(Enum):
    INDUSTRIAL_PARK = _word("industrial_park", "Industrial park.", PARK_KINDS)
    INNOVATION_PARK = _word("innovation_park", "Innovation park, for start-ups.", PARK_KINDS)
    INNOVATION_ZONE = _word("innovation_zone", "Innovation zone.", PARK_KINDS)
    DEVELOPMENT_ZONE = _word("development_zone", "Development zone.", PARK_KINDS)
    CLUSTER = _word("cluster", "Industrial cluster.", PARK_KINDS)


@_closed("State of a park.", "园区状态")
class ParkStatus(Enum):
    OPERATING = _word("operating", "Open.", PARK_STATUSES)
    UNDER_CONSTRUCTION = _word("under_construction", "Being built.", PARK_STATUSES)
    PLANNED = _word("planned", "Planned.", PARK_STATUSES)


@_closed("Kind of a code of an enterprise.", "企业代码类别")
class IdentifierKind(Enum):
    CREDIT_CODE = _word("credit_code", "Unified social credit code.", "统一社会信用代码")
    REGISTRATION_NUMBER = _word("registration_number", "15 digits, from before October 2015.", "工商注册号")
    ORGANISATION_CODE = _word(
        "organisation_code", "9 characters, from before October 2015; inside the credit code since.", "组织机构代码"
    )


@_closed("Kind of a change of an enterprise.", "企业变更类型")
class EnterpriseChangeKind(Enum):
    RENAME = _word("rename", "Another name.", CHANGE_KINDS)
    CODE_CHANGE = _word("code_change", "Another code.", CHANGE_KINDS)
    MERGER = _word("merger", "It is absorbed by another enterprise.", CHANGE_KINDS)
    BATCH_CHANGE = _word("batch_change", "Another batch.", CHANGE_KINDS)
    STATUS_CHANGE = _word("status_change", "On the list or off it.", CHANGE_KINDS)


@_closed("What speaks for a proposed match.", "匹配理由")
class MatchReason(Enum):
    ORGANISATION_CODE = _word("organisation_code", "Same organisation code inside.", "组织机构代码相同")
    NAME_AND_REGION = _word("name_and_region", "Same name and region.", "名称与地区相同")
    FORMER_NAME_AND_REGION = _word("former_name_and_region", "A former name, same region.", "曾用名与地区相同")
    NAME = _word("name", "Same name; the row gives no region.", "名称相同")
    FORMER_NAME = _word("former_name", "A former name; the row gives no region.", "曾用名相同")
    NAME_IN_OTHER_REGION = _word("name_in_other_region", "Same name, another region.", "名称相同而地区不同")


@_closed("Kind of a gap of a chain.", "产业链短板类型")
class GapKind(Enum):
    TECHNOLOGY = _word("technology", "A technology is lacking.", GAP_KINDS)
    SUPPLY_CHAIN = _word("supply_chain", "A supply is lacking or too narrow.", GAP_KINDS)
    UPSTREAM = _word("upstream", "What comes before is lacking.", GAP_KINDS)
    DOWNSTREAM = _word("downstream", "What comes after is lacking.", GAP_KINDS)


@_closed("How urgent a gap is.", "短板优先级")
class GapPriority(Enum):
    HIGH = _word("high", "High.", PRIORITIES)
    MEDIUM = _word("medium", "Medium.", PRIORITIES)
    LOW = _word("low", "Low.", PRIORITIES)


@_closed("Whether a return is in.", "报送状态")
class ReportingState(Enum):
    ON_TIME = _word("on_time", "In by the deadline.", "按时")
    LATE = _word("late", "In after the deadline.", "迟报")
    MISSING = _word("missing", "Not in, and the deadline has passed.", "逾期未报")
    NOT_DUE = _word("not_due", "Not collected for this period, or the deadline is still to come.", "未到期或免收")
    EXEMPT = _word("exempt", "Need not be sent.", "免报")


@_closed("What a report is about.", "报送对象类别")
class ReportingSubject(Enum):
    ENTERPRISE = _word("enterprise", "An enterprise, which owes it itself.", "企业")
    TASK = _word("task", "A task of a plan; the unit that leads it owes the report.", "任务（牵头单位报送）")
    PROJECT = _word("project", "A project.", "项目")


@_closed("Why a release changes a row.", "发布变动的原因")
class ChangeCause(Enum):
    NEW_SUBMISSION = _word("new_submission", "A file that the snapshot before did not have.", "新报送")
    CORRECTION = _word("correction", "Such a file gives again what an older one gave.", "更正报送")
    REGISTER = _word("register", "It waited for its subject to be in a register.", "名录补登")
    DECISION = _word("decision", "A person decided about a cell of the row or of its file.", "人工决定")
    DERIVED = _word("derived", "Follows from other rows or the as-of instant.", "由其他数据推得")
    RULE_OR_CODE = _word(
        "rule_or_code", "A file of the code or the rules that makes the table changed.", "规则或程序变更"
    )
    EARLIER_AS_OF = _word("earlier_as_of", "The build looks at an earlier instant.", "截止时刻提前")
    LOST_SUBMISSION = _word("lost_submission", "The archive no longer has the file.", "归档缺失")


@_closed("What happened to a value.", "数值变动类别")
class ValueChangeKind(Enum):
    ADDED = _word("added", "There was none before.", "新增")
    CORRECTED = _word("corrected", "It differs, or its restated same period does.", "更正")
    DROPPED = _word("dropped", "It is gone.", "删除")


@_closed("Round of an investment.", "投资轮次")
class InvestmentRound(Enum):
    SEED = _word("seed", "Seed.", ROUNDS)
    ANGEL = _word("angel", "Angel.", ROUNDS)
    A = _word("a", "Round A.", ROUNDS)
    B = _word("b", "Round B.", ROUNDS)
    C = _word("c", "Round C.", ROUNDS)
    LATER = _word("later", "Round D or later.", ROUNDS)
    PRE_IPO = _word("pre_ipo", "Before a listing.", ROUNDS)
    BUYOUT = _word("buyout", "Takeover.", ROUNDS)


@_closed("Kind of an investor.", "投资方类型")
class InvestorKind(Enum):
    GOVERNMENT_FUND = _word("government_fund", "Guide fund of a government.", INVESTOR_KINDS)
    VENTURE_CAPITAL = _word("venture_capital", "Venture capital.", INVESTOR_KINDS)
    PRIVATE_EQUITY = _word("private_equity", "Private equity.", INVESTOR_KINDS)
    CORPORATE = _word("corporate", "Another company of industry.", INVESTOR_KINDS)
    BANK = _word("bank", "Bank.", INVESTOR_KINDS)
    PUBLIC = _word("public", "The public, on a market.", INVESTOR_KINDS)
    OTHER = _word("other", "Any other.", INVESTOR_KINDS)


@_closed("How a fund made the money that it distributes.", "分配方式")
class DistributionKind(Enum):
    DIVIDEND = _word("dividend", "A dividend.", DISTRIBUTION_KINDS)
    SHARE_SALE = _word("share_sale", "Shares sold.", DISTRIBUTION_KINDS)
    LISTING = _word("listing", "Shares sold after a listing.", DISTRIBUTION_KINDS)
    BUYBACK = _word("buyback", "Shares bought back.", DISTRIBUTION_KINDS)
    LIQUIDATION = _word("liquidation", "The enterprise or the fund was wound up.", DISTRIBUTION_KINDS)


@_closed("What a fund agreed to keep.", "约束条款")
class CovenantKind(Enum):
    GUIDE_CONTRIBUTION_SHARE = _word("guide_contribution_share", "Public share of commitments.", COVENANT_KINDS)
    REINVESTMENT_MULTIPLE = _word(
        "reinvestment_multiple", "Money invested in the province over the guide fund's.", COVENANT_KINDS
    )
    MAIN_FIELD_SHARE = _word("main_field_share", "Share invested in the main field.", COVENANT_KINDS)
    FIRST_CALL_SHARE = _word("first_call_share", "Share of commitments paid with the first call.", COVENANT_KINDS)
    DIRECT_EQUITY_SHARE = _word("direct_equity_share", "Share of an enterprise held directly.", COVENANT_KINDS)
    TERM_YEARS = _word("term_years", "Years that the fund lasts.", COVENANT_KINDS)
    INVESTMENT_TERM_YEARS = _word("investment_term_years", "Years in which it invests.", COVENANT_KINDS)


@_closed("How a measured value has to lie to its threshold.", "约束方向")
class Comparison(Enum):
    AT_LEAST = _word("at_least", "The threshold or more.", COMPARISONS)
    AT_MOST = _word("at_most", "The threshold or less.", COMPARISONS)


@_closed("Unit of a covenant.", "约束条款计量单位")
class CovenantUnit(Enum):
    PERCENT = _word("percent", "Per cent.", UNITS_WRITTEN)
    MULTIPLE = _word("multiple", "Times.", UNITS_WRITTEN)
    YEAR = _word("year", "Years.", UNITS_WRITTEN)


@_closed("Why a fund has no rate of return.", "无收益率的原因")
class IrrNote(Enum):
    NO_PAYMENT = _word("no_payment", "Nothing was paid in.", "尚无实缴")
    NO_VALUATION = _word("no_valuation", "There is no valuation.", "尚无估值")
    J_CURVE = _word("j_curve", "Less than two years since the first payment.", "首次实缴不足两年（J 曲线）")
    ONE_SIGN = _word("one_sign", "Nothing came back and nothing is left.", "无回流且无剩余价值")
    SEVERAL_RATES = _word("several_rates", "More than one rate fits the flows.", "存在多个解")
    OUT_OF_RANGE = _word("out_of_range", "No rate from -99 % to 1000 % a year fits.", "无合理解")


@_closed("Category of a project in a year.", "项目建设类别")
class ProjectCategory(Enum):
    CONTINUING = _word("continuing", "Begun in an earlier year.", CATEGORIES)
    NEW_START = _word("new_start", "To be started in the year.", CATEGORIES)
    RESERVE = _word("reserve", "In preparation.", CATEGORIES)


@_closed("What projects are grouped by.", "项目汇总口径")
class ProjectGroup(Enum):
    ALL = _word("all", "All together.", "全部")
    CATEGORY = _word("category", "Category of the year.", "建设类别")
    REGION = _word("region", "Prefecture or reporting area.", "地区")
    INDUSTRY = _word("industry", "Field of the programme.", "领域")


@_closed("Grade in one dimension of an assessment.", "单项考核等次")
class AssessmentGrade(Enum):
    EXCELLENT = _word("excellent", "Excellent.", GRADES)
    GOOD = _word("good", "Good.", GRADES)
    FAIR = _word("fair", "Fair.", GRADES)
    POOR = _word("poor", "Poor.", GRADES)


@_closed("Result of an assessment.", "考核结果")
class AssessmentResult(Enum):
    PASS = _word("pass", "Meets the requirements.", RESULTS)
    FAIL = _word("fail", "Does not.", RESULTS)


@_closed("What people decided.", "人工决定")
class AssessmentDecision(Enum):
    KEEP = _word("keep", "Stays on the list.", DECISIONS)
    EXIT = _word("exit", "Leaves the list.", DECISIONS)
    DEFER = _word("defer", "To be decided later.", DECISIONS)


@_closed("State of a report, never of its task.", "报告状态（非任务状态）")
class ReportStatus(Enum):
    ON_TIME = _word("on_time", "Came in time.", "按时")
    LATE = _word("late", "Came late.", "迟报")
    MISSING = _word("missing", "Did not come.", "未报")
    NOT_DUE = _word("not_due", "There is still time.", "未到期")


@_closed("Progress of a task, as reported.", "进度状态")
class ProgressStatus(Enum):
    DONE = _word("done", "Done.", PROGRESS)
    AHEAD = _word("ahead", "Ahead of schedule.", PROGRESS)
    ON_SCHEDULE = _word("on_schedule", "On schedule.", PROGRESS)
    BEHIND = _word("behind", "Behind schedule.", PROGRESS)
    OTHER = _word("other", "Something else.", PROGRESS)


@_closed("Kind of support.", "政策支持类型")
class SupportKind(Enum):
    DIRECT_POWER = _word("direct_power", "Power bought directly from its producer.", SUPPORT_KINDS)
    GRADUATE_SUBSIDY = _word("graduate_subsidy", "Subsidy for graduates employed.", SUPPORT_KINDS)
    LAND = _word("land", "Land.", SUPPORT_KINDS)
    TAX = _word("tax", "Tax relief.", SUPPORT_KINDS)
    FINANCE = _word("finance", "Public money.", SUPPORT_KINDS)


@_closed("State of an issue.", "问题状态")
class IssueStatus(Enum):
    OPEN = _word("open", "Nobody has begun.", ISSUE_STATUSES)
    IN_PROGRESS = _word("in_progress", "Under way.", ISSUE_STATUSES)
    DONE = _word("done", "Settled.", ISSUE_STATUSES)
    SUSPENDED = _word("suspended", "Put aside.", ISSUE_STATUSES)


@_closed("State of a board.", "板块状态")
class BoardStatus(Enum):
    OPEN = _word("open", "Open.", "已开板")
    PLANNED_NOT_LAUNCHED = _word("planned_not_launched", "Planned, never opened.", "拟设未开")


@_closed("Step towards a board.", "阶段")
class ListingMilestone(Enum):
    SHARE_REFORM = _word("share_reform", "Becomes a company limited by shares.", MILESTONES)
    QUOTATION = _word("quotation", "Quoted.", MILESTONES)
    LISTING = _word("listing", "Listed.", MILESTONES)


@_closed("State of a step.", "进度")
class StepStatus(Enum):
    PLANNED = _word("planned", "Planned.", STEP_STATUSES)
    IN_PROGRESS = _word("in_progress", "Under way.", STEP_STATUSES)
    DONE = _word("done", "Done.", STEP_STATUSES)
    STOPPED = _word("stopped", "Given up.", STEP_STATUSES)


@_closed("What a reported value is compared with.", "合理性规则类别")
class PlausibilityKind(Enum):
    HISTORY = _word("history", "The earlier values of the firm.", "与本企业历史值比较")
    PER_HEAD = _word("per_head", "Persons employed in the same return.", "与平均用工人数比较")


@_closed("Which way a suspected value is off.", "疑似值偏离方向")
class SlipDirection(Enum):
    TOO_HIGH = _word("too_high", "Far above what is usual.", "明显偏高")
    TOO_LOW = _word("too_low", "Far below what is usual.", "明显偏低")


@_closed("What became of a suspected value.", "疑似值状态")
class SuspicionState(Enum):
    OPEN = _word("open", "Waits for a person; in no figure.", "待处理，不计入任何数据")
    RELEASED = _word("released", "Taken as it stands.", "按原值采用")
    CORRECTED = _word("corrected", "A person has put it right.", "已更正")
    REJECTED = _word("rejected", "Left out for good.", "不予采用")
    NOTED = _word("noted", "A warning; the value is used.", "仅警告，数值仍采用")


@_closed("What has become of a file since it came.", "报送文件当前状态")
class SubmissionStateKind(Enum):
    ACCEPTED = _word("accepted", "Nothing of it was held.", "全部采用")
    HELD = _word("held", "Some cells wait for a person.", "有待处理单元格")
    DECIDED = _word("decided", "All cells that were held are decided about.", "待定单元格均已处理")
    REFUSED = _word("refused", "It was not taken.", "拒收")
