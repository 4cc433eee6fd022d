"""Growth and its bridge: subjects, measures, states and causes."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word


@closed("Subject that is measured.", "汇总对象类别")
class MeasuredSubject(Enum):
    ENTERPRISE = word("enterprise", "An enterprise.", "企业")
    INDUSTRY = word("industry", "A field of the programme.", "领域")
    CHAIN = word("chain", "An industry chain.", "产业链")
    REGION = word("region", "A region with all below it.", "地区（含下级）")
    PARK = word("park", "A park.", "园区")
    PROVINCE = word("province", "All key enterprises.", "全部骨干企业")


@closed("Measure.", "指标")
class Measure(Enum):
    REVENUE = word("revenue", "Operating revenue.", "营业收入")
    GROSS_OUTPUT = word("gross_output", "Gross industrial output.", "工业总产值")
    TOTAL_PROFIT = word("total_profit", "Total profit.", "利润总额")
    SEI_REVENUE = word("sei_revenue", "Strategic emerging revenue.", "战新收入")
    VALUE_ADDED = word("value_added", "Value added.", "增加值")


@closed("Course of a loss.", "盈亏变化")
class ProfitTurn(Enum):
    LOSS_TO_PROFIT = word("loss_to_profit", "Loss to profit.", "扭亏为盈")
    PROFIT_TO_LOSS = word("profit_to_loss", "Profit to loss.", "由盈转亏")
    LOSS_SMALLER = word("loss_smaller", "Smaller loss.", "减亏")
    LOSS_LARGER = word("loss_larger", "Larger loss.", "增亏")


@closed("State of a firm in two periods.", "企业在两期中的状态")
class MemberState(Enum):
    CONTINUES = word("continues", "In the panel.", "同口径企业")
    ENTERED_RESTATED = word("entered_restated", "Entered, with a base.", "新进入，有重述基数")
    ENTERED = word("entered", "Entered, without a base.", "新进入，无基数")
    OWN_BASE = word("own_base", "Own report as base.", "以自身上年填报为基数")
    LEFT = word("left", "Earlier period only.", "仅基期有值")


@closed("Why a firm is in one period only, or its base is not what it reported.", "企业进退或基数重述的原因")
class GrowthCause(Enum):
    RECOGNISED = word("recognised", "Recognised.", "当期认定")
    FIRST_RETURN = word("first_return", "First return.", "首次报送")
    LEFT = word("left", "Left the list.", "退出名录")
    NOT_YET_REPORTED = word("not_yet_reported", "Not yet reported.", "尚未报送")
    EXEMPT = word("exempt", "Exempt from the return.", "免报")
    JOINED = word("joined", "Joined the park.", "入园")
    MOVED_OUT = word("moved_out", "Left the park.", "迁出园区")
    MERGED_INTO = word("merged_into", "Merger.", "吸收合并")
    DECLARED = word("declared", "Another definition, declared.", "统计口径调整，已登记")
    RESTATED_WITHOUT_REASON = word("restated_without_reason", "Restated, no reason given.", "重述，未说明原因")


@closed("State of a product in two years.", "产品在两年中的状态")
class CellState(Enum):
    CONTINUING = word("continuing", "In both.", "延续")
    NEW = word("new", "Later only.", "新增")
    DROPPED = word("dropped", "Earlier only.", "停产")
    EXCLUDED = word("excluded", "Negative, or two units.", "不参与分解")


@closed("What a nowcast is worth.", "快报质量")
class NowcastQuality(Enum):
    COMPLETE = word("complete", "All have reported.", "已报齐")
    ESTIMATED = word("estimated", "Estimated.", "估计")
    WEAK = word(
        "weak", "Much is imputed, a large firm is missing, or one is not imputed.", "估计较弱：插补多、缺大户或有未插补"
    )
    REFUSED = word("refused", "Too little is measured.", "已报过少，不估计")


@closed("Whose growth a missing firm takes.", "插补所用层")
class NowcastStratum(Enum):
    FIELD = word("field", "Responders of its field.", "同领域已报企业")
    ALL = word("all", "All responders.", "全部已报企业")
