"""Units of measurement."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one


@noun(
    "core.unit",
    en="A unit of measurement and its size in the base unit of its dimension.",
    zh="计量单位及其折合基本单位的系数",
    order_by=("dimension", "unit_id"),
)
class MeasurementUnit:
    base_unit = to_one("MeasurementUnit", "Base unit of its dimension.", "基本单位")
    indicators = to_many("Indicator", "Indicators stored in it.", "以此计量的指标")
