"""Observation, its vintages, and the share of strategic emerging industries."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromCell, FromMeasuredCell
from graph.declare.scalars import Long
from graph.types.vocabulary.figures import PeriodKind, SubjectKind, VintageStatus

OBSERVATION_ID = "What the value is about, written out: indicator, subject, product, period and kind of period."
PRODUCT_CODE = "Product, for output, capacity and price; empty where the indicator has none."
SAME_PERIOD_VALUE = (
    "The same period of the previous year as the reporter restates it: the base of growth. Differs from what was"
    " reported then."
)


@noun(
    "mart.observation",
    en="One value of one indicator, subject, product and period: the newest vintage that we know.",
    zh="观测值（最新版本）",
    is_grouped=True,
)
class Observation(FromCell):
    observation_id: strawberry.ID = column(OBSERVATION_ID, "观测值标识")
    indicator_id: str = column("What is measured.", "指标标识")
    subject_kind: SubjectKind = column("What the value is about.", "对象类别")
    subject_id: str = column("enterpriseId, regionCode or world.", "对象标识")
    product_code: str = column(PRODUCT_CODE, "产品代码，无则为空串")
    period: str = column("What the value is about: 2015, 2015-Q1 or 2015-03.", "期间")
    period_kind: PeriodKind = column("How much of the calendar it covers.", "期间类别")
    period_end_date: date = column("Last day of the period.", "期末日期")
    months_covered: int = column(
        "Months that it adds up; 2 for January-February, which are reported together.", "覆盖月数，1—2 月合并报送"
    )
    value: Decimal | None = column(
        "In the unit of the indicator (of the product, where the indicator says so); null where none was given.",
        "数值",
        unit_column="unit_stored",
        adds_within=("indicator_id", "product_code", "period_kind", "subject_kind", "period"),
    )
    same_period_value: Decimal | None = column(
        SAME_PERIOD_VALUE,
        "上年同期（报送单位重述）",
        unit_column="unit_stored",
        adds_within=("indicator_id", "product_code", "period_kind", "subject_kind", "period"),
    )
    same_base_growth_rate: Decimal | None = column(
        "Growth on the reporter's own restated base: 0.1 is 10 %. Null without a positive base.",
        "同口径增长率，0.1 即 10%",
    )
    vintage_id: str = column()
    vintage_date: date | None = column()
    vintage_status: VintageStatus = column("How final that release is.", "数据版本性质（预计、初步、修订等）")
    vintage_count: int = column(
        "Releases that we hold; more than 1 means that it was revised. One that says again what the one before it said"
        " counts no more.",
        "版本数，大于 1 即有修订；重复报送相同数值不计",
    )
    known_from: datetime = column("When we received it.", "收到时刻")
    is_synthetic: bool = column(
        "True where the value is generated sample data. Never mix with real figures.", "是否为合成样本数据"
    )
    is_flagged: bool = column(
        "True where another cell of its row is held and not taken, a later file has the row without it, or it does not"
        " fit another value (`logicFindings`): look before relying on it.",
        "同行有待定单元格、后报文件缺此值或与其他数值逻辑不符（见 logicFindings）",
    )
    is_corrected: bool = column(
        "True where the value, its base or a key of its row was put right by a person.", "是否经人工更正"
    )
    decision_id: str | None = column("Newest decision that it rests on.", "所依据的决定")

    indicator = to_one("Indicator", "What is measured.", "指标")
    enterprise = to_one("Enterprise", "The enterprise that it is about, if it is about one.", "所属企业")
    region = to_one("Region", "The region that it is about, if it is about one.", "所属地区")
    product = to_one("Product", "The product, where the indicator has one.", "产品")
    decision = to_one("Decision", "Newest decision that it rests on, if it rests on one.", "所依据的决定")
    trace = to_one("Trace", "How it came to be: cell, conversion, rules, decisions.", "数据溯源")
    vintages = to_many("ObservationVintage", "Every release of the value that we hold.", "历次版本")
    logic_findings = to_many("LogicFinding", "Other values that it does not fit.", "与其他数值的逻辑关系问题")


@noun(
    "core.observation",
    en="One value as one file delivered it: a revision adds a row.",
    zh="观测值的一个版本",
)
class ObservationVintage(FromMeasuredCell):
    observation_id: strawberry.ID = column(OBSERVATION_ID + " The same for every vintage.", "观测值标识，各版本相同")
    indicator_id: str = column("What is measured.", "指标标识")
    subject_kind: SubjectKind = column("What the value is about.", "对象类别")
    subject_id: str = column("enterpriseId, regionCode or world.", "对象标识")
    product_code: str = column(PRODUCT_CODE, "产品代码，无则为空串")
    period: str = column("What the value is about: 2015, 2015-Q1 or 2015-03.", "期间")
    period_kind: PeriodKind = column("How much of the calendar it covers.", "期间类别")
    period_end_date: date = column("Last day of the period.", "期末日期")
    months_covered: int = column("Months that it adds up.", "覆盖月数")
    value: Decimal | None = column(
        "In the unit of the indicator; null where none was given.", "数值", unit_column="unit_stored"
    )
    same_period_value: Decimal | None = column(SAME_PERIOD_VALUE, "上年同期（报送单位重述）", unit_column="unit_stored")
    vintage_id: str = column()
    vintage_date: date | None = column()
    vintage_status: VintageStatus = column("How final that release is.", "数据版本性质（预计、初步、修订等）")
    known_from: datetime = column("When we received it.", "收到时刻")
    is_synthetic: bool = column("True where the value is generated sample data.", "是否为合成样本数据")
    source_note: str | None = column()
    is_flagged: bool = column("True where another cell of its row is held and not taken.", "同行有待定单元格")
    is_corrected: bool = column(
        "True where the value, its base or a key of its row was put right by a person.", "是否经人工更正"
    )
    decision_id: str | None = column("Newest decision that it rests on.", "所依据的决定")
    submission_number: Long = column("Order of arrival of that file.", "文件到达序号")

    suspicions = to_many("Suspicion", "Rules that take the value for a slip of its unit.", "疑似单位错误")
    latest = to_one("Observation", "The newest vintage of the same value.", "最新版本")
    indicator = to_one("Indicator", "What is measured.", "指标")
    decision = to_one("Decision", "Newest decision that it rests on, if it rests on one.", "所依据的决定")


@noun(
    "mart.observation",
    en="How a value came to be: the file and the cell, its text and unit, the conversion, the rules that it was put to"
    " and the decisions of people that it rests on.",
    zh="数据溯源：来源文件与单元格、原文与单位、换算、所经规则、所依据的决定",
)
class Trace(FromMeasuredCell):
    observation_id: strawberry.ID = column(OBSERVATION_ID, "观测值标识")
    value: Decimal | None = column("The value, in the unit stored.", "数值", unit_column="unit_stored")
    same_period_value: Decimal | None = column(SAME_PERIOD_VALUE, "上年同期（报送单位重述）", unit_column="unit_stored")
    vintage_id: str = column()
    known_from: datetime = column("When we received it.", "收到时刻")

    decisions = to_many("Decision", "Every decision of a person that it rests on.", "所依据的全部决定")
    vintages = to_many("ObservationVintage", "Every release of the value that we hold.", "历次版本")


@noun(
    "mart.sei_share",
    en="Share of strategic emerging industries in GDP, for every pair of vintages that we hold.",
    zh="战略性新兴产业增加值占 GDP 比重（按数据版本）",
)
class SeiShare:
    region_code: str = column("Region.", "地区代码")
    period: str = column("Year.", "年度")
    numerator_vintage_id: str = column("Vintage of the value added.", "分子数据版本")
    denominator_vintage_id: str = column("Vintage of GDP.", "分母数据版本")
    sei_value_added: Decimal = column("Numerator, 100 million yuan.", "增加值（亿元）", unit="cny_1e8")
    gdp: Decimal = column("Denominator, 100 million yuan.", "地区生产总值（亿元）", unit="cny_1e8")
    sei_share: Decimal = column("Numerator over denominator, 0 to 1.", "占比（0 至 1）")
    is_mixed_vintage: bool = column(
        "True where the two come from different vintages: the share moves with the vintage alone.",
        "分子分母版本是否不同",
    )

    region = to_one("Region", "Region.", "地区")
