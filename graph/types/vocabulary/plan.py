"""The work plan: documents, targets, tasks and their progress."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.department_report import PROGRESS
from warehouse.forms.issue_ledger import ISSUE_STATUSES


@closed("Kind of a document.", "文件类别")
class DocumentKind(Enum):
    PLAN = word("plan", "A work plan.", "工作方案")
    REGULATION = word("regulation", "A regulation.", "管理办法")
    BULLETIN = word("bulletin", "A statistical bulletin.", "统计公报")
    PRESS = word("press", "A press report.", "新闻报道")


@closed("Evidence for a document.", "文件依据")
class Evidence(Enum):
    PRIMARY = word("primary", "Original text.", "原文")
    SECONDARY = word("secondary", "Reprints or press reports; may be incomplete.", "转载或报道，可能不全")


@closed("Kind of a unit with tasks.", "责任单位类别")
class DepartmentKind(Enum):
    GOVERNMENT = word("government", "A government department.", "政府部门")
    COMPANY = word("company", "A company.", "企业")
    BANK = word("bank", "A bank.", "银行")
    REGULATOR = word("regulator", "A regulator.", "监管机构")
    GROUP = word("group", "All members of the coordination meeting.", "各成员单位")


@closed("Type of a target.", "目标类型")
class TargetType(Enum):
    LEVEL = word("level", "A level to reach.", "水平值")
    CHANGE_PP = word("change_pp", "Change in percentage points from the baseline.", "百分点增量")
    GROWTH = word("growth", "Growth rate on the baseline.", "增长率")
    COUNT = word("count", "Number of additions.", "新增数量")
    RANGE = word("range", "Number of additions between two bounds.", "新增数量区间")
    STOCK = word("stock", "Amount at the deadline.", "期末存量")


@closed("Scope of a target.", "目标口径")
class TargetScope(Enum):
    WHOLE_ECONOMY = word("whole_economy", "Whole economy, including services.", "全口径（含服务业）")
    NEWLY_RECOGNISED = word("newly_recognised", "Newly recognised.", "新认定")
    NEWLY_APPROVED = word("newly_approved", "Newly approved.", "新批准")
    NEWLY_ESTABLISHED = word("newly_established", "Newly established.", "新设立")
    RECOGNISED_AND_SUPPORTED = word("recognised_and_supported", "Recognised and supported.", "认定并扶持")
    CHAINS_OF_10BN_YUAN = word("chains_of_10bn_yuan", "Chains with a revenue of 10 billion yuan.", "百亿元产业链")
    ANNOUNCED_SIZE = word("announced_size", "Announced size, not paid in.", "公布规模，非实缴")


@closed("Status of a target.", "目标判定结果")
class TargetStatus(Enum):
    MET = word("met", "Met.", "已达到")
    MET_EARLY = word("met_early", "Met before the deadline.", "提前达到")
    ON_TRACK = word("on_track", "On track.", "达进度")
    AT_RISK = word("at_risk", "At risk.", "有风险")
    BEHIND = word("behind", "Behind.", "欠进度")
    MISSED = word("missed", "Missed.", "未达到")
    NOT_STARTED = word("not_started", "Not begun.", "未开始")
    NO_DATA = word("no_data", "No data.", "无数据")
    UNQUANTIFIED = word("unquantified", "Not quantified.", "未量化")
    MOOT = word("moot", "Moot.", "已失效")
    REPEATED = word("repeated", "Repeated by a later document.", "后来文件重申")
    SUPERSEDED = word("superseded", "Replaced by a later document.", "已被取代")


@closed("What the path of a target follows.", "目标进度依据")
class TargetCurve(Enum):
    LINEAR = word("linear", "A straight line.", "直线")
    OWN_PLAN = word("own_plan", "Its own plan by month.", "自身月度计划")
    LAST_YEAR = word("last_year", "Last year's progress by month.", "上年同期进度")


@closed("Comparison of a value with its target.", "目标比较方式")
class TargetComparison(Enum):
    AT_LEAST = word("at_least", "At least `valueLow`.", "不低于")
    ABOVE = word("above", "Above `valueLow`.", "高于")
    BETWEEN = word("between", "Between `valueLow` and `valueHigh`.", "介于两值之间")


@closed("Severity of a finding of the audit of a plan.", "规划自查结果的程度")
class PlanSeverity(Enum):
    DEFECT = word("defect", "A defect.", "缺陷")
    RISK = word("risk", "A risk.", "风险")
    REMARK = word("remark", "A remark.", "提示")


@closed("Kind of a promise of a plan.", "承诺类别")
class PromiseKind(Enum):
    GOAL = word("goal", "A goal.", "目标")
    OBJECT = word("object", "A named object.", "对象")
    ACTION = word("action", "An action.", "事项")


@closed("Kind of an object of a task.", "任务对象类别")
class TaskObjectKind(Enum):
    PLATFORM = word("platform", "An innovation platform.", "创新平台")
    PROJECT = word("project", "A project.", "项目")
    FUND = word("fund", "A fund.", "基金")
    PARK = word("park", "A park.", "园区")


@closed("Whether a task has a due date.", "期限类型")
class DeadlineKind(Enum):
    ALL_YEAR = word("all_year", "All year, without a due date.", "全年推进")
    DATED = word("dated", "Due on `dueDate`.", "定期完成")


@closed("Role of a unit in a task.", "责任单位角色")
class DutyRole(Enum):
    LEAD = word("lead", "Lead: the first unit in the plan.", "牵头")
    COOPERATING = word("cooperating", "Takes part.", "配合")


@closed("Status of a report, not of its task.", "报告状态（非任务状态）")
class ReportStatus(Enum):
    ON_TIME = word("on_time", "Received by the deadline.", "按时")
    LATE = word("late", "Received after the deadline.", "迟报")
    BACK_LOADED = word(
        "back_loaded",
        "Received, but due before this system received any file: timeliness is unknown.",
        "补录，无从判断是否按时",
    )
    MISSING = word("missing", "Not received by the deadline.", "未报")
    NOT_DUE = word("not_due", "Not due yet.", "未到期")


@closed("Progress of a task, as reported.", "进度状态")
class ProgressStatus(Enum):
    DONE = word("done", "Done.", PROGRESS)
    AHEAD = word("ahead", "Ahead of schedule.", PROGRESS)
    ON_SCHEDULE = word("on_schedule", "On schedule.", PROGRESS)
    BEHIND = word("behind", "Behind schedule.", PROGRESS)
    OTHER = word("other", "Other.", PROGRESS)


@closed("State of a task on a day.", "任务状态")
class TaskState(Enum):
    MOOT = word("moot", "Need not be done any more, by decision.", "不再要求（有决定）")
    DONE = word("done", "Done: the lead says so, and no evidence speaks against it.", "已完成")
    DISPUTED = word("disputed", "The lead says done, the evidence does not.", "称完成但佐证不足")
    DONE_BY_EVIDENCE = word(
        "done_by_evidence", "The evidence is there, the lead does not say done.", "佐证已达，牵头未报完成"
    )
    OVERDUE = word("overdue", "Past its due date.", "逾期")
    BEHIND = word("behind", "Behind, by the lead's newest report.", "欠进度")
    NO_REPORT = word("no_report", "The newest report that the lead owes is missing.", "应报未报")
    OTHER = word("other", "Other.", "其他")
    ON_SCHEDULE = word("on_schedule", "On schedule.", "达进度")
    AHEAD = word("ahead", "Ahead.", "超进度")
    NOT_BEGUN = word("not_begun", "Nothing reported, and nothing owed yet.", "未开始")


@closed("Whether the day that counts for a task is over.", "任务是否到期")
class TaskTiming(Enum):
    OVERDUE = word("overdue", "Over and not reached.", "逾期")
    UPCOMING = word("upcoming", "Still to come.", "未到期")
    CLOSED = word("closed", "Done, moot, or with nothing left to reach.", "已结束")


@closed("Rung of escalation of a task.", "督办层级")
class TaskEscalation(Enum):
    NONE = word("none", "Nothing to do.", "无")
    REMINDED = word("reminded", "Due soon.", "提醒")
    NOTICED = word("noticed", "Over, or a report is missing.", "通报")
    URGED = word("urged", "Over for weeks, or two reports missing running.", "督促")
    REPORTED_TO_MEETING = word("reported_to_meeting", "To be taken to the coordination meeting.", "提交协调会议")
    HELD = word("held", "A person holds it until a day.", "经人暂缓")
    CLOSED = word("closed", "Done or moot.", "已结束")


@closed("State of an issue.", "问题状态")
class IssueStatus(Enum):
    OPEN = word("open", "Not started.", ISSUE_STATUSES)
    IN_PROGRESS = word("in_progress", "In progress.", ISSUE_STATUSES)
    DONE = word("done", "Settled.", ISSUE_STATUSES)
    SUSPENDED = word("suspended", "Suspended.", ISSUE_STATUSES)
