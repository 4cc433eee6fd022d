"""Indicator and Product: what is measured."""

from __future__ import annotations

from datetime import date

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.types.vocabulary.figures import GrowthMethod, PriceBasis, QuantityKind, SubjectKind


@noun(
    "core.indicator",
    en="What is measured: definition, unit, scope and price basis. Holds no values.",
    zh="指标定义：口径、单位、范围、价格基准，不含数值",
)
class Indicator:
    indicator_id: strawberry.ID = column("Stable name, for example revenue or gdp.", "指标标识")
    title_zh: str = column("Chinese name.", "中文名称")
    title_en: str = column("English name.", "英文名称")
    subject_kind: SubjectKind = column("What it describes.", "观测对象类别")
    quantity_kind: QuantityKind = column("Whether and how its values add up.", "量的类别")
    may_be_negative: bool = column(
        "Whether a value below zero says something, as of a profit; of anything else it is an error, or more taken "
        "back than came.",
        "是否可为负（利润、增速可负；其余为负即属差错或冲减）",
    )
    unit_id: str = column(
        "Unit in which its values are stored; `product` means the unit of the product.",
        "单位标识，product 指产品的单位",
    )
    unit_zh: str = column("The unit as written in Chinese.", "单位（中文）")
    unit_en: str = column("The unit as written in English.", "单位（英文）")
    price_basis: PriceBasis = column("Prices in which its amounts are expressed.", "价格基准")
    growth_method: GrowthMethod | None = column(
        "For a published rate of growth: how it was computed; null for anything else.", "增速口径"
    )
    january_february_since: int | None = column(
        "First year of which January and February are published only together; null where each has a month of its own.",
        "自该年起1、2月合并公布",
    )
    denominator_indicator_id: str | None = column(
        "For a share: what it is divided by. Never put shares of different denominators on one line.", "分母指标标识"
    )
    scope_en: str = column("Which units it covers.", "统计范围（英文）")
    definition_en: str = column("Definition, English.", "定义（英文）")
    definition_zh: str = column("Definition, Chinese.", "定义（中文）")
    version: str = column("Version of the definition.", "定义版本")
    valid_from: date = column("First day on which the definition is in use.", "启用日期")
    valid_to: date | None = column("Last day on which it is in use; null while it is.", "停用日期")

    denominator = to_one("Indicator", "What a share is divided by.", "分母指标")
    observations = to_many("Observation", "Its values, newest vintage.", "观测值（最新版本）")
    targets = to_many("Target", "Targets set for it.", "相关目标")
    plausibility_rules = to_many("PlausibilityRule", "What its values are compared with.", "合理性规则")


@noun("core.product", en="A product of the monthly output returns.", zh="产量月报中的产品")
class Product:
    product_code: strawberry.ID = column()
    name_zh: str = column()
    unit_id: str = column("Unit in which its output and capacity are stored.", "单位标识")
    unit_zh: str = column("That unit as written in Chinese.", "单位（中文）")

    sei_shares = to_many("EnterpriseSeiShare", "Strategic emerging shares of it in firms.", "企业分产品比重")
    observations = to_many("Observation", "Values about it, newest vintage.", "观测值（最新版本）")
