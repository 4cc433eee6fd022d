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
    NO_SOURCE = "no_source", "No report or register at hand has it.", "暂无来源"
    NOT_DUE = "not_due", "It is not due yet.", "未到期"
    NOT_REPORTED = "not_reported", "The return of the period is missing.", "未报送"
    EXEMPT = "exempt", "The respondent is exempt from this return.", "免报"
    COMBINED_MONTHS = "combined_months", "January and February are reported together.", "1—2月合并报送"
    NOT_DATED = "not_dated", "The rows carry no day, so none can be counted for a period.", "未注明日期"
    REGISTER_INCOMPLETE = "register_incomplete", "The register is incomplete: at least as many.", "名录不全，至少此数"
    UNQUANTIFIED = "unquantified", "The document gives no number.", "未量化"
    PERIOD_OUT_OF_RANGE = "period_out_of_range", "The period is before the series or later than now.", "期间超出范围"

    # It must not be compared.
    METRIC_MISMATCH = "metric_mismatch", "The two values have different definitions.", "口径不一致"
    MONTHS_DIFFER = "months_differ", "The two sides cover different numbers of months.", "覆盖月数不一致"
    UNIT_MISMATCH = "unit_mismatch", "The units differ and no factor is known.", "计量单位不一致"
    MIXED_VINTAGES = "mixed_vintages", "Numerator and denominator are of different vintages.", "分子分母版本不一致"
    SERIES_BREAK = "series_break", "A change of definition or a census lies inside the window.", "序列中断"

    # There is no base.
    NO_BASELINE = "no_baseline", "No baseline is known.", "无基期值"
    BASE_MISSING = "base_missing", "The value of the base period is missing.", "缺基期值"
    BASE_NOT_POSITIVE = "base_not_positive", "The value of the base period is zero or negative.", "基期值不为正"
    PANEL_TOO_SMALL = "panel_too_small", "Too few firms or months are common to both periods.", "可比样本过少"

    # An input of the calculation is missing or cannot be used.
    PRICE_MISSING = "price_missing", "A price is missing or zero.", "缺价格"
    QUANTITY_MISSING = "quantity_missing", "A quantity was left blank or its return is missing.", "缺产量"
    NEGATIVE_INPUT = "negative_input", "An output or a price is negative.", "产量或价格为负"
    NO_PRODUCTS = "no_products", "The firm reports no products.", "无产品数据"
    SIGN_CHANGES = "sign_changes", "Two factors change their sign.", "两个因素同时变号"
    NO_DEFLATOR = "no_deflator", "No price index applies.", "无适用价格指数"
    NO_VALUE_ADDED_RATE = "no_value_added_rate", "No value-added rate is known for the class and year.", "无增加值率"
    ABOVE_WHOLE = "above_whole", "The shares of a member exceed the whole.", "占比合计超过 1"

    # Nothing can be said of the future.
    NO_BASIS = "no_basis", "Neither a history nor a pipeline is known.", "无预测依据"
    SERIES_TOO_SHORT = "series_too_short", "The series has too few points.", "序列过短"
    TOO_FEW_ERRORS = "too_few_errors", "Too few past errors are known for this level.", "历史误差过少"
    TOO_MUCH_IMPUTED = "too_much_imputed", "Too much of it is imputed.", "插补比例过高"
    DEADLINE_PAST = "deadline_past", "The deadline is past.", "已过截止日期"

    # A change that the measure cannot feel.
    NOT_MODELLED = "not_modelled", "The effect is not modelled.", "未建模"
    NOT_LINKED = "not_linked", "The measure does not depend on this.", "无关联"
