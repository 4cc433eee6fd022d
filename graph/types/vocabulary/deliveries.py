"""What comes of files: how they were read, who owes them, what people decided about their cells."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word


@closed("What became of a file.", "报送文件的处理结果")
class SubmissionStatus(Enum):
    ACCEPTED = word("accepted", "All of it was taken.", "已接收")
    HELD = word("held", "Taken, but some cells wait for a decision.", "部分单元格待定")
    WAITING = word(
        "waiting", "Not taken: it does not say what its figures are. A person has to; `refusal` says how.", "待指明内容"
    )
    REFUSED = word("refused", "Not taken; `refusal` says why.", "已拒收")


@closed("What has become of a file since it came.", "报送文件当前状态")
class SubmissionStateKind(Enum):
    ACCEPTED = word("accepted", "Nothing of it was held.", "全部采用")
    HELD = word("held", "Some cells wait for a person.", "有待处理单元格")
    DECIDED = word("decided", "All cells that were held are decided about.", "待定单元格均已处理")
    WAITING = word("waiting", "It waits until a person says what its figures are.", "待指明内容")
    REFUSED = word("refused", "It was not taken.", "拒收")


@closed("How much a finding matters.", "问题的严重程度")
class Severity(Enum):
    INFO = word("info", "A note.", "提示")
    WARNING = word("warning", "Look at it; the value is used.", "警告，数值仍采用")
    HELD = word("held", "The cell waits for a decision and is in no figure.", "暂扣，不计入任何数据")
    WAITING = word("waiting", "The whole file waits until a person says what it is.", "整份文件待指明内容")
    REFUSED = word("refused", "The file was refused for it.", "因此拒收文件")


@closed("What became of a held cell.", "待定单元格状态")
class HeldCellState(Enum):
    OPEN = word("open", "It waits.", "待定")
    CORRECTED = word("corrected", "Read as a person said.", "已更正")
    RELEASED = word("released", "Taken as it stands.", "已放行")
    REJECTED = word("rejected", "Left out for good.", "已剔除")


@closed("What was decided about a held cell.", "决定类别")
class DecisionKind(Enum):
    CORRECTED = word("corrected", "Read it as `value`.", "更正")
    RELEASED = word("released", "Take it as it stands.", "放行")
    REJECTED = word("rejected", "Leave it out for good.", "剔除")
    WITHDRAWN = word("withdrawn", "Forget the decision before: it waits again.", "撤回")
    ROW_WITHDRAWN = word("row_withdrawn", "Count no value of that row any more.", "整行作废")
    CONFIRMED = word(
        "confirmed", "The credit code is right, though its check character does not fit.", "确认信用代码无误"
    )


@closed("Whether a return is in.", "报送状态")
class ReportingState(Enum):
    ON_TIME = word("on_time", "In by the deadline.", "按时")
    LATE = word("late", "In after the deadline.", "迟报")
    BACK_LOADED = word(
        "back_loaded",
        "In, but it was due before anything was received here: whether it came in time, nobody can say.",
        "补录，无从判断是否按时",
    )
    MISSING = word("missing", "Not in, and the deadline has passed.", "逾期未报")
    NOT_DUE = word("not_due", "Not collected for this period, or the deadline is still to come.", "未到期或免收")
    EXEMPT = word("exempt", "Need not be sent.", "免报")


@closed("What a report is about.", "报送对象类别")
class ReportingSubject(Enum):
    ENTERPRISE = word("enterprise", "An enterprise, which owes it itself.", "企业")
    TASK = word("task", "A task of a plan; each unit that carries it owes a report.", "任务（各责任单位分别报送）")
    PROJECT = word("project", "A project.", "项目")


@closed("What a reported value is compared with.", "合理性规则类别")
class PlausibilityKind(Enum):
    HISTORY = word("history", "The earlier values of the firm.", "与本企业历史值比较")
    DELIVERY = word(
        "delivery", "The earlier values of the firms of a file, column by column.", "整栏与所涉企业历史值比较"
    )
    VINTAGE = word("vintage", "An earlier release of the same.", "与既有版本比较")
    NEIGHBOURS = word("neighbours", "The values around it in its series.", "与序列前后各期比较")
    BOUNDS = word("bounds", "What the indicator can be.", "指标的合理范围")
    PER_HEAD = word("per_head", "Persons employed in the same return.", "与平均用工人数比较")


@closed("Which way a suspected value is off.", "疑似值偏离方向")
class SlipDirection(Enum):
    TOO_HIGH = word("too_high", "Far above what is usual.", "明显偏高")
    TOO_LOW = word("too_low", "Far below what is usual.", "明显偏低")


@closed("What became of a suspected value.", "疑似值状态")
class SuspicionState(Enum):
    OPEN = word("open", "Waits for a person; in no figure.", "待处理，不计入任何数据")
    RELEASED = word("released", "Taken as it stands.", "按原值采用")
    CORRECTED = word("corrected", "A person has put it right.", "已更正")
    REJECTED = word("rejected", "Left out for good.", "不予采用")
    NOTED = word("noted", "A warning; the value is used.", "仅警告，数值仍采用")


@closed("What is compared with what.", "逻辑关系规则类别")
class LogicKind(Enum):
    BELOW_ZERO = word("below_zero", "A value that cannot be negative, with zero.", "不应为负的数值与零")
    MONTH_AND_YTD = word("month_and_ytd", "A month with its year to date.", "本月与本年累计")
    YTD_AND_PRIOR_YTD = word(
        "ytd_and_prior_ytd", "The year to date of the month before with this one.", "上月累计与本月累计"
    )
    YTD_AND_SUM = word("ytd_and_sum", "A year to date with the one before and the month.", "本年累计与上月累计加本月")
    INDICATORS = word("indicators", "Indicators of the same subject and period.", "同一对象同期的不同指标")
    PRODUCT_WORTH = word(
        "product_worth", "Output times price of all products with another value.", "产量乘价格与其他数值"
    )
    YEAR_AND_YTD = word("year_and_ytd", "A year with the year to date of its December.", "全年与 12 月累计")
    ANNUAL_FORM = word("annual_form", "The annual return with the year to date of December.", "年报与 12 月累计")


@closed("Side of a comparison.", "比较的一侧")
class ComparedSide(Enum):
    COMPARED = word("compared", "What is compared.", "比较方")
    COMPARED_WITH = word("compared_with", "What it is compared with.", "对照方")


@closed("What became of values that do not fit.", "逻辑关系不符的状态")
class LogicState(Enum):
    OPEN = word("open", "The values are used and flagged.", "待处理，数值采用并标记")
    RELEASED = word("released", "A person said that the value is right as it stands.", "经人确认按原值采用")
