"""Indicator and Product: what is measured."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.figures import GrowthMethod, PriceBasis, QuantityKind, SubjectKind


@noun(
    "core.indicator",
    en="What is measured: definition, unit, scope and price basis. Holds no values.",
    zh="指标定义：口径、单位、范围、价格基准，不含数值",
)
class Indicator:
    subject_kind: SubjectKind
    quantity_kind: QuantityKind
    price_basis: PriceBasis
    growth_method: GrowthMethod

    denominator = to_one("Indicator")
    observations = to_many("Observation", "Its values, newest vintage.", "观测值（最新版本）")
    targets = to_many("Target", "Targets set for it.", "相关目标")
    plausibility_rules = to_many("PlausibilityRule", "What its values are compared with.", "合理性规则")


@noun("core.product", en="A product of the monthly output returns.", zh="产量月报中的产品")
class Product:
    sei_shares = to_many("EnterpriseSeiShare", "Strategic emerging shares of it in firms.", "企业分产品比重")
    observations = to_many("Observation", "Values about it, newest vintage.", "观测值（最新版本）")
