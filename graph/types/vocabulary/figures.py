"""What a number is: its period, its release, its indicator and whom it is about."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word


@closed("How much of the calendar a value covers.", "数值所覆盖的期间")
class PeriodKind(Enum):
    MONTH = word("month", "That month alone.", "当月")
    YTD = word("ytd", "January to that month.", "本年累计")
    QUARTER = word("quarter", "The quarter.", "季度")
    YEAR = word("year", "The year.", "年度")
    POINT = word("point", "At the end of the period: a stock.", "期末时点")


@closed("How final a release of a figure is.", "数据版本性质")
class VintageStatus(Enum):
    REPORTED = word("reported", "What a respondent reported.", "报送数")
    ESTIMATED = word("estimated", "Worked out before or instead of a count; any release replaces it.", "预计数")
    PRELIMINARY = word("preliminary", "A first figure; a later one replaces it as a matter of course.", "初步数")
    PUBLISHED = word("published", "A published figure.", "公布数")
    REVISED = word("revised", "Revised with its whole series, as after a census.", "修订数")
    UNVERIFIED = word("unverified", "No official release has it.", "未核实")


@closed("What a value is about.", "观测对象的类别")
class SubjectKind(Enum):
    ENTERPRISE = word("enterprise", "An enterprise.", "企业")
    CHAIN = word("chain", "An industry chain.", "产业链")
    REGION = word("region", "A region.", "地区")
    WORLD = word("world", "The world market.", "世界市场")
    PROGRAMME = word("programme", "The programme itself.", "工作方案")


@closed("What kind of quantity an indicator is.", "指标的量的类别")
class QuantityKind(Enum):
    FLOW = word("flow", "Adds up over months.", "流量，可按月累加")
    STOCK = word("stock", "At an instant.", "存量，时点数")
    PRICE = word("price", "A price.", "价格")
    INDEX = word("index", "An index.", "指数")
    SHARE = word("share", "A share.", "占比")
    CHANGE = word("change", "A change against an earlier period.", "变动")
    CHANGE_PP = word("change_pp", "A change in percentage points.", "百分点变动")
    COUNT = word("count", "A count of things.", "计数")


@closed("Prices in which an amount is expressed.", "价格基准")
class PriceBasis(Enum):
    CURRENT = word("current", "Prices of the period itself.", "现价")
    CONSTANT = word("constant", "Prices of a base period.", "不变价")
    NONE = word("none", "Not a money value.", "非货币量")


@closed("How a published rate of growth was computed. Never put two of them on one line.", "公布增速的计算口径")
class GrowthMethod(Enum):
    NOMINAL = word("nominal", "Of levels as published.", "名义")
    SAME_BASE = word("same_base", "On a base collected again for the same units.", "同口径")
    COMPARABLE_PRICES = word("comparable_prices", "Price changes taken out.", "可比价")
