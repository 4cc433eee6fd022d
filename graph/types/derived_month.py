"""Months that nobody gave, as the difference of two years to date: never among the values that were received."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_one
from graph.types.vocabulary.figures import SubjectKind


@noun(
    "mart.derived_month",
    en="A month, March to December, that the sender gave only as years to date: their difference, computed and never "
    "received. A month that was given has no row here; January and February never have one.",
    zh="由本年累计相减得出的当月数（3—12月），非报送值；已报送当月数的无此行，1、2月从不推算",
)
class DerivedMonth:
    derived_month_id: strawberry.ID = column(
        "What the value is about, as an observation of that month would be called.", "推算值标识"
    )
    indicator_id: str = column("What is measured: always a flow.", "指标标识（仅限流量指标）")
    subject_kind: SubjectKind = column("What the value is about.", "对象类别")
    subject_id: str = column("enterpriseId, regionCode or world.", "对象标识")
    product_code: str = column("Product, for output; empty where the indicator has none.", "产品代码，无则为空串")
    period: str = column("The month: 2016-03.", "月份")
    period_end_date: date = column("Last day of the month.", "期末日期")
    value: Decimal | None = column(
        "Year to date of the month less that of the month before; below zero where the later is the smaller one.",
        "本月累计减上月累计，累计回落时为负",
        unit_column="unit_stored",
    )
    unit_stored: str | None = column("Unit in which the value is stored.", "存储计量单位")
    vintage_id: str = column("Release that both years to date are of.", "两个累计值所属的数据版本")
    known_from: datetime = column("When we received the later of the two.", "较晚一个累计值的收到时刻")
    ytd_observation_id: str = column("The year to date of the month.", "本月累计值标识")
    prior_ytd_observation_id: str = column("The year to date of the month before.", "上月累计值标识")
    is_doubtful: bool = column(
        "True where the value is below zero and what is measured cannot be: one of the two years to date is wrong, or "
        "the later one takes back what earlier months had. Look at both cells (`ytd`, `priorYtd`) before it is used.",
        "不应为负的指标出现负数：两个累计值之一有误，或本月冲减以前月份；使用前须核对两个来源单元格",
    )
    is_flagged: bool = column("True where another cell of the row of either is held.", "任一来源行有待定单元格")
    is_corrected: bool = column("True where a person put either right.", "任一来源值是否经人工更正")
    is_synthetic: bool = column("True where either is generated sample data.", "是否含合成样本数据")

    indicator = to_one("Indicator", "What is measured.", "指标")
    enterprise = to_one("Enterprise", "The enterprise that it is about, if it is about one.", "所属企业")
    region = to_one("Region", "The region that it is about, if it is about one.", "所属地区")
    product = to_one("Product", "The product, where the indicator has one.", "产品")
    ytd = to_one("Observation", "The year to date of the month, with its cell.", "本月累计值（含来源单元格）")
    prior_ytd = to_one(
        "Observation", "The year to date of the month before, with its cell.", "上月累计值（含来源单元格）"
    )
