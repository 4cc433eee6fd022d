"""Files: results of reading, reporting status, decisions about cells, checks of values."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word


@closed("Result of reading a file.", "报送文件的处理结果")
class SubmissionStatus(Enum):
    ACCEPTED = word("accepted", "Accepted completely.", "已接收")
    HELD = word("held", "Accepted; some cells need a decision, or a series has no indicator yet.", "部分待定")
    WAITING = word(
        "waiting", "Not accepted until a person identifies its content; `refusal` explains how.", "待指明内容"
    )
    REFUSED = word("refused", "Not accepted; `refusal` has the reason.", "已拒收")


@closed("Current state of a file.", "报送文件当前状态")
class SubmissionStateKind(Enum):
    ACCEPTED = word("accepted", "Accepted without held cells.", "全部采用")
    HELD = word("held", "Some cells need a decision, or a series has no indicator yet.", "有待处理内容")
    DECIDED = word("decided", "All held cells are decided.", "待定单元格均已处理")
    WAITING = word("waiting", "A person must identify its content.", "待指明内容")
    REFUSED = word("refused", "Not accepted.", "拒收")


@closed("Severity of a finding.", "问题的严重程度")
class Severity(Enum):
    INFO = word("info", "Note.", "提示")
    WARNING = word("warning", "Warning; the value is used.", "警告，数值仍采用")
    HELD = word("held", "The cell needs a decision; its value is not used.", "暂扣，不计入任何数据")
    UNASSIGNED = word("unassigned", "A series has no indicator yet; its values are stored, not used.", "序列未指派指标")
    WAITING = word("waiting", "A person must identify the content of the file.", "整份文件待指明内容")
    REFUSED = word("refused", "The file is refused.", "因此拒收文件")


@closed("Whether a series has an indicator.", "序列是否已指派指标")
class SeriesState(Enum):
    ASSIGNED = word("assigned", "Its values are those of an indicator.", "已指派指标")
    UNASSIGNED = word("unassigned", "A person must assign it; its values are not used.", "未指派，不计入数据")
    IGNORED = word("ignored", "Ignored by a person.", "已忽略")


@closed("What is unknown of an unassigned series.", "序列未指派的原因")
class SeriesWhy(Enum):
    UNKNOWN_INDICATOR = word("unknown_indicator", "No indicator is known by its name.", "名称未登记")
    UNKNOWN_UNIT = word("unknown_unit", "Its unit is unknown, or not one of the indicator.", "计量单位未登记或不符")
    UNKNOWN_REGION = word("unknown_region", "Its region is unknown.", "地区未登记")
    NOT_NAMED = word("not_named", "The file does not name it.", "文件未写明名称")


@closed("State of a held cell.", "待定单元格状态")
class HeldCellState(Enum):
    OPEN = word("open", "Needs a decision.", "待定")
    CORRECTED = word("corrected", "Replaced by a person's value.", "已更正")
    RELEASED = word("released", "Accepted unchanged.", "已放行")
    REJECTED = word("rejected", "Excluded permanently.", "已剔除")


@closed("Kind of a decision.", "决定类别")
class DecisionKind(Enum):
    CORRECTED = word("corrected", "Use `value` instead.", "更正")
    RELEASED = word("released", "Accept the cell unchanged.", "放行")
    REJECTED = word("rejected", "Exclude the cell permanently.", "剔除")
    WITHDRAWN = word("withdrawn", "Revoke the previous decision.", "撤回")
    ROW_WITHDRAWN = word("row_withdrawn", "Exclude all values of the row.", "整行作废")
    CONFIRMED = word("confirmed", "The credit code is correct despite its check character.", "确认信用代码无误")


@closed("Status of a due report.", "报送状态")
class ReportingState(Enum):
    ON_TIME = word("on_time", "Received by the deadline.", "按时")
    LATE = word("late", "Received after the deadline.", "迟报")
    BACK_LOADED = word(
        "back_loaded",
        "Received, but due before this system received any file: timeliness is unknown.",
        "补录，无从判断是否按时",
    )
    MISSING = word("missing", "Not received by the deadline.", "逾期未报")
    NOT_DUE = word("not_due", "Not collected for this period, or not due yet.", "未到期或免收")
    EXEMPT = word("exempt", "Exempt.", "免报")


@closed("Subject of a report.", "报送对象类别")
class ReportingSubject(Enum):
    ENTERPRISE = word("enterprise", "Enterprise, which reports itself.", "企业")
    TASK = word("task", "Task of a plan; each responsible unit reports.", "任务（各责任单位分别报送）")
    PROJECT = word("project", "Project.", "项目")


@closed("Reference of a plausibility rule.", "合理性规则类别")
class PlausibilityKind(Enum):
    HISTORY = word("history", "Earlier values of the firm.", "与本企业历史值比较")
    DELIVERY = word("delivery", "Earlier values of all firms of a file, by column.", "整栏与所涉企业历史值比较")
    VINTAGE = word("vintage", "Earlier vintage of the value.", "与既有版本比较")
    NEIGHBOURS = word("neighbours", "Neighbouring values of the series.", "与序列前后各期比较")
    BOUNDS = word("bounds", "Bounds of the indicator.", "指标的合理范围")
    PER_HEAD = word("per_head", "Persons employed in the same return.", "与平均用工人数比较")


@closed("Direction of a suspected error.", "疑似值偏离方向")
class SlipDirection(Enum):
    TOO_HIGH = word("too_high", "Far above the reference.", "明显偏高")
    TOO_LOW = word("too_low", "Far below the reference.", "明显偏低")


@closed("State of a suspected value.", "疑似值状态")
class SuspicionState(Enum):
    OPEN = word("open", "Needs a decision; not used.", "待处理，不计入任何数据")
    RELEASED = word("released", "Accepted unchanged.", "按原值采用")
    CORRECTED = word("corrected", "Corrected by a person.", "已更正")
    REJECTED = word("rejected", "Excluded permanently.", "不予采用")
    NOTED = word("noted", "Warning only; the value is used.", "仅警告，数值仍采用")


@closed("Kind of a logic rule.", "逻辑关系规则类别")
class LogicKind(Enum):
    BELOW_ZERO = word("below_zero", "A value must not be negative.", "不应为负的数值与零")
    MONTH_AND_YTD = word("month_and_ytd", "A month and its year to date.", "本月与本年累计")
    YTD_AND_PRIOR_YTD = word("ytd_and_prior_ytd", "Years to date of consecutive months.", "上月累计与本月累计")
    YTD_AND_SUM = word("ytd_and_sum", "A year to date and the previous one plus the month.", "本年累计与上月累计加本月")
    INDICATORS = word("indicators", "Indicators of the same subject and period.", "同一对象同期的不同指标")
    PRODUCT_WORTH = word(
        "product_worth", "Output times price of all products and another value.", "产量乘价格与其他数值"
    )
    YEAR_AND_YTD = word("year_and_ytd", "A year and the year to date of December.", "全年与 12 月累计")
    ANNUAL_FORM = word("annual_form", "The annual return and the year to date of December.", "年报与 12 月累计")


@closed("Side of a comparison.", "比较的一侧")
class ComparedSide(Enum):
    COMPARED = word("compared", "Compared value.", "比较方")
    COMPARED_WITH = word("compared_with", "Reference value.", "对照方")


@closed("State of a finding of inconsistent values.", "逻辑关系不符的状态")
class LogicState(Enum):
    OPEN = word("open", "Open; the values are used and flagged.", "待处理，数值采用并标记")
    RELEASED = word("released", "A person confirmed the value.", "经人确认按原值采用")


@closed("Kind of a respondent.", "填报单位类别")
class RespondentKind(Enum):
    ENTERPRISE = word("enterprise", "Enterprise.", "企业")
    DEPARTMENT = word("department", "Unit with tasks.", "责任单位")
    PROJECT = word("project", "Project.", "项目")


@closed("Sender of a form.", "报表报送单位类别")
class FormSender(Enum):
    ENTERPRISE = word("enterprise", "An enterprise.", "企业")
    PROGRAMME_OFFICE = word("programme_office", "The office of the programme.", "牵头办公室")
    DEPARTMENT = word("department", "A department.", "部门")
    FUND_MANAGER = word("fund_manager", "A fund manager.", "基金管理人")
    PROJECT_UNIT = word("project_unit", "The unit of a project.", "项目单位")
    STATISTICS_OFFICE = word("statistics_office", "The statistics office.", "统计部门")
    BANK = word("bank", "A bank.", "金融机构")


@closed("How often a form is due.", "报送频率")
class FormFrequency(Enum):
    MONTHLY = word("monthly", "Monthly.", "月报")
    QUARTERLY = word("quarterly", "Quarterly.", "季报")
