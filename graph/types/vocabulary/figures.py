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
