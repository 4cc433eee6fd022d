"""Indicator and Product."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.figures import (
    GrowthMethod,
    PriceBasis,
    QuantityKind,
    SubjectKind,
    ThresholdCompare,
    ThresholdKind,
    UpdateFrequency,
    UpdateWay,
)


@noun(
    "core.indicator",
    en="Definition of an indicator: unit, scope and price basis, without values.",
    zh="指标定义：口径、单位、范围、价格基准，不含数值",
)
class Indicator:
    subject_kind: SubjectKind
    quantity_kind: QuantityKind
    price_basis: PriceBasis
    growth_method: GrowthMethod

    update_way: UpdateWay
    update_frequency: UpdateFrequency

    denominator = to_one("Indicator")
    measurement_unit = to_one("MeasurementUnit", "Unit of its values; null where each product has its own.", "计量单位")
    thresholds = to_many("IndicatorThreshold", "Bounds on its card.", "预警和良好界限")
    observations = to_many("Observation", "Values, newest vintage.", "观测值（最新版本）")
    targets = to_many("Target", "Targets.", "相关目标")
    series = to_many("Series", "Series of files that are assigned to it.", "已指派到该指标的序列")
    plausibility_rules = to_many("PlausibilityRule", "Plausibility rules of its values.", "合理性规则")


@noun(
    "core.indicator_threshold",
    en="Bound on the card of an indicator.",
    zh="指标卡片上的界限",
)
class IndicatorThreshold:
    kind: ThresholdKind
    compare: ThresholdCompare

    indicator = to_one("Indicator")


@noun("core.product", en="A product of the monthly output returns.", zh="产量月报中的产品")
class Product:
    sei_shares = to_many("EnterpriseSeiShare", "Strategic emerging shares, by firm.", "企业分产品比重")
    observations = to_many("Observation", "Values, newest vintage.", "观测值（最新版本）")
