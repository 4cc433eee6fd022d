"""Why a number is null: one vocabulary for every measure, each word in both languages.

A measure that cannot answer gives null and one of these words beside it, never a guess and never 0.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The stored word, with its English and Chinese text."""

    en: str
    zh: str

    def __new__(cls, value: str, en: str, zh: str) -> Reason:
        member = str.__new__(cls, value)
        member._value_ = value
        member.en = en
        member.zh = zh
        return member

    # Nothing is there.
    NO_SOURCE = "no_source", "No report or register has it.", "暂无来源"
    NOT_DUE = "not_due", "Not due yet.", "未到期"
    NOT_REPORTED = "not_reported", "Not reported.", "未报送"
    NOTHING_LATE = "nothing_late", "No report came late.", "无迟报"
    NOT_PLANNED = "not_planned", "None is planned.", "无此项计划"
    STOPPED = "stopped", "Stopped.", "已停止"
    EXEMPT = "exempt", "Exempt.", "免报"
    YEAR_NOT_FULL = "year_not_full", "No return for December: not a full year.", "缺12月报表，年度不完整"
    COMBINED_MONTHS = "combined_months", "January and February come together.", "1—2月合并报送"
    NOT_DATED = "not_dated", "Rows without a day.", "未注明日期"
    REGISTER_INCOMPLETE = "register_incomplete", "Register incomplete: at least as many.", "名录不全，至少此数"
    UNQUANTIFIED = "unquantified", "Not quantified.", "未量化"
    PERIOD_OUT_OF_RANGE = "period_out_of_range", "Before the series, or later than now.", "期间超出范围"

    # It must not be compared.
    METRIC_MISMATCH = "metric_mismatch", "Different definitions.", "口径不一致"
    MONTHS_DIFFER = "months_differ", "Different numbers of months.", "覆盖月数不一致"
    UNIT_MISMATCH = "unit_mismatch", "Different units without a factor.", "计量单位不一致"
    MIXED_VINTAGES = "mixed_vintages", "Vintages differ.", "分子分母版本不一致"
    SERIES_BREAK = "series_break", "The definition or census basis changes.", "序列中断"

    # There is no base.
    NO_BASELINE = "no_baseline", "No baseline.", "无基期值"
    BASE_MISSING = "base_missing", "No value of the base period.", "缺基期值"
    BASE_NOT_POSITIVE = "base_not_positive", "Base of zero or below.", "基期值不为正"
    PANEL_TOO_SMALL = "panel_too_small", "Too little in common.", "可比样本过少"

    # An input of the calculation is missing or cannot be used.
    PRICE_MISSING = "price_missing", "Price missing or zero.", "缺价格"
    QUANTITY_MISSING = "quantity_missing", "Quantity missing.", "缺产量"
    NEGATIVE_INPUT = "negative_input", "Negative output or price.", "产量或价格为负"
    NO_PRODUCTS = "no_products", "No products reported.", "无产品数据"
    SIGN_CHANGES = "sign_changes", "Two factors change sign.", "两个因素同时变号"
    NO_DEFLATOR = "no_deflator", "No price index applies.", "无适用价格指数"
    NO_VALUE_ADDED_RATE = "no_value_added_rate", "No value-added rate.", "无增加值率"
    ABOVE_WHOLE = "above_whole", "Shares exceed the whole.", "占比合计超过 1"
    FUND_CIRCLE = "fund_circle", "Funds that hold each other.", "基金相互持有"
    NOTHING_PAID = "nothing_paid", "Nothing was paid in.", "尚无实缴"
    CONTRADICTED = "contradicted", "Every row contradicts a register.", "均与名录矛盾"
    RULE_ENDED = "rule_ended", "No rule in force any more.", "规则已失效"
    OUT_OF_RANGE = "out_of_range", "A million million or more.", "数值过大，未入库"

    NO_OUTPUT = "no_output", "No output is known.", "无产出数据"
    NO_EDGES = "no_edges", "No supply edges: its own weight only.", "无供需关系，仅计自身"

    # Nothing can be said of the future.
    NO_BASIS = "no_basis", "Neither history nor pipeline.", "无预测依据"
    SERIES_TOO_SHORT = "series_too_short", "Too few points.", "序列过短"
    TOO_FEW_ERRORS = "too_few_errors", "Too few past errors.", "历史误差过少"
    TOO_MUCH_IMPUTED = "too_much_imputed", "Too much is imputed.", "插补比例过高"
    ALREADY_MET = "already_met", "Met already.", "已达到"
    ONE_YEAR_ONLY = "one_year_only", "One full year only.", "仅有一个完整年度"
    NOT_AT_THIS_PACE = "not_at_this_pace", "Not at this pace.", "按目前增速无法达到"
    BEYOND_HORIZON = "beyond_horizon", "Too many years ahead.", "超出预测年限"
    DEADLINE_PAST = "deadline_past", "Deadline past.", "已过截止日期"

    # A change that the measure cannot feel.
    NOT_MODELLED = "not_modelled", "Not modelled.", "未建模"
    NOT_LINKED = "not_linked", "Not linked.", "无关联"
