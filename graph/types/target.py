"""Target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.types.vocabulary.plan import TargetComparison, TargetScope, TargetType


@noun(
    "core.target",
    en="A committed value, versioned by document: a later document repeats or replaces it as a new row.",
    zh="目标，按文件分版本",
    order_by=("document_id", "ordinal"),
)
class Target:
    target_id: strawberry.ID = column("Stable name of the target.", "目标标识")
    document_id: str = column("Document that sets it.", "设定文件标识")
    section: str | None = column("Section of that document; null where its text was not read.", "文件章节")
    ordinal: int = column("Place within the document.", "序号")
    title_zh: str = column("Short Chinese title.", "中文标题")
    title_en: str = column("Short English title.", "英文标题")
    indicator_id: str = column("What is measured.", "指标标识")
    target_type: TargetType = column(
        "What shape the value has, and whether it stands on top of the baseline.", "目标类型"
    )
    scope: TargetScope = column("What is counted.", "口径")
    denominator_indicator_id: str | None = column(
        "For a share or its change: what it is divided by; null elsewhere.", "分母指标标识"
    )
    unit: str = column(
        "Unit of the values: percent, point_pp, firm, chain, fund, platform or cny_1e8 (100 million yuan).", "单位"
    )
    is_quantified: bool = column(
        "False where the document names no number; such a target is never met or missed by a number.", "是否量化"
    )
    comparison: TargetComparison | None = column("How a value is compared; null where not quantified.", "比较方式")
    value_low: Decimal | None = column("The promised value, or the lower end of a range.", "目标值或下限")
    value_high: Decimal | None = column("The upper end of a range; null elsewhere.", "上限")
    baseline_value: Decimal | None = column(
        "Newest published value when the plan began, from which progress is measured.", "基期值"
    )
    baseline_unit: str | None = column("Unit of the baseline.", "基期值单位")
    baseline_period: str | None = column("What the baseline is about: 2015 or 2016-02.", "基期")
    baseline_document_id: str | None = column("Document that published the baseline.", "基期值来源文件标识")
    start_date: date | None = column("First day that progress is measured over.", "起始日期")
    deadline_date: date = column("Last day on which it can be met.", "截止日期")
    region_code: str = column("Region that it is set for.", "地区代码")
    earlier_target_id: str | None = column("Target of an earlier document that it repeats or replaces.", "前一目标标识")

    indicator = to_one("Indicator", "What is measured.", "指标")
    denominator = to_one("Indicator", "What a share is divided by.", "分母指标")
    document = to_one("Document", "Document that sets it.", "设定文件")
    baseline_document = to_one("Document", "Document that published the baseline.", "基期值来源文件")
    region = to_one("Region", "Region that it is set for.", "地区")
    earlier_target = to_one("Target", "Target that it repeats or replaces.", "前一目标")
    later_targets = to_many("Target", "Targets that repeat or replace it.", "后续目标")
    tasks = to_many("Task", "Tasks that bring it about.", "支撑任务")
