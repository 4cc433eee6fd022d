"""The rules that values are put to: those of the form, cell by cell, and those that compare a value with others."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.deliveries import PlausibilityKind, Severity


@noun(
    "core.form_rule",
    en="A rule that a cell of a report form is put to, in its place in the chain.",
    zh="报表单元格所经规则",
    order_by=("form_column_id", "ordinal"),
)
class FormRule:
    severity: Severity

    sheet_columns = to_many("SheetColumn", "The column as sheets of files had it.", "各工作表中的该栏目")


@noun(
    "core.plausibility_rule",
    en="When a reported value looks like a slip of its unit.",
    zh="数值合理性规则（疑似单位错误）",
)
class PlausibilityRule:
    kind: PlausibilityKind
    severity: Severity

    indicator = to_one("Indicator")
