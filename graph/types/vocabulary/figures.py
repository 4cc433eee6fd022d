"""Numbers: period, vintage, indicator and subject."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word


@closed("Period that a value covers.", "数值所覆盖的期间")
class PeriodKind(Enum):
    MONTH = word("month", "The month.", "当月")
    YTD = word("ytd", "January to that month.", "本年累计")
    QUARTER = word("quarter", "The quarter.", "季度")
    YEAR = word("year", "The year.", "年度")
    POINT = word("point", "End of the period (a stock).", "期末时点")


@closed("Status of a vintage.", "数据版本性质")
class VintageStatus(Enum):
    REPORTED = word("reported", "Reported by a respondent.", "报送数")
    ESTIMATED = word("estimated", "Estimate; any release replaces it.", "预计数")
    PRELIMINARY = word("preliminary", "First figure; a later one regularly replaces it.", "初步数")
    PUBLISHED = word("published", "Published figure.", "公布数")
    REVISED = word("revised", "Revised with its whole series, for example after a census.", "修订数")
    UNVERIFIED = word("unverified", "Not in any official release.", "未核实")


@closed("Subject of a value.", "观测对象的类别")
class SubjectKind(Enum):
    ENTERPRISE = word("enterprise", "An enterprise.", "企业")
    CHAIN = word("chain", "An industry chain.", "产业链")
    REGION = word("region", "A region.", "地区")
    WORLD = word("world", "The world market.", "世界市场")
    PROGRAMME = word("programme", "The programme itself.", "工作方案")


@closed("Kind of quantity of an indicator.", "指标的量的类别")
class QuantityKind(Enum):
    FLOW = word("flow", "Flow, additive over months.", "流量，可按月累加")
    STOCK = word("stock", "Stock, at a point in time.", "存量，时点数")
    PRICE = word("price", "A price.", "价格")
    INDEX = word("index", "An index.", "指数")
    SHARE = word("share", "A share.", "占比")
    CHANGE = word("change", "A change against an earlier period.", "变动")
    CHANGE_PP = word("change_pp", "A change in percentage points.", "百分点变动")
    COUNT = word("count", "A count of things.", "计数")


@closed("Price basis of an amount.", "价格基准")
class PriceBasis(Enum):
    CURRENT = word("current", "Prices of the period itself.", "现价")
    CONSTANT = word("constant", "Prices of a base period.", "不变价")
    NONE = word("none", "Not a money value.", "非货币量")


@closed("Method of a published growth rate. Do not mix methods in one series.", "公布增速的计算口径")
class GrowthMethod(Enum):
    NOMINAL = word("nominal", "From published levels.", "名义")
    SAME_BASE = word("same_base", "On a base recollected for the same units.", "同口径")
    COMPARABLE_PRICES = word("comparable_prices", "Adjusted for price changes.", "可比价")


@closed("How values of an indicator come in.", "指标的更新方式")
class UpdateWay(Enum):
    EXPORT = word("export", "Exported file of a publisher.", "导出文件")
    RETURN = word("return", "Return of reporters.", "报表")
    REGISTER = word("register", "Register.", "名录")
    TYPED = word("typed", "Typed by a person.", "人工录入")
    INTERFACE = word("interface", "Interface of another system.", "接口")


@closed("How often values of an indicator come in.", "指标的更新频度")
class UpdateFrequency(Enum):
    DAILY = word("daily", "Daily.", "每日")
    WEEKLY = word("weekly", "Weekly.", "每周")
    MONTHLY = word("monthly", "Monthly.", "每月")
    QUARTERLY = word("quarterly", "Quarterly.", "每季")
    YEARLY = word("yearly", "Yearly.", "每年")
    IRREGULAR = word("irregular", "Irregular.", "不定期")


@closed("What a threshold says.", "界限的含义")
class ThresholdKind(Enum):
    ALARM = word("alarm", "Alarm.", "预警")
    GOOD = word("good", "Good.", "良好")


@closed("What a threshold is compared with.", "界限的比较对象")
class ThresholdCompare(Enum):
    VALUE = word("value", "The value.", "数值")
    GROWTH_SAME_BASE = word("growth_same_base", "Growth on the same base.", "同口径增速")
    SHARE_OF_TARGET = word("share_of_target", "Share of the target.", "目标完成比例")
