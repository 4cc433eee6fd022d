"""Rules for values: validation rules of form cells, and plausibility rules that compare values."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.deliveries import PlausibilityKind, Severity


@noun(
    "core.form_rule",
    en="A validation rule for a form cell, with its position in the chain of rules.",
    zh="报表单元格所经规则",
    order_by=("form_column_id", "ordinal"),
)
class FormRule:
    severity: Severity

    form = to_one("ReportForm")
    sheet_columns = to_many("SheetColumn", "The column in the sheets of files.", "各工作表中的该栏目")


@noun(
    "core.plausibility_rule",
    en="A rule that detects unit errors in reported values.",
    zh="数值合理性规则（疑似单位错误）",
)
class PlausibilityRule:
    kind: PlausibilityKind
    severity: Severity

    indicator = to_one("Indicator")
